/** The used part of gifenc, which has no types of its own. */
declare module "gifenc" {
  interface FrameOptions {
    /** Required in the first frame; later frames share it. */
    readonly palette?: readonly (readonly [red: number, green: number, blue: number])[];
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
}
