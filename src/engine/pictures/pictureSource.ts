/** The inputs of pictures, and where pictures are sent. */
import type { Batch } from "../../core/model/model";
import type { Frame, Given, Position, Watch } from "../../core/latent/pictures";
import type { Originals } from "./pictures";
import type { FrozenModelAtStep } from "../step/frozenModel";

export interface PictureSource {
  watch(): Watch;
  /** The reader's position in latent space; null until it is known. */
  position(): Position | null;
  /** The model that is shown, with its current weights whenever they are read. */
  readonly frozen: FrozenModelAtStep;
  readonly seed: number;
  /** The number of test images loaded, counted from the first without a gap. */
  testImages(): number;
  /** Returns whether the first `count` test images are loaded. If not, they are fetched before training images that no step needs yet. */
  hasTestImages(count: number): boolean;
  /** The number of all test images, loaded or not. */
  readonly totalTestImages: number;
  /** A batch of test images `first` … `first + count − 1`. */
  testBatch(first: number, count: number): Batch;
  testPixels(first: number, count: number): Float32Array;
  /** A batch of any test images, by their indices. */
  testBatchOf(which: ArrayLike<number>): Batch;
  testPixelsOf(which: ArrayLike<number>): Float32Array;
  testLabels(count: number): Uint8Array;
  /** Returns whether the conditioning image is loaded; default: the first test image. Always true for models without `given`. */
  givenAvailable(given?: Given): boolean;
  /** The conditioning image; undefined for models without `given`. */
  original(given?: Given): Originals | undefined;
  /** Sends a picture. The page accepts the next of its kind once it has returned the buffer. */
  send(frame: Frame): void;
}

/** Credit-based flow control: which kinds of pictures the page accepts, and the buffers it returned. */
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

  /** An array of `length` bytes, which reuses the returned buffer if it fits. */
  bytes(kind: Frame["kind"], length: number): Uint8Array<ArrayBuffer> {
    const back = this.#buffers.get(kind);
    this.#buffers.delete(kind);
    return back?.byteLength === length ? new Uint8Array(back) : new Uint8Array(length);
  }
}
