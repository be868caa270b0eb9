/** Splits a link into keys and texts, and says whether it is an embedding. The page's first script needs no more. */
import { wellFormed } from "../../../core/wellFormed";

/** The longest link that is read. The page writes no longer one, whatever its reader does: a longer one is an accident or an attack. */
export const MAX_CHARACTERS = 100_000;

function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray % is taken as it is written
  }
}

/** Returns the pairs in their order. URLSearchParams would read the + of 1e+3 as a space. */
export function pairsOf(fragment: string): readonly (readonly [string, string])[] {
  return wellFormed(fragment).replace(/^#/, "").split("&").filter((piece) => piece !== "").map((piece) => {
    const equals = piece.indexOf("=");
    return equals < 0
      ? [unescape(piece), ""] as const
      : [unescape(piece.slice(0, equals)), unescape(piece.slice(equals + 1))] as const;
  });
}

/** Returns the pieces of a link, as they are written, without those of this key. */
export const piecesWithout = (key: string, fragment: string): readonly string[] =>
  fragment.replace(/^#/, "").split("&").filter((piece) => piece !== "" && pairsOf(piece)[0]?.[0] !== key);

/** Returns whether the text sets a flag: a key alone means the same as `key=1`. */
export const isSet = (written: string | undefined): boolean => written === "" || written === "1";

/** Returns the text of each key; if a key occurs twice, the first counts. Empty if the link is too long. */
export const writtenIn = (fragment: string): ReadonlyMap<string, string> =>
  new Map(fragment.length > MAX_CHARACTERS ? [] : [...pairsOf(fragment)].reverse());

/** Returns whether the link embeds the page in a frame of another page, where it waits for its reader. All code that needs this calls this function. */
export const isEmbedding = (written: ReadonlyMap<string, string>): boolean => isSet(written.get("embed"));
