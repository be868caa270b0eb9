/** What the page and its workers need of programs: their models, and programs as texts of links. */
import { deflateSync, Inflate, strFromU8, strToU8 } from "fflate";
import { MAX_PROGRAM } from "../core/run/runConfig";

export { modelInParts } from "./model";

/** Returns a program as a text of a link: compressed, in the letters of base64url. */
export function pack(source: string): string {
  const bytes = deflateSync(strToU8(source), { level: 9 });
  return btoa(strFromU8(bytes, true)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Returns the program of such a text; null if it is none, or too long. */
export function unpack(packed: string): string | null {
  try {
    const bytes = strToU8(atob(packed.replaceAll("-", "+").replaceAll("_", "/")), true);
    const parts: Uint8Array[] = [];
    let [length, whole] = [0, false];
    const inflate = new Inflate((part, final) => {
      length += part.length;
      if (length > 4 * MAX_PROGRAM) throw new RangeError("too long");
      parts.push(part);
      whole = final;
    });
    inflate.push(bytes, true);
    const source = new TextDecoder("utf-8", { fatal: true }).decode(joined(parts, length));
    return whole && source !== "" && source.length <= MAX_PROGRAM ? source : null;
  } catch {
    return null;
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
