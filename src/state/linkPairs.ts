/** What a link is made of, before anybody asks what its keys mean. */
import { wellFormed } from "../core/wellFormed";

function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return wellFormed(text); // a stray % is taken as it is written
  }
}

/** Pairs in the order written. Not URLSearchParams: it would read the + of 1e+3 as a space. */
export function pairsOf(fragment: string): readonly (readonly [string, string])[] {
  return fragment.replace(/^#/, "").split("&").filter((piece) => piece !== "").map((piece) => {
    const equals = piece.indexOf("=");
    return equals < 0
      ? [unescape(piece), ""] as const
      : [unescape(piece.slice(0, equals)), unescape(piece.slice(equals + 1))] as const;
  });
}
