/** Returns an id of this many random bytes, as two hexadecimal digits each. No number of a run depends on it. */
export const randomId = (bytes: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, "0")).join("");
