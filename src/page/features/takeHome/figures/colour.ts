/** Reads CSS colours as computed styles have them, without a canvas: some browsers change the pixels that pages read from one. */

/** A colour: red, green and blue from 0 to 255, and opacity from 0 to 1. */
export interface Rgba {
  readonly rgb: readonly [number, number, number];
  readonly alpha: number;
}

const byte = (value: number): number => Math.min(255, Math.max(0, Math.round(value)));
/** The value of linear light between 0 and 1 in sRGB (IEC 61966-2-1). */
const gamma = (linear: number): number => (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055);

/** Converts lightness (0 to 1), a and b of OKLab to red, green and blue, clipped to sRGB (CSS Color 4, section 18). */
function ofOklab(lightness: number, a: number, b: number): Rgba["rgb"] {
  const [l, m, s] = [
    lightness + 0.3963377774 * a + 0.2158037573 * b, lightness - 0.1055613458 * a - 0.0638541728 * b, lightness - 0.0894841775 * a - 1.291485548 * b,
  ].map((root) => root ** 3) as [number, number, number];
  return [
    255 * gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s), 255 * gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    255 * gamma(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** Returns the parts of the colour by its function; null if the function is not known. */
function partsOf(name: string, [first = 0, second = 0, third = 0]: readonly number[]): Rgba["rgb"] | null {
  switch (name) {
    case "rgb": return [first, second, third];
    case "srgb": return [255 * first, 255 * second, 255 * third];
    case "oklab": return ofOklab(first, second, third);
    case "oklch": return ofOklab(first, second * Math.cos((third * Math.PI) / 180), second * Math.sin((third * Math.PI) / 180));
    default: return null;
  }
}

/** Returns a colour written as #rgb, #rrggbb, rgb(…), rgba(…), color(srgb …), oklab(…), oklch(…) or `transparent`; null for anything else. */
export function rgbaOf(written: string): Rgba | null {
  if (written === "transparent") return { rgb: [0, 0, 0], alpha: 0 };
  const hex = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(written)?.[1];
  if (hex !== undefined) {
    const digits = hex.length === 3 ? [...hex].map((digit) => digit + digit).join("") : hex;
    return { rgb: [0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16)) as [number, number, number], alpha: 1 };
  }
  const [, name = "", inside = ""] = /^(?:color\((?=srgb ))?(rgb|srgb|oklab|oklch)a?[( ]([^()]*)\)$/i.exec(written) ?? [];
  const numbers = inside.trim().split(/[\s,/]+/).map((text) => (text === "none" ? 0 : parseFloat(text) / (text.endsWith("%") ? 100 : 1)));
  const parts = partsOf(name.toLowerCase(), numbers);
  if (!parts || numbers.length < 3 || numbers.some(Number.isNaN)) return null;
  return { rgb: parts.map(byte) as [number, number, number], alpha: numbers[3] ?? 1 };
}
