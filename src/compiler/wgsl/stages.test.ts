import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stagesOf, type Node } from "./stages";

const nodes = fc.array(fc.record({
  key: fc.constantFrom("a", "b"), reads: fc.array(fc.nat(9), { maxLength: 3 }), writes: fc.array(fc.nat(9), { minLength: 1, maxLength: 2 }),
}), { maxLength: 20 }).map((all) => all.map(({ key, reads, writes }): Node => ({ key, reads: new Set(reads), writes: new Set(writes) })));

describe("stagesOf", () => {
  it("runs all work once, after its dependences, and only work of one kind together", () => {
    let together = 0;
    fc.assert(fc.property(nodes, (all) => {
      const stages = stagesOf(all);
      const stageOf = new Map(stages.flatMap((stage, at) => stage.map((node) => [node, at] as const)));
      expect(stages.flat().sort((a, b) => a - b)).toEqual([...all.keys()]);
      for (const stage of stages) expect(new Set(stage.map((node) => all[node]!.key)).size).toBe(1);
      const shares = (a: Node["reads"], b: Node["reads"]) => [...a].some((each) => b.has(each));
      all.forEach((later, j) => all.slice(0, j).forEach((earlier, i) => {
        const depends = shares(earlier.writes, later.reads) || shares(earlier.writes, later.writes) || shares(earlier.reads, later.writes);
        if (depends) expect(stageOf.get(i)!).toBeLessThan(stageOf.get(j)!);
        else if (stageOf.get(i) === stageOf.get(j)) together++;
      }));
    }), { seed: 1, numRuns: 500 });
    expect(together).toBeGreaterThan(500);
  });

  it("delays work without dependents until others of its kind are ready", () => {
    const node = (key: string, reads: string[], writes: string[]): Node => ({ key, reads: new Set(reads), writes: new Set(writes) });
    expect(stagesOf([node("loop", [], ["a"]), node("tile", [], ["b"]), node("loop", ["b"], ["c"])])).toEqual([[1], [0, 2]]);
  });

  it("runs the parts of a whole side by side, although they write one storage", () => {
    const node = (writes: string[], whole?: symbol): Node => ({ key: "loop", whole, reads: new Set(), writes: new Set(writes) });
    const whole = Symbol();
    expect(stagesOf([node(["a"], whole), node(["a"], whole), node(["a"])])).toEqual([[0, 1], [2]]);
  });
});
