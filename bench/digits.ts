/**
 * Tells digits by the training images nearest to them, independently of everything the page computes. "Recognisable"
 * means: the five nearest training images are all of one class, and the nearest is no farther away than it is for 95 %
 * of real test images.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { SHARDS_FOLDER } from "../scripts/packMnist";
import { quantile } from "./report";

const PIXELS = 784;
const NEIGHBOURS = 5;
/** 10,000 images to compare with, 500 to learn what distances are usual. */
const TRAIN_SHARDS = ["train-00.bin", "train-01.bin"];
const TEST_SHARD = "test-00.bin";
const TEST_IMAGES = 500;

interface Shard {
  readonly labels: Uint8Array;
  readonly pixels: Uint8Array;
}

function shard(name: string): Shard {
  const content = gunzipSync(readFileSync(path.join(SHARDS_FOLDER, name)));
  const count = content.length / (PIXELS + 1);
  return { labels: content.subarray(0, count), pixels: content.subarray(count) };
}

interface Neighbour {
  readonly distance: number;
  readonly label: number;
}

/** The nearest training images, nearest first; distances Euclidean, pixels in 0 … 255. */
function nearest(shards: readonly Shard[], image: Uint8Array): Neighbour[] {
  let found: Neighbour[] = [];
  for (const { labels, pixels } of shards) {
    for (let n = 0; n < labels.length; n++) {
      const limit = found[NEIGHBOURS - 1]?.distance ?? Infinity;
      let square = 0;
      for (let i = 0; i < PIXELS && square < limit * limit; i++) square += (pixels[n * PIXELS + i]! - image[i]!) ** 2;
      if (square >= limit * limit) continue;
      found = [...found, { distance: Math.sqrt(square), label: labels[n]! }]
        .sort((a, b) => a.distance - b.distance).slice(0, NEIGHBOURS);
    }
  }
  return found;
}

/** Image of 784 bytes → its class, or null where it is not recognisable. */
export function createReader(): (image: Uint8Array) => number | null {
  const train = TRAIN_SHARDS.map(shard);
  const { pixels } = shard(TEST_SHARD);
  const usual = quantile(Array.from({ length: TEST_IMAGES }, (_, n) => (
    nearest(train, pixels.subarray(n * PIXELS, (n + 1) * PIXELS))[0]!.distance
  )), 0.95);
  return (image) => {
    const found = nearest(train, image);
    const { distance, label } = found[0]!;
    return distance <= usual && found.every((one) => one.label === label) ? label : null;
  };
}
