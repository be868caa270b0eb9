import { describe, expect, it } from "vitest";
import { step } from "../../core/run/ids";
import { Keyframes } from "./keyframes";

const weights = Uint16Array.of(1, 2, 3, 4);
const FOUR = 4 * Uint16Array.BYTES_PER_ELEMENT;
const BUDGET = 100 * FOUR;

/** Adds the keyframes that are due, from step 0 on. */
function kept(steps: number, most: number): Keyframes {
  const keyframes = new Keyframes(4, most * FOUR);
  for (let at = 0; at <= steps; at++) if (keyframes.isDue(step(at))) keyframes.add(step(at), weights);
  return keyframes;
}

describe("the keyframes of a run", () => {
  it.each([[100, 10], [5000, 20], [20_000, 50]])("after %i steps are at most what the budget holds, from the first step to nearly the last", (steps, most) => {
    const { steps: all } = kept(steps, most);
    expect(all.length).toBeLessThanOrEqual(most);
    expect(all.length).toBeGreaterThan(most / 3);
    expect(all[0]).toBe(0);
    expect(all.at(-1)).toBeGreaterThan(0.6 * steps);
    expect(all).toEqual([...all].sort((a, b) => a - b));
  });

  it("are evenly spaced on a logarithmic scale: no gap is much wider than the others", () => {
    const places = kept(20_000, 50).steps.map((at) => Math.log(at + 20));
    const gaps = places.slice(1).map((place, i) => place - places[i]!);
    const even = (places.at(-1)! - places[0]!) / gaps.length;
    expect(Math.max(...gaps)).toBeLessThan(2.5 * even);
  });

  it("number a few even if one alone would fill the budget", () => {
    expect(kept(1000, 1).steps.length).toBe(4);
  });

  it("are found by the nearest step", () => {
    const keyframes = new Keyframes(4, BUDGET);
    expect(keyframes.nearest(5)).toBeNull();
    for (const at of [0, 10, 100]) keyframes.add(step(at), weights);
    expect([0, 4, 6, 54, 56, 9999].map((at) => keyframes.nearest(at)?.step)).toEqual([0, 0, 10, 10, 100, 100]);
    expect(keyframes.nearest(0)!.halves).toEqual(weights);
  });

  it("that were requested stay, also among many others, and may be added late", () => {
    const keyframes = new Keyframes(4, 10 * FOUR);
    for (let at = 0; at <= 100; at++) if (keyframes.isDue(step(at))) keyframes.add(step(at), weights);
    keyframes.addRequested(step(57), weights);
    expect(keyframes.steps).toEqual([...new Set([...keyframes.steps, 57])].sort((a, b) => a - b));
    for (let at = 101; at <= 5000; at++) if (keyframes.isDue(step(at))) keyframes.add(step(at), weights);
    expect(keyframes.steps).toContain(57);
    expect(keyframes.steps.at(-1)).toBeGreaterThan(3000);
  });

  it("of recomputed steps are the last four, and change no others", () => {
    const [keyframes, others] = [kept(100, 10), kept(5000, 10)];
    for (const at of [57, 58, 59, 61, 62]) keyframes.addRecomputed(step(at), weights);
    expect(keyframes.steps).toEqual([...new Set([...kept(100, 10).steps, 58, 59, 61, 62])].sort((a, b) => a - b));
    expect(keyframes.nearest(61)!.step).toBe(61);
    for (let at = 101; at <= 5000; at++) if (keyframes.isDue(step(at))) keyframes.add(step(at), weights);
    expect(keyframes.steps.filter((at) => ![58, 59, 61, 62].includes(at))).toEqual(others.steps.filter((at) => ![58, 59, 61, 62].includes(at)));
    keyframes.discardAfter(step(60));
    expect(keyframes.steps.at(-1)).toBe(59);
  });

  it("of a resumed run precede its own, evenly thinned out if they are too many", () => {
    const before = kept(1000, 10);
    const after = new Keyframes(4, 10 * FOUR);
    for (const at of [1000, 1100]) after.add(step(at), weights);
    after.adopt([...before.upTo(step(1000)), { step: step(1050), halves: weights }]);
    expect(after.steps).toHaveLength(10);
    expect([after.steps[0], after.steps.at(-1)]).toEqual([0, 1100]);
    expect([...before.steps, 1000, 1100]).toEqual(expect.arrayContaining([...after.steps]));
  });

  it("of undone steps are discarded", () => {
    const keyframes = new Keyframes(4, BUDGET);
    for (const at of [0, 10, 100]) keyframes.add(step(at), weights);
    keyframes.discardAfter(step(50));
    expect(keyframes.steps).toEqual([0, 10]);
    keyframes.add(step(5), weights);
    expect(keyframes.steps).toEqual([0, 5]);
    expect(keyframes.isDue(step(5))).toBe(false);
  });
});
