/** Finds the nearest training images in the shards on disk, independently of everything the page computes. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { shardsOf } from "../src/subject/data/mnist/manifest";
import { SHARDS_FOLDER } from "./packMnist";

const PIXELS = 784;
/** The number of first training images to compare with. */
const COMPARED = 10_000;

interface Shard {
  readonly labels: Uint8Array;
  /** [N·784] bytes, one image after another. */
  readonly pixels: Uint8Array;
}

function readShard(name: string): Shard {
  const content = gunzipSync(readFileSync(path.join(SHARDS_FOLDER, name)));
  const count = content.length / (PIXELS + 1);
  return { labels: content.subarray(0, count), pixels: content.subarray(count) };
}

/** Returns the first images of the test set: pixels [784] of 0…255, and the class. */
export function firstTestImages(count: number): { readonly pixels: Uint8Array; readonly label: number }[] {
  return shardsOf("test").filter(({ first }) => first < count).map(({ file }) => readShard(file)).flatMap(({ labels, pixels }) => (
    Array.from(labels, (label, n) => ({ pixels: pixels.subarray(n * PIXELS, (n + 1) * PIXELS), label }))
  )).slice(0, count);
}

export interface Neighbour {
  /** The Euclidean distance, with pixels in 0…255. */
  readonly distance: number;
  readonly label: number;
}

/** Returns a function that finds the `count` training images nearest to an image, [784] in 0…255, in order of distance. */
export function neighbourFinder(count: number): (image: ArrayLike<number>) => readonly Neighbour[] {
  const shards = shardsOf("train").filter(({ first }) => first < COMPARED).map(({ file }) => readShard(file));
  return (image) => {
    let found: { readonly square: number; readonly label: number }[] = [];
    for (const { labels, pixels } of shards) {
      for (let n = 0; n < labels.length; n++) {
        const limit = found[count - 1]?.square ?? Infinity;
        let square = 0;
        for (let i = 0; i < PIXELS && square < limit; i++) square += (pixels[n * PIXELS + i]! - image[i]!) ** 2;
        if (square >= limit) continue;
        found = [...found, { square, label: labels[n]! }].sort((a, b) => a.square - b.square).slice(0, count);
      }
    }
    return found.map(({ square, label }) => ({ distance: Math.sqrt(square), label }));
  };
}
