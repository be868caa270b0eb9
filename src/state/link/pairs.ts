/** What a link is made of, before anybody asks what its keys mean; and whether it is an embedding, which the page's first script asks. */
import { wellFormed } from "../../core/wellFormed";

/** More than any experiment needs, with all changes of settings that a run can have. Longer ones are an accident or an attack, and are not read. */
export const MAX_CHARACTERS = 40_000;

function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray % is taken as it is written
  }
}

/** Pairs in the order written. Not URLSearchParams: it would read the + of 1e+3 as a space. */
export function pairsOf(fragment: string): readonly (readonly [string, string])[] {
  return wellFormed(fragment).replace(/^#/, "").split("&").filter((piece) => piece !== "").map((piece) => {
    const equals = piece.indexOf("=");
    return equals < 0
      ? [unescape(piece), ""] as const
      : [unescape(piece.slice(0, equals)), unescape(piece.slice(equals + 1))] as const;
  });
}

/** A key that stands alone says what `key=1` does. */
export const isSet = (written: string | undefined): boolean => written === "" || written === "1";

/** What the link says by each key: of two alike the first counts. Nothing where the link is too long. */
export const writtenIn = (fragment: string): ReadonlyMap<string, string> =>
  new Map(fragment.length > MAX_CHARACTERS ? [] : [...pairsOf(fragment)].reverse());

/** The page stands in a frame of another page, and waits there for its reader. All who ask whether it does ask here. */
export const isEmbedding = (written: ReadonlyMap<string, string>): boolean => isSet(written.get("embed"));
