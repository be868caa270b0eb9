/** The part of fontkit 2.0.4 that figures use. Its published types would bring those of Node into the page. */
declare module "fontkit" {
  export interface Path {
    /** Returns the path with each point (x, y) at (a x + c y + e, b x + d y + f). */
    transform(a: number, b: number, c: number, d: number, e: number, f: number): Path;
    /** Returns the value of SVG's attribute `d`. */
    toSVG(): string;
  }

  /** The glyphs of a text and their places, in the font's units. */
  export interface GlyphRun {
    readonly glyphs: readonly { readonly path: Path }[];
    readonly positions: readonly { readonly xAdvance: number; readonly xOffset: number; readonly yOffset: number }[];
    readonly advanceWidth: number;
  }

  export interface Font {
    readonly unitsPerEm: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string): GlyphRun;
  }

  /** Reads a TrueType, OpenType, WOFF or WOFF2 file. Throws if it is none. */
  export function create(file: Uint8Array): Font;
}
