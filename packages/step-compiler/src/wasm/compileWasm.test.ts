import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { normals } from "../ir/random";
import { interpretGraph, interpretPlan } from "../ir/interpret";
import type { Contraction, Loop, Plan } from "../ir/plan";
import { plan as planned } from "../passes";
import { difference, graphCases } from "../passes/testing";
import { trace } from "../trace/trace";
import { compileWasm, writeModule, type WasmStep } from "./compileWasm";
import type { ThreadJob } from "./threads/help";
import { endNodeThreads, nodeThread } from "./threads/testing";
import { CONTROL } from "./threads/tickets";

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
    kind: "contraction", left: 0, right: 1, out: 3, storesProduct: false, epilogue,
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

describe("a step", () => {
  test("does what its plan says, with state from step to step", async () => {
    const plan = layer();
    const step = await compileWasm(plan);
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
    }
    for (const name of ["h", "total"]) {
      const expected = interpreter.read(name);
      step.view(name).forEach((x, i) => expect(x).toBeCloseTo(expected[i]!, 4));
    }
  });

  test("has relaxed instructions only where they are wanted", () => {
    const plan = layer();
    const multiplyAdds = (relaxed: boolean) =>
      Buffer.from(writeModule(plan, relaxed)).toString("hex").split("fd8502").length - 1;
    expect(multiplyAdds(false)).toBe(0);
    expect(multiplyAdds(true)).toBeGreaterThan(0);
  });

  test("is timed kernel by kernel", async () => {
    const plan = layer();
    const step = await compileWasm(plan);
    const times = step.profile(5);
    expect(times).toHaveLength(2);
    times.forEach((time) => expect(time).toBeGreaterThanOrEqual(0));
    expect([...step.view("count")]).toEqual([5]);
  });

  test("stops when it is disposed", async () => {
    const plan = layer();
    const step = await compileWasm(plan);
    step.dispose();
    expect(() => step.run()).toThrow("disposed");
    expect(() => step.view("x")).toThrow("disposed");
  });
});

describe("plans of random graphs", () => {
  test.each([{ epilogues: false }, { epilogues: true }])("compute what the graph says, twice in a row: %o", (options) =>
    fc.assert(fc.asyncProperty(graphCases, fc.constantFrom(1, 1e-4), async ({ graph, steps }, grain) => {
      const plan = planned(graph, options);
      // Reads of memory that was never written give NaN.
      const step = await compileWasm(plan, { grain, poison: NaN });
      let left: Record<string, Float32Array> = {};
      for (const given of steps) {
        const inputs = { ...left, ...given };
        write(step, plan, given);
        step.run();
        left = interpretGraph(graph, inputs);
        for (const [name, value] of Object.entries(left)) {
          if (difference(value, step.view(name)) < 1e-4) continue;
          expect({ name, value: [...step.view(name)] }).toEqual({ name, value: [...value] });
        }
      }
    }), { seed: 9, numRuns: 200 }));
});

function write(step: WasmStep, plan: Plan, given: Readonly<Record<string, Float32Array | number>>): void {
  for (const [name, value] of Object.entries(given)) {
    if (name in plan.inputs) step.view(name).set(typeof value === "number" ? [value] : value);
  }
}

test("tiles for 32 registers give the same bits, in pieces too", async () => {
  const plan = planned(trace(({ x, w }) => ({ w: tf.sub(w!, tf.matMul(x!, tf.tanh(tf.matMul(x!, w!)), true)) }), { x: [100, 300], w: [300, 90] }, {}));
  const [usual, wide] = await Promise.all(([16, 32] as const).map((registers) => compileWasm(plan, { registers, grain: 0.1 })));
  for (const step of [usual!, wide!]) {
    step.view("x").set(normals(1, 0, 30_000));
    step.view("w").set(normals(1, 1, 27_000).map((each) => each / 16));
    for (let n = 0; n < 3; n++) step.run();
  }
  expect(wide!.view("w")).toEqual(usual!.view("w"));
});

describe("threads", () => {
  const help = async (job: ThreadJob) => {
    const thread = nodeThread();
    thread.postMessage(job);
    await thread.ready;
    return thread;
  };
  afterEach(endNodeThreads);

  const bits = (step: WasmStep, plan: Plan) => Object.keys(plan.outputs).map((name) => [...new Int32Array(step.view(name).slice().buffer)]);

  test("give the same bits as one thread", async () => {
    for (const { graph, steps } of fc.sample(graphCases, { seed: 4, numRuns: 10 })) {
      const plan = planned(graph, {});
      const alone = await compileWasm(plan, { grain: 1e-4 });
      const together = await compileWasm(plan, { threads: 2, grain: 1e-4, poison: NaN });
      await help(together.jobs[0]!);
      for (const given of steps) {
        for (const step of [alone, together]) write(step, plan, given);
        for (let n = 0; n < 20; n++) for (const step of [alone, together]) step.run();
        expect(bits(together, plan)).toEqual(bits(alone, plan));
      }
      together.dispose();
    }
  });

  test("wait for each other, whatever their number and order", async () => {
    // Each product needs the whole previous one.
    const n = 128;
    const plan = planned(trace(({ x }) => {
      let y = x!;
      for (let i = 0; i < 8; i++) y = tf.tanh(tf.matMul(y, y)) as typeof y;
      return { x: y };
    }, { x: [n, n] }, {}));
    const alone = await compileWasm(plan, { grain: 0.1 });
    const together = await compileWasm(plan, { threads: 4, grain: 0.1 });
    for (const step of [alone, together]) step.view("x").set(normals(1, 0, n * n).map((each) => each / 8));
    // The last thread never comes.
    for (const job of [undefined, ...together.jobs.slice(0, 2)]) {
      if (job) await help(job);
      for (let i = 0; i < 20; i++) for (const step of [alone, together]) step.run();
      expect(bits(together, plan)).toEqual(bits(alone, plan));
    }
    together.dispose();
  });

  test("a thread that dies while running a piece ends the step, which continues in a new memory with the others", async () => {
    const plan = layer();
    const step = await compileWasm(plan, { threads: 3, patience: 20 });
    const counters = new Int32Array(step.jobs[0]!.memory.buffer);
    step.run();
    expect(step.view("count")[0]).toBe(1);
    // This is what a thread does that dies with a piece.
    Atomics.add(counters, CONTROL.tickets / 4, 1);
    Atomics.add(counters, CONTROL.taken / 4, 1);
    expect(() => step.run()).toThrow(WebAssembly.RuntimeError);
    const again = step.restarted(2);
    expect(again.jobs).toHaveLength(1);
    again.run();
    expect(again.view("count")[0]).toBe(1);
  });

  test("stop when the step is disposed", async () => {
    const step = await compileWasm(layer(), { threads: 2 });
    const { ended } = await help(step.jobs[0]!);
    step.dispose();
    await ended;
    expect(() => step.run()).toThrow("disposed");
  });
});

describe("refuses", () => {
  test("unknown names", async () => {
    const step = await compileWasm(layer());
    expect(() => step.view("y")).toThrow("no y");
  });

  test("an engine without SIMD", async () => {
    vi.resetModules();
    vi.spyOn(WebAssembly, "validate").mockReturnValue(false);
    const fresh = await import("./compileWasm");
    const plan = layer();
    await expect(fresh.compileWasm(plan)).rejects.toThrow("SIMD");
    vi.restoreAllMocks();
    vi.resetModules(); // other files of this worker must not import the one that has found no SIMD
  });
});
