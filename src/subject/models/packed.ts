/**
 * Programs as texts of links: DEFLATE (RFC 1951) in base64url, with a checksum. The bytes begin with an empty stored block, which announces the
 * checksum, and end with it, after the last block. A reader of DEFLATE skips both, so earlier versions of the page read such a text, too. A text that
 * does not begin in this way has no checksum: earlier versions wrote it, or another program.
 */
import { deflateSync, Inflate, strFromU8, strToU8 } from "fflate";
import { fromLetters, joinBytes, toLetters } from "../../core/bytes";
import { laneOf } from "../../core/run/draws";
import { MAX_PROGRAM } from "../../core/run/runConfig";

/** A stored block without bytes (RFC 1951, 3.2.4). */
const EMPTY_BLOCK = Uint8Array.of(0, 0, 0, 0xff, 0xff);

/** Returns bytes as a text, one letter each. */
const lettersOf = (bytes: Uint8Array) => strFromU8(bytes, true);

/** Returns the checksum of a program in UTF-8, four bytes: FNV-1a. */
function checksumOf(source: Uint8Array): Uint8Array {
  const hash = laneOf(lettersOf(source));
  return Uint8Array.of(hash >>> 24, hash >>> 16, hash >>> 8, hash);
}

/** Returns a program as a text of a link: compressed, in the letters of base64url. */
export function pack(source: string): string {
  const bytes = strToU8(source);
  return toLetters(joinBytes([EMPTY_BLOCK, deflateSync(bytes, { level: 9 }), checksumOf(bytes)]));
}

/** Returns the program of such a text; null if it is none, damaged, or too long. What mail and chat add inside it or after it is skipped. */
export function unpack(packed: string): string | null {
  try {
    const parts: Uint8Array[] = [];
    let [length, whole] = [0, false];
    const inflate = new Inflate((part, final) => {
      length += part.length;
      if (length > 4 * MAX_PROGRAM) throw new RangeError("too long");
      parts.push(part);
      whole = final;
    });
    const visible = packed.replace(/[\s\p{Cf}>]/gu, "");
    let end = visible.length;
    while (end > 0 && !/[\w+/=-]/.test(visible[end - 1]!)) end--;
    const bytes = fromLetters(visible.slice(0, end));
    inflate.push(bytes, true);
    const inflated = joinBytes(parts);
    const letters = lettersOf(bytes);
    if (letters.startsWith(lettersOf(EMPTY_BLOCK)) && !letters.endsWith(lettersOf(checksumOf(inflated)))) return null;
    const source = new TextDecoder("utf-8", { fatal: true }).decode(inflated);
    return whole && source !== "" && source.length <= MAX_PROGRAM ? source : null;
  } catch {
    return null;
  }
}
