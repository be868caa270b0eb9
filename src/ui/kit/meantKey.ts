/** Which key is meant by a keyboard event, on all keyboard layouts and with input methods. Every handler of keys asks it, and none reads `event.key`. */
import type { KeyboardEvent as ReactKeyboardEvent } from "react";

/** The part of a keyboard event that tells the key. */
export type KeyEvent = Pick<KeyboardEvent, "key" | "code" | "shiftKey" | "altKey" | "isComposing" | "keyCode" | "getModifierState">;

/** An event of an input method has this `keyCode`. Safari's Enter that ends a composition has it, too, although `isComposing` is false. */
const INPUT_METHOD = 229;

/** Characters that keyboards and input methods write for one of the page's keys. */
const SAME: Readonly<Record<string, string>> = { "−": "-", "【": "[", "】": "]", "「": "[", "」": "]", "。": ".", "؟": "?" };

/** What the keys of an English keyboard write, without and with Shift. */
const ENGLISH: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  BracketLeft: ["[", "{"], BracketRight: ["]", "}"], Minus: ["-", "_"], Equal: ["=", "+"], Period: [".", ">"], Slash: ["/", "?"],
};

/** Layouts of other scripts that have a punctuation mark in a letter's place: Hebrew, Greek, Bulgarian. Dvorak's marks are at other places. */
const MARKS_FOR_LETTERS: Readonly<Record<string, string>> = { KeyQ: "/;,", KeyW: "'" };

const OTHER_SCRIPT = /^(?!\p{Script=Latin})[\p{L}\p{M}\p{Nd}]/u;

/**
 * Returns the key that is meant, as `KeyboardEvent.key` names it: a letter or mark of ASCII that the layout writes; on layouts of other scripts,
 * and while an input method takes the key, the letter or mark at this place of an English keyboard. Returns "" for a key that belongs to a composition.
 */
export function meantKey(from: KeyEvent | ReactKeyboardEvent): string {
  const event = "nativeEvent" in from ? from.nativeEvent : from;
  const { key, code, shiftKey, altKey } = event;
  const taken = key === "Process"; // by an input method that is on, although there may be no field to write in
  if (event.isComposing || (event.keyCode === INPUT_METHOD && key.length > 1 && !taken)) return "";
  if (/^[！-～]$/.test(key)) return String.fromCharCode(key.charCodeAt(0) - 0xfee0); // full width
  if (Object.hasOwn(SAME, key)) return SAME[key]!;
  const third = altKey || event.getModifierState("AltGraph"); // what AltGr writes is meant as it is
  const dead = key === "Dead" && code.startsWith("Bracket");
  const other = OTHER_SCRIPT.test(key) || MARKS_FOR_LETTERS[code]?.includes(key);
  return (!third && (taken || dead || other) && english(code, shiftKey)) || key;
}

/** Returns what a key of an English keyboard writes; null if it writes nothing that the page knows. */
function english(code: string, shift: boolean): string | null {
  const [, letter, digit] = /^(?:Key([A-Z])|(?:Digit|Numpad)(\d))$/.exec(code) ?? [];
  if (letter) return shift ? letter : letter.toLowerCase();
  if (digit) return shift ? null : digit;
  return ENGLISH[code]?.[shift ? 1 : 0] ?? null;
}
