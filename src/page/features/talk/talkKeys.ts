/** Maps keys to commands while a talk is given, as data for the handler and for the list of keys. */
import { meantKey, type KeyEvent } from "../../ui/kit/meantKey";
import type { TalkTexts } from "./texts";

export type TalkCommand = "next" | "previous" | "blank" | "again" | "speaker";

/** A clicker sends Page Down, Page Up, and B or a full stop for a blank screen. */
const KEYS: Readonly<Record<string, TalkCommand>> = { PageDown: "next", PageUp: "previous", b: "blank", ".": "blank", Home: "again", w: "speaker" };

/** Returns the command of a key press; null if it has none. `characters`: single-character keys are on. */
export function talkCommandOf(event: KeyEvent & Pick<KeyboardEvent, "ctrlKey" | "metaKey">, characters: boolean): TalkCommand | null {
  const { ctrlKey, metaKey, altKey } = event;
  const key = meantKey(event);
  const name = key.length === 1 ? key.toLowerCase() : key;
  if (ctrlKey || metaKey || altKey || (name.length === 1 && !characters)) return null;
  return (Object.hasOwn(KEYS, name) && KEYS[name]) || null;
}

/** Returns the rows of the list of keys. */
export const talkKeyRows = ({ keys }: TalkTexts, names: { readonly next: string; readonly previous: string }): readonly (readonly [key: string, what: string])[] =>
  [[names.next, keys.next], [names.previous, keys.previous], ["B .", keys.blank], [keys.home, keys.again], ["W", keys.speaker]];
