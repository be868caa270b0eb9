/**
 * Says whether an address has a link as the page writes it, in plain letters. One that mail, a chat or a form has changed on its way seldom has:
 * `mend.ts` then finds out what was meant. This test, which may fail for a good link, too, is all that other links need.
 */
import { MAX_CHARACTERS } from "./pairs";

/** The parts of an address in which a link may have ended up. */
export type Place = Pick<Location, "pathname" | "search" | "hash">;

/** Keys with values that begin with no capital letter and end in no punctuation. */
const TIDY = /^(?:#(?:(?!utm_|mc_|gid=|[fg]b?clid)[a-z_]\w*(?:=(?![A-Z])[\w.,:|@=-]*)?(?<![.,:|@])(?:&|$))*)?$/;

/** Returns whether the link of an address is as the page writes it, or too long to be read. */
export const isTidy = ({ pathname, search, hash }: Place): boolean =>
  hash.length > MAX_CHARACTERS || (TIDY.test(hash) && !/[=%]/.test(pathname + search));
