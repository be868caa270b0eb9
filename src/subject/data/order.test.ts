import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { POOLS } from "../../core/data/pool";
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
        const seen = epochOf(createOrder(seed, batch, 120), epoch);
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

  it("starts on the first block alone, and shuffles within it", () => {
    const order = createOrder(3, 128);
    const first = Array.from({ length: 39 }, (_, step) => [...order.indices(step)]).flat();
    expect(Math.max(...first)).toBeLessThan(5000);
    expect(first).not.toEqual([...first].sort((a, b) => a - b));
    expect([38, 39, 467, 468].map((step) => order.imagesNeeded(step))).toEqual([5000, 10000, 60000, 60000]);
  });

  it("needs every image that it names, and those of every earlier step", () => {
    fc.assert(fc.property(fc.nat(1000), fc.integer({ min: 1, max: 512 }), fc.constantFrom(...POOLS), (seed, batch, pool) => {
      const order = createOrder(seed, batch, 60_000, pool);
      let before = 0;
      for (let step = 0; step < 40; step++) {
        expect(Math.max(...order.indices(step))).toBeLessThan(order.imagesNeeded(step));
        expect(order.imagesNeeded(step)).toBeGreaterThanOrEqual(before);
        before = order.imagesNeeded(step);
      }
    }), { numRuns: 20 });
  });

  describe("with a growing pool", () => {
    const order = createOrder(7, 128, 60_000, "growing");

    it("needs few images at first, then all", () => {
      expect([0, 6, 7, 100, 299, 1000, 2000, 5000].map((step) => order.imagesNeeded(step)))
        .toEqual([900, 900, 1198, 4868, 11481, 36185, 60000, 60000]);
    });

    it("goes through the pool once in each round", () => {
      const first = Array.from({ length: 7 }, (_, step) => [...order.indices(step)]).flat();
      expect(new Set(first).size).toBe(7 * 128);
      expect(Math.max(...first)).toBeLessThan(900);
      const whole = Array.from({ length: 20_000 }, (_, step) => order.imagesNeeded(step)).indexOf(60_000);
      const seen = new Set(Array.from({ length: order.stepsPerEpoch }, (_, i) => [...order.indices(whole + i)]).flat());
      expect(seen.size).toBe(468 * 128);
    });

    it("is a function of the seed and the step, whatever was asked for before", () => {
      const jumping = createOrder(7, 128, 60_000, "growing");
      for (const step of [3000, 0, 299, 1400, 299]) expect([...jumping.indices(step)]).toEqual([...createOrder(7, 128, 60_000, "growing").indices(step)]);
      expect(createOrder(8, 128, 60_000, "growing").indices(0)).not.toEqual(order.indices(0));
    });

    it("has all images from the start if there are few, and a batch at least", () => {
      expect(createOrder(1, 16, 200, "growing").imagesNeeded(0)).toBe(200);
      expect(createOrder(1, 2048, 60_000, "growing").imagesNeeded(0)).toBe(2048);
    });

    it("never changes its order, because links rely on it", () => {
      expect([...createOrder(42, 8, 60_000, "growing").indices(0)]).toEqual([43, 198, 611, 19, 254, 817, 231, 770]);
      expect([...createOrder(42, 8, 60_000, "growing").indices(7500)]).toEqual([4238, 502, 12142, 3044, 14873, 4696, 3799, 14798]);
    });
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
