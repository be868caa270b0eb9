import { wellFormed } from "./wellFormed";

/** Control characters, ends of lines, and marks that change the direction of the text after them (UAX #9). */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Returns untrusted text on one line and in its own direction: each control character, and each mark of direction, becomes a space. */
export const oneLine = (text: string): string => wellFormed(text).replace(UNSEEN, " ");
