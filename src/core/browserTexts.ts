/**
 * Texts that the browser keeps under a name. Storage may be forbidden (private windows, blocked cookies) or full: then nothing is read, and what is
 * written holds for this visit only. Who reads one believes none of it: another version of the page, another page of the same site or a
 * hand may have written it.
 */

export type TextStorage = () => Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Of all tabs and visits. */
export const ofSite: TextStorage = () => localStorage; // eslint-disable-line no-restricted-globals -- every other module reads and writes texts through this one
/** Of this tab, while it is open. */
export const ofTab: TextStorage = () => sessionStorage; // eslint-disable-line no-restricted-globals -- as above

/** Repeats a call that fails once, because a busy disk may fail one call. Throws if the second call fails, too. */
function twice<T>(call: () => T): T {
  try {
    return call();
  } catch {
    return call();
  }
}

/** Null where there is none, or where it cannot be read, which calls `onFailure`. */
export function readText(name: string, storage = ofSite, onFailure: () => void = () => undefined): string | null {
  try {
    return twice(() => storage().getItem(name));
  } catch {
    onFailure();
    return null;
  }
}

/** null: there is none any more. Returns whether the browser keeps it. */
export function writeText(name: string, text: string | null, storage = ofSite): boolean {
  try {
    twice(() => (text === null ? storage().removeItem(name) : storage().setItem(name, text)));
    return true;
  } catch {
    return false;
  }
}
