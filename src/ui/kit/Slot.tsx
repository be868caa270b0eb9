/** What features show in this place, in the order of their names. */
import { useRoom } from "../context";
import type { ComponentType } from "react";
import type { SlotName, SlotProps } from "./slots";

export function Slot<N extends SlotName>({ name, ...props }: { readonly name: N } & SlotProps[N]) {
  return useRoom().slots.map(({ [name]: found }, i) => {
    const Part = found as ComponentType<object> | undefined; // it takes what this place gives
    return Part && <Part key={i} {...props} />;
  });
}
