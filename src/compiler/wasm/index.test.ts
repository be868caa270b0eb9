import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { normals } from "../ir/drawn";
import { interpretGraph, interpretPlan } from "../ir/interpret";
import type { Contraction, Loop, Plan } from "../ir/plan";
import { plan as planned } from "../passes";
import { difference, scenes } from "../passes/testing";
import { arenaBytes, compileWasm, writeModule } from ".";

/** relu(x·W + b), [6, 5]·[5, 7], its sum, and a running count. */
function layer(): Plan {
  const sizes = { x: 30, w: 35, b: 7, product: 42, h: 42, total: 1, count: 1, one: 1 };
  let end = 0;
  const storages = Object.entries(sizes).map(([label, size]) => {
    const offset = end;
    end += Math.ceil(size / 4) * 4;
    return { label, size, offset };
  });
  const epilogue: Loop = {
    kind: "loop", dims: [6, 7],
    body: [
      { kind: "product" }, { kind: "load", from: { storage: 2, offset: 0, strides: [0, 1] } },
      { kind: "map", fn: "add", args: [0, 1] }, { kind: "constant", value: 0 }, { kind: "map", fn: "max", args: [2, 3] },
    ],
    stores: [
      { value: 4, to: { storage: 4, offset: 0, strides: [7, 1] }, combine: "set" },
      { value: 4, to: { storage: 5, offset: 0, strides: [0, 0] }, combine: "sum" },
    ],
  };
  const product: Contraction = {
    kind: "contraction", left: 0, right: 1, out: 3, kept: false, epilogue,
    parts: [{
      rows: [{ size: 6, left: 5, out: 7 }], columns: [{ size: 7, right: 1, out: 1 }],
      inner: [{ size: 5, left: 1, right: 7 }], leftOffset: 0, rightOffset: 0, outOffset: 0,
    }],
  };
  const scalar = (storage: number) => ({ storage, offset: 0, strides: [0] });
  const counting: Loop = {
    kind: "loop", dims: [1],
    body: [
      { kind: "load", from: scalar(6) }, { kind: "load", from: scalar(7) }, { kind: "map", fn: "add", args: [0, 1] },
    ],
    stores: [{ value: 2, to: scalar(6), combine: "set" }],
  };
  return {
    storages, arena: end, kernels: [product, counting],
    inputs: { x: 0, w: 1, b: 2, count: 6 }, outputs: { h: 4, total: 5, count: 6 },
    constants: [{ storage: 7, data: Float32Array.of(1) }],
  };
}

const addressOf = (plan: Plan) => ({
  memory: new WebAssembly.Memory({ initial: Math.ceil((64 + arenaBytes(plan)) / 65536) }), base: 64,
});

describe("a step", () => {
  test("does what its plan says, with state from step to step, while the memory grows", async () => {
    const plan = layer();
    const where = addressOf(plan);
    const step = await compileWasm(plan, where);
    const interpreter = interpretPlan(plan);
    for (const [i, name] of ["x", "w", "b"].entries()) {
      const data = normals(3, i, step.view(name).length);
      step.view(name).set(data);
      interpreter.write(name, data);
    }
    for (let n = 1; n <= 3; n++) {
      step.run();
      interpreter.run();
      expect([...step.view("count")]).toEqual([n]);
      where.memory.grow(1);
    }
    for (const name of ["h", "total"]) {
      const expected = interpreter.read(name);
      step.view(name).forEach((x, i) => expect(x).toBeCloseTo(expected[i]!, 4));
    }
  });

  test("has relaxed instructions only where they are wanted", () => {
    const plan = layer();
    const multiplyAdds = (relaxed: boolean) =>
      Buffer.from(writeModule(plan, 64, relaxed)).toString("hex").split("fd8502").length - 1;
    expect(multiplyAdds(false)).toBe(0);
    expect(multiplyAdds(true)).toBeGreaterThan(0);
  });

  test("is timed kernel by kernel", async () => {
    const plan = layer();
    const step = await compileWasm(plan, addressOf(plan));
    const times = step.profile(5);
    expect(times).toHaveLength(2);
    times.forEach((time) => expect(time).toBeGreaterThanOrEqual(0));
    expect([...step.view("count")]).toEqual([5]);
  });

  test("stops when it is disposed", async () => {
    const plan = layer();
    const step = await compileWasm(plan, addressOf(plan));
    step.dispose();
    expect(() => step.run()).toThrow("disposed");
    expect(() => step.view("x")).toThrow("disposed");
  });
});

describe("plans of random graphs", () => {
  test.each([{ epilogues: false }, { epilogues: true }])("compute what the graph says, twice in a row: %o", (options) =>
    fc.assert(fc.asyncProperty(scenes, async ({ graph, steps }) => {
      const plan = planned(graph, options);
      const where = addressOf(plan);
      // What is read before it is written would be seen.
      new Float32Array(where.memory.buffer).fill(NaN);
      const step = await compileWasm(plan, where);
      let left: Record<string, Float32Array> = {};
      for (const given of steps) {
        const inputs = { ...left, ...given };
        for (const [name, value] of Object.entries(given)) {
          if (name in plan.inputs) step.view(name).set(typeof value === "number" ? [value] : value);
        }
        step.run();
        left = interpretGraph(graph, inputs);
        for (const [name, value] of Object.entries(left)) {
          if (difference(value, step.view(name)) < 1e-4) continue;
          expect({ name, value: [...step.view(name)] }).toEqual({ name, value: [...value] });
        }
      }
    }), { seed: 9, numRuns: 200 }));
});

describe("refuses", () => {
  test("a memory that is too small, a place that is not aligned, unknown names", async () => {
    const plan = layer();
    const memory = new WebAssembly.Memory({ initial: 1 });
    await expect(compileWasm(plan, { memory, base: 65536 - 64 })).rejects.toThrow("ends before");
    await expect(compileWasm(plan, { memory, base: 16 })).rejects.toThrow("64");
    const step = await compileWasm(plan, { memory, base: 0 });
    expect(() => step.view("y")).toThrow("no y");
  });

  test("an engine without SIMD", async () => {
    vi.resetModules();
    vi.spyOn(WebAssembly, "validate").mockReturnValue(false);
    const fresh = await import(".");
    const plan = layer();
    await expect(fresh.compileWasm(plan, addressOf(plan))).rejects.toThrow("SIMD");
    vi.restoreAllMocks();
  });
});
