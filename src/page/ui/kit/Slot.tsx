/** Shows the features' components for this place, in the order of the features' names, then those of their preferences. One that throws is left out, with a sentence; the page continues. */
import type { SlotName } from "../../../core/slotName";
import { usePanelParts, useTexts } from "../context";
import type { PageComponent } from "../jsx/JSX";
import { ErrorBoundary } from "../layout/ErrorBoundary";
import type { SlotProps } from "./slots";

export function Slot<N extends SlotName>({ name, ...props }: { readonly name: N } & SlotProps[N]) {
  const { notices } = useTexts();
  return usePanelParts().slots.map(({ [name]: found }, i) => {
    const Part = found as PageComponent<object> | undefined; // `SlotProps` gives each place the props that its components take
    return Part && (
      <ErrorBoundary key={i} instead={<p className="later" role="alert">{notices.failure.internal.title}</p>}><Part {...props} /></ErrorBoundary>
    );
  });
}
