/** The number of threads follows from the reader's choice, the processor and the browser. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultThreads, MAX_THREADS, threadsOf, tidyThreads } from "./threads";

describe("by default", () => {
  it.each([[1, 1], [2, 2], [3, 2], [4, 3], [8, 7], [9, 8], [10, 8], [128, 8]])("of %d cores %d train", (cores, threads) => {
    expect(defaultThreads(cores)).toBe(threads);
    expect(threadsOf("auto", { cores, isolated: true })).toBe(threads);
  });

  it.each([null, 0, NaN, -1])("one where the browser says that there are %s cores", (cores) => {
    expect(defaultThreads(cores)).toBe(1);
  });
});

describe("a requested number of threads", () => {
  it("is used even if it exceeds the number of cores", () => {
    expect(threadsOf(1, { cores: 8, isolated: true })).toBe(1);
    expect(threadsOf(4, { cores: 2, isolated: true })).toBe(4);
    expect(threadsOf(4, { cores: null, isolated: true })).toBe(4);
  });

  it.each([[64, 8], [Infinity, 8], [0, 1], [-3, 1], [-Infinity, 1], [1.5, 1], [3.9, 3], [0.2, 1], [NaN, "auto"], ["auto", "auto"]] as const)(
    "of %s becomes %s", (wish, tidy) => expect(tidyThreads(wish)).toBe(tidy));

  it("has no effect without shared memory", () => {
    for (const wish of ["auto", 1, 8, 64, NaN] as const) expect(threadsOf(wish, { cores: 8, isolated: false })).toBe(1);
  });
});

it("is an integer from 1 to the maximum, whatever the input", () => {
  const anything = fc.oneof(fc.constant("auto" as const), fc.double(), fc.integer());
  fc.assert(fc.property(anything, fc.option(fc.oneof(fc.double(), fc.integer())), fc.boolean(), (wish, cores, isolated) => {
    const threads = threadsOf(wish, { cores, isolated });
    expect(Number.isInteger(threads) && threads >= 1 && threads <= MAX_THREADS).toBe(true);
  }));
});
