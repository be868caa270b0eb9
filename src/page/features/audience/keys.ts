/** Maps keys to commands for an audience in lecture mode. */
import type { Press } from "../../ui/present/keys";
import { MAX_ANSWERS } from "./slice";

export type AudienceCommand =
  /** Shows the link as a QR code; shows the question; opens the dialog that edits it. */
  | { readonly kind: "link-code" | "ask" | "write-question" }
  /** Adds or removes a hand for an answer. */
  | { readonly kind: "hand"; readonly answer: number; readonly by: 1 | -1 };

/**
 * Returns the command of a key press, or null. `digit`: the digit on the key, even if Shift makes it type another character; null: none.
 * `asking`: the question fills the screen.
 */
export function audienceCommandOf({ key, shift, control, focus, present, characters }: Press, digit: number | null, asking: boolean): AudienceCommand | null {
  if (!present || !characters || control || focus === "text") return null;
  if (asking && digit !== null && digit >= 1 && digit <= MAX_ANSWERS) return { kind: "hand", answer: digit - 1, by: shift ? -1 : 1 };
  switch (key.toLowerCase()) {
    case "a": return { kind: shift ? "write-question" : "ask" };
    case "q": return { kind: "link-code" };
    default: return null;
  }
}
