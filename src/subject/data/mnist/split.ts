/** One split of MNIST, train or test, as far as it is loaded. It does not depend on the network or on the other split. */
import { CLASSES, PIXELS } from "../../../core/run/runConfig";
import type { TrainBytes } from "../dataset";
import type { ShardContent } from "./shards";

/** The number of images in a block of memory; files consist of whole blocks. */
const BLOCK = 500;

export type MnistSplit = ReturnType<typeof createSplit>;

/** The value in [0,1] of a pixel's byte; every batch looks up a hundred thousand. */
const GREYS = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);

/** Pixels are read four at a time, because most are black: `x` is 0 there already. */
const PIXELS_IN_WORD = 4;

/** `words`: the pixels of a block, four in each number, the first in the lowest byte. */
function fillImage(words: Uint32Array, image: number, x: Float32Array, to: number): void {
  const from = image * (PIXELS / PIXELS_IN_WORD);
  for (let at = 0; at < PIXELS / PIXELS_IN_WORD; at++) {
    const word = words[from + at]!;
    if (word === 0) continue;
    const pixel = to + PIXELS_IN_WORD * at;
    x[pixel] = GREYS[word & 0xff]!;
    x[pixel + 1] = GREYS[(word >> 8) & 0xff]!;
    x[pixel + 2] = GREYS[(word >> 16) & 0xff]!;
    x[pixel + 3] = GREYS[word >>> 24]!;
  }
}

interface Block {
  /** [images]. */
  readonly labels: Uint8Array;
  /** [images × 784]. */
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** The pixels, four in each number. */
  readonly words: Uint32Array;
}

interface Awaited {
  readonly count: number;
  resolve(): void;
}

/** Creates an empty split of `images` images; `name` is for messages. */
export function createSplit(name: string, images: number) {
  const blocks = new Array<Block | undefined>(images / BLOCK).fill(undefined);
  let awaited: readonly Awaited[] = [];

  const find = (image: number): { block: Block; at: number } => {
    const block = blocks[Math.floor(image / BLOCK)];
    if (!block) throw new RangeError(`${name} image ${image} is not loaded`);
    return { block, at: image % BLOCK };
  };
  const loaded = (): number => {
    const gap = blocks.indexOf(undefined);
    return gap < 0 ? images : gap * BLOCK;
  };

  const fillLabels = (indices: ArrayLike<number>, y: Float32Array): void => {
    y.fill(0);
    for (let i = 0; i < indices.length; i++) {
      const { block: { labels }, at } = find(indices[i]!);
      y[i * CLASSES + labels[at]!] = 1;
    }
  };

  const bytes: TrainBytes = {
    count: images, width: PIXELS, values: GREYS, shardRows: BLOCK, fillLabels,
    shard: (index) => find(index * BLOCK).block.pixels,
  };

  return {
    images,
    /** The number of images that are loaded. */
    get imagesHere(): number { return blocks.filter(Boolean).length * BLOCK; },
    /** Adds the content of a file, whose first image has this number. */
    add(first: number, { labels, pixels }: ShardContent): void {
      for (let at = 0; at < labels.length; at += BLOCK) {
        const part = pixels.subarray(at * PIXELS, (at + BLOCK) * PIXELS);
        blocks[(first + at) / BLOCK] = {
          labels: labels.subarray(at, at + BLOCK), pixels: part, words: new Uint32Array(part.buffer, part.byteOffset, part.length / PIXELS_IN_WORD),
        };
      }
      const now = loaded();
      awaited.filter(({ count }) => count <= now).forEach(({ resolve }) => { resolve(); });
      awaited = awaited.filter(({ count }) => count > now);
    },
    /** Resolves when the first `count` images are loaded, possibly after a retry. Throws RangeError if there are fewer. */
    when(count: number): Promise<void> {
      if (count > images) throw new RangeError(`there are no ${count} ${name} images`);
      if (count <= loaded()) return Promise.resolve();
      return new Promise((resolve) => { awaited = [...awaited, { count, resolve }]; });
    },
    /** Returns how many of the first images are loaded, without a gap. */
    loaded,
    /** Overwrites x [B,784] in [0,1] and y, one-hot [B,10]. Throws RangeError if an image is not loaded. */
    fill(indices: ArrayLike<number>, x: Float32Array, y: Float32Array): void {
      const count = indices.length;
      if (x.length !== count * PIXELS || y.length !== count * CLASSES) {
        throw new RangeError(`${count} images do not fit x of ${x.length} and y of ${y.length} numbers`);
      }
      x.fill(0);
      for (let i = 0; i < count; i++) {
        const { block: { words }, at } = find(indices[i]!);
        fillImage(words, at, x, i * PIXELS);
      }
      fillLabels(indices, y);
    },
    /** The same images, as bytes. */
    bytes,
    /** Returns the labels of the first images, [count]. Throws RangeError if they are not all loaded. */
    labels: (count: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length: count }, (_, image) => {
      const { block, at } = find(image);
      return block.labels[at]!;
    }),
  };
}
