import { beforeAll, describe, expect, it } from "vitest";
import { diskDataset } from "../measurements/testing";
import { CLASSES, PIXELS } from "../../core/run/runConfig";
import type { Dataset } from "../../subject/data/dataset";
import { openOwn } from "../../subject/data/own/dataset";
import { openPoints } from "../../subject/data/points";
import { dataOf } from "../../subject/data/registry";
import { testOrder } from "./testOrder";

let mnist: Dataset;
beforeAll(async () => { mnist = await diskDataset(); }, 60_000);

/** Returns the classes of these test images and the mean sum of their pixels. */
function statistics(data: Dataset, images: Uint32Array) {
  const x = new Float32Array(images.length * data.width);
  const y = new Float32Array(images.length * CLASSES);
  data.fillTest(images, x, y);
  const counts = Array.from({ length: CLASSES }, (_, k) => images.reduce((sum, _one, i) => sum + y[i * CLASSES + k]!, 0));
  return { counts, ink: x.reduce((sum, value) => sum + value, 0) / images.length };
}

describe("the order of test images", () => {
  it("has each image once, and is always the same", async () => {
    expect([...testOrder(mnist)].sort((a, b) => a - b)).toEqual(Array.from({ length: 10_000 }, (_, i) => i));
    expect(testOrder(await diskDataset())).toEqual(testOrder(mnist));
  });

  it("has in each prefix the classes and the ink of all images", () => {
    const order = testOrder(mnist);
    const all = statistics(mnist, order);
    for (const count of [250, 500, 1000, 2000, 5000]) {
      const some = statistics(mnist, order.subarray(0, count));
      some.counts.forEach((found, k) => expect(Math.abs(found - (all.counts[k]! * count) / 10_000)).toBeLessThanOrEqual(3));
      // That is 0.6 standard errors of a random sample.
      expect(Math.abs(some.ink / all.ink - 1)).toBeLessThan(0.23 / Math.sqrt(count));
    }
    // MNIST's own order is none: its first half has another mean.
    const half = statistics(mnist, Uint32Array.from({ length: 5000 }, (_, i) => i));
    expect(Math.abs(half.ink / all.ink - 1)).toBeGreaterThan(0.01);
  });

  it("holds for few images without labels, and leaves points as they were drawn", () => {
    const pixels = Uint8Array.from({ length: 12 * PIXELS }, (_, i) => Math.floor(i / PIXELS) * 20);
    const labels = new Uint8Array(12);
    const own = openOwn({ id: "twelve.0.0000000000000000", classes: [], train: { labels, pixels }, test: { labels, pixels } });
    const order = testOrder(own);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, i) => i));
    expect(order.subarray(0, 4).some((image) => image >= 6)).toBe(true);
    const points = openPoints(dataOf({ data: "ring" }) as Parameters<typeof openPoints>[0]);
    expect([...testOrder(points).subarray(0, 3)]).toEqual([0, 1, 2]);
  });
});
