/** What features show in this place, in the order of their names. */
import { useRoom } from "../context";
import type { SlotName } from "./slots";

export function Slot({ name }: { readonly name: SlotName }) {
  return useRoom().slots.map(({ [name]: Part }, i) => Part && <Part key={i} />);
}
