/** A link as a QR code (ISO/IEC 18004), to be photographed from a seat. Pure: modules, and one path that fills the dark ones. */
import { encode } from "uqr";

/** With 105 modules on a side, the quiet zone included, some 7 px each on a screen 1,080 px high. Smaller ones are lost on a camera in the last row. */
const LARGEST_VERSION = 20;
/** Bytes that this version holds at the lowest level of error correction. */
export const MOST_BYTES = 858;
/** Modules that have to stay light around the code. */
const QUIET_ZONE = 4;

export interface QrCode {
  /** Modules on a side, with the quiet zone. */
  readonly size: number;
  /** SVG path of the dark modules, one unit each. */
  readonly path: string;
}

/** Null: the text has more than `MOST_BYTES` bytes in UTF-8. Where there is room, error correction is higher. */
export function qrCode(text: string): QrCode | null {
  if (new TextEncoder().encode(text).length > MOST_BYTES) return null;
  const { size, data } = encode(text, { ecc: "L", boostEcc: true, maxVersion: LARGEST_VERSION, border: QUIET_ZONE });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return { size, path };
}
