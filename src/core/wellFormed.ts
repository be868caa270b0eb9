/**
 * Returns the text with each lone surrogate replaced by U+FFFD, the replacement character. Texts of links, files and messages may
 * contain lone surrogates, which cannot be written as UTF-8: `encodeURIComponent` throws at them.
 */
export const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, "\ufffd");

/** Encodes a text for a link. Never throws. */
// eslint-disable-next-line no-restricted-globals -- every other module calls this function
export const encodeText = (text: string): string => encodeURIComponent(wellFormed(text));

/** Quotes untrusted text in a message: at most `most` UTF-16 units, an ellipsis if text is cut, and no lone surrogate. */
export const quoted = (text: string, most: number): string => wellFormed(text.length > most ? `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…` : text);
