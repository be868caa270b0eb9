/**
 * The interface of data for training. Train and test splits have separate methods, so that no index leads from one to the
 * other.
 */
import { PIXELS } from "../../core/run/runConfig";
import type { OwnDefinition } from "../../core/data/data";
import type { DataProgress } from "../../core/run/reports";

/** Training images in memory, for a device that stores them: bytes in blocks, and the number of each byte. */
export interface TrainBytes {
  /** The number of images. */
  readonly count: number;
  /** The bytes of an image, one for each value in a row of x. */
  readonly width: number;
  /** The value in [0,1] of each byte, [256]. */
  readonly values: Float32Array<ArrayBuffer>;
  /** The number of images in every block but the last. */
  readonly shardRows: number;
  /** Returns the bytes of a block, [images, width]. Throws RangeError if it is not loaded. */
  shard(index: number): Uint8Array<ArrayBuffer>;
  /** Overwrites y with the one-hot labels of these images, [B,10]. Throws RangeError if an image is not loaded. */
  fillLabels(indices: ArrayLike<number>, y: Float32Array): void;
}

/** Rows of x with their labels, as far as they are loaded. */
export interface Dataset {
  /** The number of values in a row of x. */
  readonly width: number;
  readonly trainImages: number;
  readonly testImages: number;
  /** Resolves when the first `count` images are loaded, possibly after a retry. Throws RangeError if there are fewer. */
  whenTrain(count: number): Promise<void>;
  whenTest(count: number): Promise<void>;
  /** Returns how many of the first images are loaded, without a gap. */
  trainLoaded(): number;
  testLoaded(): number;
  /** Whether a file with some of the first `count` images has failed, and `retry` has not been called since. Absent if no file can fail. */
  readonly trainFailed?: (count: number) => boolean;
  /** Overwrites x [B,width] and y, one-hot [B,10]. Throws RangeError if an image is not loaded. */
  fillTrain(indices: ArrayLike<number>, x: Float32Array, y: Float32Array): void;
  fillTest(indices: ArrayLike<number>, x: Float32Array, y: Float32Array): void;
  /** Present for images that the reader provides. */
  readonly own?: OwnDefinition["kind"];
  /** The names of the classes, in order, if the reader's images have labels. */
  readonly classNames?: readonly string[];
  /** The share of each class in the training images, [10], if the reader's images have labels. */
  readonly classShares?: readonly number[];
  /** The same images as bytes, if x is made of bytes. */
  readonly trainBytes?: TrainBytes;
  /** Returns the labels of the first images, [count]. Throws RangeError if they are not all loaded. */
  trainLabels(count: number): Uint8Array<ArrayBuffer>;
  testLabels(count: number): Uint8Array<ArrayBuffer>;
  progress(): DataProgress;
  /** Fetches failed files again, bypassing the browser's cache. Does nothing if none has failed. */
  retry(): void;
}

/** Returns the bytes of the images that are loaded, one for each pixel; 0 for points, which are computed when they are needed. */
export function loadedBytes(dataset: Pick<Dataset, "width" | "progress">): number {
  if (dataset.width !== PIXELS) return 0;
  const { trainImages, testImages } = dataset.progress();
  return dataset.width * (trainImages + testImages);
}
