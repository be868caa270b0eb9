/** Keyboard events for unit tests, which have no browser. */
import type { KeyEvent } from "./meantKey";

/** What handlers of keys read of an event. */
export type PressedEvent = KeyEvent & Pick<KeyboardEvent, "ctrlKey" | "metaKey" | "shiftKey">;

/** Returns the event of a key that writes `key` at the place `code`. `altGraph`: AltGr is held down. */
export const pressed = (key: string, code: string, { altGraph = false, ...more }: Partial<PressedEvent> & { readonly altGraph?: boolean } = {}): PressedEvent => ({
  key, code, keyCode: 0, isComposing: false, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, ...more, getModifierState: (name) => altGraph && name === "AltGraph",
});
