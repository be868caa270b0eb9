/**
 * Texts that the browser stores under a name. Storage may be forbidden (private windows, blocked cookies) or full: then nothing
 * is read, and written texts last for this visit only. Readers must validate every text: another version of the page, another
 * page of the same site or a person may have written it. In a frame nothing is written: the page around it may be anybody's, and
 * storage belongs to the reader.
 */
import { isFramed } from "./framed";

export type TextStorage = () => Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Returns the storage for texts of all tabs and visits. */
export const siteStorage: TextStorage = () => localStorage; // eslint-disable-line no-restricted-globals -- every other module reads and writes texts through this one
/** Returns the storage for texts of this tab, while it is open. */
export const tabStorage: TextStorage = () => sessionStorage; // eslint-disable-line no-restricted-globals -- as above

/** Repeats a call that fails once, because a busy disk may fail one call. Throws if the second call fails, too. */
function twice<T>(call: () => T): T {
  try {
    return call();
  } catch {
    return call();
  }
}

/** Returns a stored text; null if there is none, or if it cannot be read, which calls `onFailure`. */
export function readText(name: string, storage = siteStorage, onFailure: () => void = () => undefined): string | null {
  try {
    return twice(() => storage().getItem(name));
  } catch {
    onFailure();
    return null;
  }
}

/** Stores a text, or removes it (null). Returns whether the browser stores it; in a frame it never does. */
export function writeText(name: string, text: string | null, storage = siteStorage): boolean {
  if (isFramed()) return false;
  try {
    twice(() => (text === null ? storage().removeItem(name) : storage().setItem(name, text)));
    return true;
  } catch {
    return false;
  }
}

/** Calls the listener when another tab has stored or removed this text of the site. Returns a function that stops it. */
export function onOtherTab(name: string, listener: () => void): () => void {
  const onStorage = ({ key }: StorageEvent) => { if (key === name || key === null) listener(); }; // null: everything was removed
  addEventListener("storage", onStorage);
  return () => removeEventListener("storage", onStorage);
}
