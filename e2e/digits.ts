/** A classifier that owes nothing to the page: the nearest training images, read from the shards on disk. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";

const PIXELS = 784;
const NEIGHBOURS = 3;

function shard(name: string): { labels: Uint8Array; images: Float32Array } {
  const content = gunzipSync(readFileSync(path.join(import.meta.dirname, "..", "public", "mnist", name)));
  const count = content.length / (PIXELS + 1);
  const images = Float32Array.from(content.subarray(count), (byte) => byte / 255);
  return { labels: content.subarray(0, count), images };
}

/** Image [784] in [0,1] → its class, by the vote of the 3 nearest (Euclidean) of 10,000 training images. */
export function classifier(): (image: ArrayLike<number>) => number {
  const shards = ["train-00.bin", "train-01.bin"].map(shard);
  return (given) => {
    const image = Float32Array.from(given);
    const nearest: { distance: number; label: number }[] = [];
    for (const { labels, images } of shards) {
      for (let n = 0; n < labels.length; n++) {
        const limit = nearest[NEIGHBOURS - 1]?.distance ?? Infinity;
        let distance = 0;
        for (let i = 0; i < PIXELS && distance < limit; i++) distance += (images[n * PIXELS + i]! - image[i]!) ** 2;
        if (distance >= limit) continue;
        nearest.push({ distance, label: labels[n]! });
        nearest.sort((a, b) => a.distance - b.distance).splice(NEIGHBOURS);
      }
    }
    const votes = nearest.map(({ label }) => nearest.filter((other) => other.label === label).length);
    return nearest[votes.indexOf(Math.max(...votes))]!.label;
  };
}

/** The first images of the test set, for a check of the classifier itself. */
export function testImages(count: number): { image: Float32Array; label: number }[] {
  const { labels, images } = shard("test-00.bin");
  return Array.from({ length: count }, (_, n) => (
    { image: images.subarray(n * PIXELS, (n + 1) * PIXELS), label: labels[n]! }
  ));
}
