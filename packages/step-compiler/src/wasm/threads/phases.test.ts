import fc from "fast-check";
import { expect, test } from "vitest";
import { phasesOf, type Work } from "./phases";

/** Works on storages, some of which overlap. */
const works = fc.array(fc.record({
  reads: fc.array(fc.nat(9), { maxLength: 3 }), writes: fc.array(fc.nat(9), { minLength: 1, maxLength: 2 }), single: fc.boolean(),
}), { maxLength: 20 }).map((all) => all.map((work, i): Work<number> => ({ ...work, pieces: [i] })));
const storages = Array.from({ length: 10 }, (_, i) => ({ offset: 3 * i, size: i % 3 === 0 ? 4 : 3, label: "" }));

const shares = (a: readonly number[], b: readonly number[]) => a.some((one) => b.some((other) => {
  const [low, high] = [Math.min(one, other), Math.max(one, other)];
  return low === high || (high === low + 1 && low % 3 === 0);
}));

test("work that needs other work comes after it: in a later phase, or behind it in the same single work", () => {
  let together = 0;
  fc.assert(fc.property(works, (all) => {
    const phases = phasesOf(all, storages);
    const place = new Map(phases.flatMap((phase, p) => phase.flatMap(({ pieces }, s) => pieces.map((piece, at) => [piece, { p, s, at }] as const))));
    expect(place.size).toBe(all.length);
    all.forEach((later, j) => all.slice(0, j).forEach((earlier, i) => {
      const needs = shares(earlier.writes, later.writes) || shares(earlier.writes, later.reads) || shares(earlier.reads, later.writes);
      const [first, second] = [place.get(i)!, place.get(j)!];
      if (!needs && first.p === second.p && first.s !== second.s) together++;
      if (!needs) return;
      const behind = first.p === second.p && first.s === second.s && first.at < second.at && earlier.single && later.single;
      expect(first.p < second.p || behind).toBe(true);
    }));
  }), { seed: 1, numRuns: 500 });
  expect(together).toBeGreaterThan(500);
});
