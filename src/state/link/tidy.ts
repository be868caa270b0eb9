/**
 * Says whether an address has a link as the page writes it. One that mail, a chat or a form has changed on its way seldom has: `mend.ts` then finds
 * out what was meant. The page's first script needs no more than this test, which may fail for a good link, too.
 */
import { MAX_CHARACTERS } from "./pairs";

/** The parts of an address in which a link may have ended up. */
export type Place = Pick<Location, "pathname" | "search" | "hash">;

/** A piece of a link: a key with a name, a text or another value, which ends in a letter or a digit. */
const PIECE = /^(?!utm_|mc_|gid=|[fg]b?clid|(?:preset|model|lesson|study|exercise)=.*[A-Z])(?:(?:ask|answers|title|text|origin)=(?:(?!%C2%AD|%E2%80%8B|%EF%BB%BF|%(?:20|0A)$)[^+])*|[a-z_]\w*(?:=[\w.,:|@=-]*)?(?<![.,:|@]))$/;
/** The key of an experiment in a place where no link belongs. */
const STRAY = /(?:preset|model|program|lesson|study|exercise)(?:=|%3D|%EF%BC%9D)/i;

/** Returns whether the link of an address is as the page writes it, or too long to be read. */
export const isTidy = ({ pathname = "", search = "", hash }: Partial<Place> & Pick<Place, "hash">): boolean =>
  hash.length > MAX_CHARACTERS || (!STRAY.test(pathname + search) && (hash.length < 2 || hash.slice(1).split("&").every((piece) => PIECE.test(piece))));
