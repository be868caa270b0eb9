import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Loop, Plan } from "../ir/plan";
import { shadersOf } from "./shaders";
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

describe("values within a padding", () => {
  /** Loops that add 1 to what one storage holds and write it into the next one. Storages 1 to `padded` have zeros around. */
  const chain = (length: number, padded: number): Plan => {
    const at = (storage: number) => ({ storage, offset: 0, strides: [1] });
    return {
      storages: Array.from({ length: length + 1 }, (_, id) => ({ size: 8, offset: 64 * id, label: "" })),
      arena: 64 * (length + 1), inputs: { x: 0 }, outputs: { y: length },
      kernels: Array.from({ length }, (_, id): Loop => ({
        kind: "loop", dims: [6],
        body: [{ kind: "load", from: at(id) }, { kind: "constant", value: 1 }, { kind: "map", fn: "add", args: [0, 1] }],
        stores: [{ value: 2, combine: "set", to: at(id + 1) }],
      })),
      constants: Array.from({ length: padded }, (_, at) => ({ storage: at + 1, data: 0, padding: "8 0" })),
    };
  };

  it("share memory if they are in use at different stages, and their zeros are written once", () => {
    const { constants, arena } = shadersOf(chain(6, 4), "gpu");
    expect(constants.map(({ size, data }) => [size, data])).toEqual([[8, 0], [8, 0]]);
    const ends = constants.map(({ offset, size }) => offset + size);
    expect(Math.max(...ends)).toBeLessThanOrEqual(arena);
    expect(new Set(constants.map(({ offset }) => offset)).size).toBe(2);
  });
});
