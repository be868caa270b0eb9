/** The step of a measured value that is outdated. The value beside it is dimmed. */
import type { Measured } from "../../../subject/measurements/registry";
import { isOutdated } from "../../state/outdated";
import { useStore, useTexts } from "../context";
import { countText } from "../numbers";

/** Returns whether the value does not describe the displayed step any more. */
export const useIsOutdated = (measured: Measured | undefined): boolean =>
  useStore((state) => measured !== undefined && isOutdated(measured, state));

export function MeasuredAt({ measured }: { readonly measured: Measured }) {
  const texts = useTexts().measurements;
  return <span className="measured-at" title={texts.outdatedTitle}>{texts.outdated(countText(measured.step))}</span>;
}
