/** The used part of gifenc, which has no types of its own. */
declare module "gifenc" {
  type Palette = readonly (readonly [red: number, green: number, blue: number])[];
  interface FrameOptions {
    /** Required in the first frame; later frames share it. */
    readonly palette?: Palette;
    /** Duration in milliseconds. */
    readonly delay: number;
    /** 0: repeat forever. */
    readonly repeat?: number;
  }
  export function GIFEncoder(): {
    readonly stream: { writeByte(byte: number): void; writeBytes(bytes: Uint8Array): void };
    writeFrame(indices: Uint8Array, width: number, height: number, options: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array<ArrayBuffer>;
  };
  /** The palette of at most `colours` colours of RGBA pixels. */
  export function quantize(pixels: Uint8Array, colours: number): Palette;
  export function applyPalette(pixels: Uint8Array, palette: Palette): Uint8Array;
  /** In Node the package has this export only. */
  const all: { GIFEncoder: typeof GIFEncoder; quantize: typeof quantize; applyPalette: typeof applyPalette };
  export default all;
}
