import { describe, expect, it } from "vitest";
import { step } from "../../core/run/ids";
import { FullStates } from "./fullStates";

const BYTES = 4 * Float32Array.BYTES_PER_ELEMENT;
const stateAt = (at: number) => ({ step: step(at), tensors: {} });
const START = step(0);

function kept(steps: number, most: number): FullStates {
  const states = new FullStates(4, most * BYTES);
  for (let at = 0; at <= steps; at++) if (states.isDue(step(at), START)) states.add(stateAt(at));
  return states;
}
const stepsOf = (states: FullStates, upTo = Infinity) => states.upTo(step(upTo)).map((one) => one.step);

describe("the full states of a run", () => {
  it.each([[100, 6], [5000, 6], [5000, 1], [20_000, 20]])("after %i steps are at most what the budget holds, evenly spaced from its start on", (steps, most) => {
    const all = stepsOf(kept(steps, most));
    expect(all.length).toBeLessThanOrEqual(most);
    expect(all.length).toBeGreaterThanOrEqual(Math.floor(most / 3));
    const ends = [0, ...all, steps];
    const gaps = ends.slice(1).map((end, i) => end - ends[i]!);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(Math.max(50, (3 * steps) / (most + 1)));
  });

  it("of undone steps are discarded", () => {
    const states = kept(200, 10);
    expect(stepsOf(states)).toEqual([50, 100, 150, 200]);
    states.discardAfter(step(120));
    expect(stepsOf(states)).toEqual([50, 100]);
    expect(states.isDue(step(149), START)).toBe(false);
    states.add(stateAt(60));
    expect(stepsOf(states)).toEqual([50, 60]);
  });
});
