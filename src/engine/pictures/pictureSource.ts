/** What pictures are made of, and where they go. */
import type { Batch } from "../../core/model";
import type { Frame, Given, Position, Watch } from "../../core/pictures";
import type { Originals } from "./pictures";
import type { FrozenModelAtStep } from "../step/frozenModel";

export interface PictureSource {
  watch(): Watch;
  /** Where the reader is; null: nobody has said. */
  position(): Position | null;
  /** The run's weights, as they stand whenever they are looked at. */
  readonly frozen: FrozenModelAtStep;
  readonly seed: number;
  /** How many test images are here, from the first on without a gap. */
  testImages(): number;
  /** Those and what is on its way. */
  readonly totalTestImages: number;
  /** A batch of test images with those indices. */
  testBatch(first: number, count: number): Batch;
  testPixels(first: number, count: number): Float32Array;
  /** The same for any test images. */
  testBatchOf(which: ArrayLike<number>): Batch;
  testPixelsOf(which: ArrayLike<number>): Float32Array;
  testLabels(count: number): Uint8Array;
  /** Whether the image that the model is given something of is here; others wait for none. Absent, it is the first test image. */
  givenAvailable(given?: Given): boolean;
  /** It; nothing for other models. */
  original(given?: Given): Originals | undefined;
  /** The page is ready for the next of its kind when it has given the buffer back. */
  send(frame: Frame): void;
}

/** Which pictures the page is ready for, and the buffers it gave back. */
export class Credits {
  readonly #out = new Set<Frame["kind"]>();
  readonly #buffers = new Map<Frame["kind"], ArrayBuffer>();

  has(kind: Frame["kind"]): boolean {
    return !this.#out.has(kind);
  }

  spend(kind: Frame["kind"]): void {
    this.#out.add(kind);
  }

  giveBack(kind: Frame["kind"], buffer: ArrayBuffer): void {
    this.#out.delete(kind);
    this.#buffers.set(kind, buffer);
  }

  /** `length` bytes, from the buffer that came back where it fits. */
  bytes(kind: Frame["kind"], length: number): Uint8Array<ArrayBuffer> {
    const back = this.#buffers.get(kind);
    this.#buffers.delete(kind);
    return back?.byteLength === length ? new Uint8Array(back) : new Uint8Array(length);
  }
}
