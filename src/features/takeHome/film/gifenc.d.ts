/** What is used of gifenc, which has no types of its own. */
declare module "gifenc" {
  interface FrameOptions {
    /** The first frame needs one, later ones share it. */
    readonly palette?: readonly (readonly [red: number, green: number, blue: number])[];
    /** Milliseconds. */
    readonly delay: number;
    /** 0: for ever. */
    readonly repeat?: number;
  }
  export function GIFEncoder(): {
    readonly stream: { writeByte(byte: number): void; writeBytes(bytes: Uint8Array): void };
    writeFrame(indices: Uint8Array, width: number, height: number, options: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array<ArrayBuffer>;
  };
}
