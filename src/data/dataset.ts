/** Data as models are trained on them. Train and test halves lie behind separate calls, so that no index leads from one to the other. */
import type { OwnDefinition } from "../core/data";
import type { DataProgress } from "../core/reports";

/** Training images as they lie in memory, for a device that keeps them: bytes in shards, and what number each byte stands for. */
export interface TrainBytes {
  /** Images in all. */
  readonly count: number;
  /** Bytes of an image, one for each number in a row of x. */
  readonly width: number;
  /** [256]: a byte as a number in [0,1]. */
  readonly values: Float32Array<ArrayBuffer>;
  readonly shardRows: number;
  /** [images, width]. Throws RangeError when it is not here. */
  shard(index: number): Uint8Array<ArrayBuffer>;
  /** y of these images: one-hot [B,10], overwritten. Throws RangeError when an image is not here. */
  fillLabels(indices: ArrayLike<number>, y: Float32Array): void;
}

/** Rows of x with their labels, as far as they are here; in shards of SHARD_IMAGES where they arrive one after the other. */
export interface Dataset {
  /** Numbers in a row of x. */
  readonly width: number;
  readonly trainImages: number;
  readonly testImages: number;
  /** Resolves once the shard is here, be it after a retry. Throws RangeError when there is no such shard. */
  whenTrain(shard: number): Promise<void>;
  whenTest(shard: number): Promise<void>;
  trainReady(image: number): boolean;
  testReady(image: number): boolean;
  /** x: [B,width], y: one-hot [B,10]; both overwritten. Throws RangeError when an image is not here. */
  fillTrain(indices: ArrayLike<number>, x: Float32Array, y: Float32Array): void;
  fillTest(indices: ArrayLike<number>, x: Float32Array, y: Float32Array): void;
  /** Of images that the reader brought. */
  readonly own?: OwnDefinition["kind"];
  /** [10]: shares of the training images, where the reader's have labels. */
  readonly classShares?: readonly number[];
  /** Where x is made of bytes: the same images. */
  readonly trainBytes?: TrainBytes;
  /** [count], of the first images. Throws RangeError when they are not all here. */
  trainLabels(count: number): Uint8Array<ArrayBuffer>;
  testLabels(count: number): Uint8Array<ArrayBuffer>;
  progress(): DataProgress;
  /** Fetches again what has failed, past the browser's cache. Does nothing when nothing has. */
  retry(): void;
}
