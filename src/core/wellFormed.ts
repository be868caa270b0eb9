/**
 * Returns the text with each lone surrogate replaced by U+FFFD, the replacement character. Texts of links, files and messages may
 * contain lone surrogates, which cannot be written as UTF-8: `encodeURIComponent` throws at them.
 */
export const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, "\ufffd");

/** Control characters, ends of lines, and marks that change the direction of the text after them (UAX #9). */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Returns untrusted text on one line and in its own direction: each control character, and each mark of direction, becomes a space. */
export const oneLine = (text: string): string => wellFormed(text).replace(UNSEEN, " ");

/** Encodes a text for a link. Never throws. */
// eslint-disable-next-line no-restricted-globals -- every other module calls this function
export const encodeText = (text: string): string => encodeURIComponent(wellFormed(text));

/** Quotes untrusted text in a message: at most `most` UTF-16 units, an ellipsis if text is cut, and no lone surrogate. */
export const quoted = (text: string, most: number): string => wellFormed(text.length > most ? `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…` : text);
