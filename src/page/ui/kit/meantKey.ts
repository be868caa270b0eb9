/** Which key is meant by a keyboard event, on all keyboard layouts and with input methods. Every handler of keys asks it, and none reads `event.key`. */
import type { KeyboardEvent as ReactKeyboardEvent } from "react";

/** The part of a keyboard event that tells the key. */
export type KeyEvent = Pick<KeyboardEvent, "key" | "code" | "altKey" | "isComposing" | "keyCode" | "getModifierState">;

/** An event of an input method has this `keyCode`. Safari's Enter that ends a composition has it, too, although `isComposing` is false. */
const INPUT_METHOD = 229;

/** The marks of an English keyboard that the page uses; a Shift for them does not matter. */
const MARKS: Readonly<Record<string, string>> = { BracketLeft: "[", BracketRight: "]", Minus: "-", Equal: "=", Period: ".", Slash: "?" };

/** Layouts of other scripts that have a punctuation mark in a letter's place: Hebrew, Greek, Bulgarian. Dvorak's marks are at other places. */
const MARKS_FOR_LETTERS: Readonly<Record<string, string>> = { KeyQ: "/;,", KeyW: "'" };

/** Greek and what follows it in Unicode, without Latin letters with marks and without signs. */
const OTHER_SCRIPT = /^[\u0370-\u1dff\u2c00-\uffff]/;

/**
 * Returns the key that is meant, as `KeyboardEvent.key` names it: what the layout writes, but in ASCII; on layouts of other scripts, and while an
 * input method takes the key, the letter, digit or mark at this place of an English keyboard. Returns "" for a key that belongs to a composition.
 */
export function meantKey(from: KeyEvent | ReactKeyboardEvent): string {
  const event = "nativeEvent" in from ? from.nativeEvent : from;
  const { key, code } = event;
  const taken = key === "Process"; // by an input method that is on, although there may be no field to write in
  if (event.isComposing || (event.keyCode === INPUT_METHOD && key.length > 1 && !taken)) return "";
  if (/^[！-～]$/.test(key)) return String.fromCharCode(key.charCodeAt(0) - 0xfee0); // full width
  const dead = key === "Dead" && code.startsWith("Bracket");
  const other = taken || dead || OTHER_SCRIPT.test(key) || MARKS_FOR_LETTERS[code]?.includes(key);
  if (!other || event.altKey || event.getModifierState("AltGraph")) return key === "−" ? "-" : key; // what AltGr writes is meant as it is
  return /^(?:Key|Digit|Numpad)(\w)$/.exec(code)?.[1]?.toLowerCase() ?? MARKS[code] ?? key;
}
