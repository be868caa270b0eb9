/** Programs as texts of links. */
import { deflateSync, Inflate, strToU8 } from "fflate";
import { fromLetters, joinBytes, toLetters } from "../core/bytes";
import { MAX_PROGRAM } from "../core/run/runConfig";

/** Returns a program as a text of a link: compressed, in the letters of base64url. */
export function pack(source: string): string {
  return toLetters(deflateSync(strToU8(source), { level: 9 }));
}

/** Returns the program of such a text; null if it is none, or too long. */
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
    inflate.push(fromLetters(packed), true);
    const source = new TextDecoder("utf-8", { fatal: true }).decode(joinBytes(parts));
    return whole && source !== "" && source.length <= MAX_PROGRAM ? source : null;
  } catch {
    return null;
  }
}
