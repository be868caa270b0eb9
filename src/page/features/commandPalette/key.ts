/** The key of the command palette: Ctrl K, or Cmd K on a Mac, where Ctrl K deletes to the end of a line. */
import { meantKey, type KeyEvent } from "../../ui/kit/meantKey";

const isMac = /^(Mac|iP)/.test(globalThis.navigator?.platform ?? "");

/** The name of the key that the page displays. */
export const KEY = isMac ? "⌘ K" : "Ctrl K";

/** Returns whether this key press, with no other modifier, is the palette's. */
export const isOwnPress = (event: KeyEvent & Pick<KeyboardEvent, "ctrlKey" | "metaKey" | "shiftKey">, mac = isMac): boolean =>
  meantKey(event).toLowerCase() === "k" && (mac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey) && !event.shiftKey && !event.altKey;
