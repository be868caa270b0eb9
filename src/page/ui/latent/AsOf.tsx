/** The step at which a plane of the map was found, and a button that finds it again. */
import { useTexts } from "../context";
import { quietly } from "../kit/quietly";
import { countText } from "../numbers";

export function AsOf({ step, update }: { readonly step: number; update(): Promise<void> }) {
  const texts = useTexts().looking.plane;
  return (
    <p className="plane__as-of">
      <span>{texts.asOf(countText(step))}</span>
      <button type="button" className="button plane__update" title={texts.updateTitle} onClick={() => quietly(update())}>
        {texts.update}
      </button>
    </p>
  );
}
