/** Which key does what for a hall, in lecture mode, as data. */
import type { Press } from "../../ui/present/keys";
import { MOST_ANSWERS } from "./slice";

export type HallCommand =
  /** The link of what is on show as a code; the question, and the dialog that writes it. */
  | { readonly kind: "link-code" | "ask" | "write-question" }
  /** A hand for the question on show, or one taken away. */
  | { readonly kind: "hand"; readonly answer: number; readonly by: 1 | -1 };

/** `digit`: the one that the key bears, also where Shift has it write another sign; null: it bears none. `asking`: the question fills the screen. */
export function hallCommandOf({ key, shift, control, focus, present, characters }: Press, digit: number | null, asking: boolean): HallCommand | null {
  if (!present || !characters || control || focus === "text") return null;
  if (asking && digit !== null && digit >= 1 && digit <= MOST_ANSWERS) return { kind: "hand", answer: digit - 1, by: shift ? -1 : 1 };
  switch (key.toLowerCase()) {
    case "a": return { kind: shift ? "write-question" : "ask" };
    case "q": return { kind: "link-code" };
    default: return null;
  }
}
