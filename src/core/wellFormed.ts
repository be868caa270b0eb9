/**
 * Texts of links, files and messages may hold halves of characters (lone surrogates), which cannot be written as UTF-8: `encodeURIComponent`
 * throws at them. Each becomes U+FFFD, the replacement character.
 */
export const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, "\ufffd");

/** As a link writes a text. Never throws. */
// eslint-disable-next-line no-restricted-globals -- every other module calls this function
export const encodeText = (text: string): string => encodeURIComponent(wellFormed(text));

/** Quotes untrusted text in a message: at most `most` UTF-16 units, an ellipsis where text is cut, and no lone surrogate. */
export const quoted = (text: string, most: number): string => wellFormed(text.length > most ? `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…` : text);
