import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createOrder } from "./order";

/** Returns all images of an epoch in their order. */
const epochOf = (order: ReturnType<typeof createOrder>, epoch: number): number[] =>
  Array.from({ length: order.stepsPerEpoch }, (_, i) => [...order.indices(epoch * order.stepsPerEpoch + i)]).flat();

describe("order", () => {
  it("drops the ragged last batch and nothing else, in every epoch", () => {
    const order = createOrder(1, 128);
    expect(order.stepsPerEpoch).toBe(468);
    for (const epoch of [0, 1, 2]) {
      const seen = new Set(epochOf(order, epoch));
      expect(seen.size).toBe(468 * 128);
      expect(Math.max(...seen)).toBeLessThan(60000);
    }
  });

  it("sees every image once an epoch when the batch divides their number", () => {
    fc.assert(fc.property(
      fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.constantFrom(1, 4, 10, 60), fc.integer({ min: 0, max: 3 }),
      (seed, batch, epoch) => {
        const seen = epochOf(createOrder(seed, batch, 120, 20), epoch);
        expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: 120 }, (_, i) => i));
      },
    ));
  });

  it("is a function of the seed and the step, whatever was asked for before", () => {
    const straight = createOrder(7, 100), jumping = createOrder(7, 100);
    const last = jumping.indices(1799);
    const kept = [...last];
    expect([...jumping.indices(3)]).toEqual([...straight.indices(3)]);
    expect([...jumping.indices(700)]).toEqual([...straight.indices(700)]);
    expect([...straight.indices(1799)]).toEqual(kept);
    expect([...last]).toEqual(kept);
  });

  it("has one order of images for all batch sizes, another for every seed and epoch", () => {
    const some = createOrder(7, 10);
    expect(createOrder(7, 500).indices(2).slice(0, 10)).toEqual(some.indices(100));
    expect(createOrder(8, 10).indices(0)).not.toEqual(some.indices(0));
    expect(some.indices(6000)).not.toEqual(some.indices(12000));
  });

  it("starts on the first shard alone, and shuffles within it", () => {
    const order = createOrder(3, 128);
    const first = Array.from({ length: 39 }, (_, step) => [...order.indices(step)]).flat();
    expect(Math.max(...first)).toBeLessThan(5000);
    expect(first).not.toEqual([...first].sort((a, b) => a - b));
    expect(order.shardsNeeded(38)).toEqual([0]);
    expect(order.shardsNeeded(39)).toEqual([0, 1]);
    expect(order.shardsNeeded(467)).toEqual([11]);
    expect(order.shardsNeeded(468)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it("names exactly the shards that a step of the first epoch takes images from", () => {
    fc.assert(fc.property(fc.nat(1000), fc.integer({ min: 1, max: 200 }), (seed, batch) => {
      const order = createOrder(seed, batch, 200, 20);
      for (let step = 0; step < order.stepsPerEpoch; step++) {
        const used = new Set([...order.indices(step)].map((image) => Math.floor(image / 20)));
        expect([...used].sort((a, b) => a - b)).toEqual(order.shardsNeeded(step));
      }
    }));
  });

  it("never changes its order, because links rely on it", () => {
    const order = createOrder(42, 8);
    expect([...order.indices(0)]).toEqual([1546, 903, 1928, 3115, 3462, 2701, 465, 4795]);
    expect([...order.indices(7500)]).toEqual([23109, 44834, 41770, 7719, 15006, 35575, 27782, 50635]);
  });

  it.each([0, -5, 1.5, NaN, 60001])("refuses a batch of %s", (batch) => {
    expect(() => createOrder(1, batch)).toThrow(RangeError);
  });
});
