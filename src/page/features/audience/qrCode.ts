/** Encodes a link as a QR code (ISO/IEC 18004) that can be photographed from a seat. Pure functions. */
import { encode } from "uqr";

/**
 * This version has 105 modules on a side, including the quiet zone: about 7 px each on a screen 1,080 px high. A camera in the last row cannot
 * resolve smaller modules.
 */
const LARGEST_VERSION = 20;
/** The capacity of this version in bytes at the lowest level of error correction. */
export const MAX_BYTES = 858;
/** Width of the light border, in modules. */
const QUIET_ZONE = 4;

export interface QrCode {
  /** Modules on a side, including the quiet zone. */
  readonly size: number;
  /** SVG path of the dark modules, one unit each. */
  readonly path: string;
}

/** Returns null if the text has more than `MAX_BYTES` bytes in UTF-8. The highest level of error correction that fits is used. */
export function qrCode(text: string): QrCode | null {
  if (new TextEncoder().encode(text).length > MAX_BYTES) return null;
  const { size, data } = encode(text, { ecc: "L", boostEcc: true, maxVersion: LARGEST_VERSION, border: QUIET_ZONE });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return { size, path };
}
