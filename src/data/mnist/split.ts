/** One split of MNIST, train or test, as far as it is loaded. It does not depend on the network or on the other split. */
import { CLASSES, PIXELS } from "../../core/run/runConfig";
import type { TrainBytes } from "../dataset";
import { SHARD_IMAGES } from "./manifest";
import type { ShardContent } from "./shards";

export type MnistSplit = ReturnType<typeof createSplit>;

/** The value in [0,1] of a pixel's byte; every batch looks up a hundred thousand. */
const GREYS = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);

/** Pixels are read four at a time, because most are black: `x` is 0 there already. */
const PIXELS_IN_WORD = 4;

/** `words`: the pixels of a shard, four in each number, the first in the lowest byte. */
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

interface Loaded extends ShardContent {
  /** The pixels, four in each number. */
  readonly words: Uint32Array;
}

/** Creates an empty split of `shards` shards; `name` is for messages. */
export function createSplit(name: string, shards: number) {
  const images = shards * SHARD_IMAGES;
  const contents = new Array<Loaded | undefined>(shards).fill(undefined);
  const arrivals = contents.map(createArrival);

  const find = (image: number): { content: Loaded; at: number } => {
    const content = contents[Math.floor(image / SHARD_IMAGES)];
    if (!content) throw new RangeError(`${name} image ${image} is not here`);
    return { content, at: image % SHARD_IMAGES };
  };

  const fillLabels = (indices: ArrayLike<number>, y: Float32Array): void => {
    y.fill(0);
    for (let i = 0; i < indices.length; i++) {
      const { content: { labels }, at } = find(indices[i]!);
      y[i * CLASSES + labels[at]!] = 1;
    }
  };

  const bytes: TrainBytes = {
    count: images, width: PIXELS, values: GREYS, shardRows: SHARD_IMAGES, fillLabels,
    shard: (index) => find(index * SHARD_IMAGES).content.pixels,
  };

  return {
    images,
    get imagesHere(): number { return contents.filter(Boolean).length * SHARD_IMAGES; },
    has: (shard: number): boolean => contents[shard] !== undefined,
    add(shard: number, content: ShardContent) {
      const { buffer, byteOffset, length } = content.pixels;
      contents[shard] = { ...content, words: new Uint32Array(buffer, byteOffset, length / PIXELS_IN_WORD) };
      arrivals[shard]?.resolve();
    },
    /** Resolves when the shard is loaded, possibly after a retry. Throws RangeError if there is no such shard. */
    when(shard: number): Promise<void> {
      const arrival = arrivals[shard];
      if (!arrival) throw new RangeError(`there is no ${name} shard ${shard}`);
      return arrival.promise;
    },
    ready: (image: number): boolean => contents[Math.floor(image / SHARD_IMAGES)] !== undefined,
    /** Overwrites x [B,784] in [0,1] and y, one-hot [B,10]. Throws RangeError if an image is not loaded. */
    fill(indices: ArrayLike<number>, x: Float32Array, y: Float32Array) {
      const count = indices.length;
      if (x.length !== count * PIXELS || y.length !== count * CLASSES) {
        throw new RangeError(`${count} images do not fit x of ${x.length} and y of ${y.length} numbers`);
      }
      x.fill(0);
      for (let i = 0; i < count; i++) {
        const { content: { words }, at } = find(indices[i]!);
        fillImage(words, at, x, i * PIXELS);
      }
      fillLabels(indices, y);
    },
    /** The same images, as bytes. */
    bytes,
    /** Returns the labels of the first images, [count]. Throws RangeError if they are not all loaded. */
    labels: (count: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length: count }, (_, image) => {
      const { content, at } = find(image);
      return content.labels[at]!;
    }),
  };
}

function createArrival() {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => { resolve = done; });
  return { promise, resolve };
}
