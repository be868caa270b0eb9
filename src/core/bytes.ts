/** Bytes and numbers joined to one array, and bytes as letters of a link. */

/** Copies the chunks into `all`, one after the other. */
function joinInto<A extends Uint8Array<ArrayBuffer> | Float32Array<ArrayBuffer>>(all: A, chunks: readonly ArrayLike<number>[]): A {
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

const lengthOf = (chunks: readonly ArrayLike<number>[]): number => chunks.reduce((sum, { length }) => sum + length, 0);

/** Returns the chunks as one array. */
export const joinBytes = (chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => joinInto(new Uint8Array(lengthOf(chunks)), chunks);

/** Returns the chunks as one array. */
export const joinFloats = (chunks: readonly Float32Array[]): Float32Array<ArrayBuffer> => joinInto(new Float32Array(lengthOf(chunks)), chunks);

/** Returns bytes as base64url, without padding. */
export const toLetters = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** Reads bytes that `toLetters` wrote. Throws if other letters occur. */
export const fromLetters = (letters: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(letters.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
