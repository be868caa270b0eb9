/** The key of the command palette: Ctrl K, or Cmd K on a Mac, where Ctrl K deletes to the end of a line. */
const isMac = /^(Mac|iP)/.test(globalThis.navigator?.platform ?? "");

/** The name of the key that the page displays. */
export const KEY = isMac ? "⌘ K" : "Ctrl K";

/** Returns whether this key press, with no other modifier, is the palette's. */
export const isOwnPress = ({ key, ctrlKey, metaKey, shiftKey, altKey }: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">, mac = isMac): boolean =>
  key.toLowerCase() === "k" && (mac ? metaKey && !ctrlKey : ctrlKey && !metaKey) && !shiftKey && !altKey;
