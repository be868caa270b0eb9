/**
 * Texts of links, files and messages may hold halves of characters (lone surrogates), which cannot be written as UTF-8: `encodeURIComponent`
 * throws at them. Each becomes U+FFFD, the replacement character.
 */
export const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, "\ufffd");

/** As a link writes a text. Never throws. */
export const encodeText = (text: string): string => encodeURIComponent(wellFormed(text));
