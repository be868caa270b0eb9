/** Shows the features' components for this place, in the order of the features' names. */
import { usePanelParts } from "../context";
import type { PageComponent } from "../jsx/JSX";
import type { SlotName, SlotProps } from "./slots";

export function Slot<N extends SlotName>({ name, ...props }: { readonly name: N } & SlotProps[N]) {
  return usePanelParts().slots.map(({ [name]: found }, i) => {
    const Part = found as PageComponent<object> | undefined; // `SlotProps` gives each place the props that its components take
    return Part && <Part key={i} {...props} />;
  });
}
