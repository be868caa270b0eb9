import { describe, expect, it } from "vitest";
import type { Graph } from "./graph";
import { interpretGraph, interpretPlan } from "./interpret";
import type { Plan } from "./plan";

describe("interpretGraph", () => {
  it("computes a dense layer with a bias, its ReLU and the row sums", () => {
    const graph: Graph = {
      nodes: [
        { op: "input", name: "x", shape: [2, 3] },
        { op: "input", name: "w", shape: [3, 2] },
        { op: "input", name: "b", shape: [2] },
        {
          op: "contract", left: 0, right: 1, shape: [2, 2],
          parts: [{
            rows: [{ size: 2, left: 3, out: 2 }], columns: [{ size: 2, right: 1, out: 1 }],
            inner: [{ size: 3, left: 1, right: 2 }], leftOffset: 0, rightOffset: 0, outOffset: 0,
          }],
        },
        { op: "map", fn: "add", args: [3, 2], shape: [2, 2] },
        { op: "constant", data: 0, shape: [] },
        { op: "map", fn: "max", args: [4, 5], shape: [2, 2] },
        { op: "reduce", combine: "sum", arg: 6, axes: [1], shape: [2] },
      ],
      outputs: { h: 6, sums: 7 },
    };
    const inputs = {
      x: Float32Array.of(1, 2, 3, 4, 5, 6), w: Float32Array.of(1, 0, 0, 1, 1, -1), b: Float32Array.of(0.5, 0),
    };
    expect(interpretGraph(graph, inputs)).toEqual({
      h: Float32Array.of(4.5, 0, 10.5, 0), sums: Float32Array.of(4.5, 10.5),
    });
    expect(() => interpretGraph(graph, { ...inputs, b: 1 })).toThrow("Input b should have 2 elements");
  });

  it("slices, reshapes, pads with zeros, broadcasts and takes maxima", () => {
    const graph: Graph = {
      nodes: [
        { op: "input", name: "x", shape: [2, 3] },
        { op: "slice", arg: 0, begin: [0, 1], shape: [2, 2] },
        { op: "reshape", arg: 1, shape: [4] },
        { op: "assemble", pieces: [{ arg: 2, begin: [1] }], shape: [6] },
        { op: "reshape", arg: 3, shape: [6, 1] },
        { op: "constant", data: Float32Array.of(1, -1), shape: [2] },
        { op: "map", fn: "mul", args: [4, 5], shape: [6, 2] },
        { op: "reduce", combine: "max", arg: 6, axes: [0], shape: [2] },
      ],
      outputs: { padded: 3, largest: 7 },
    };
    expect(interpretGraph(graph, { x: Float32Array.of(1, -2, 3, 4, -5, 6) })).toEqual({
      padded: Float32Array.of(0, -2, 3, -5, 6, 0), largest: Float32Array.of(6, 5),
    });
  });
});

it("interpretGraph refuses a reduction that keeps its axes", () => {
  const graph: Graph = {
    nodes: [{ op: "input", name: "x", shape: [2] }, { op: "reduce", combine: "sum", arg: 0, axes: [0], shape: [1] }],
    outputs: { y: 1 },
  };
  expect(() => interpretGraph(graph, { x: Float32Array.of(1, 2) })).toThrow("A reduction to [] should not have shape [1]");
});

describe("interpretPlan", () => {
  const plan: Plan = {
    storages: [
      { size: 2, offset: 0, label: "x" }, { size: 3, offset: 4, label: "y" }, { size: 3, offset: 8, label: "state" },
      { size: 6, offset: 12, label: "out" }, { size: 1, offset: 20, label: "sum" },
    ],
    arena: 24,
    kernels: [
      {
        kind: "contraction", left: 0, right: 1, out: 3, storesProduct: false,
        parts: [{
          rows: [{ size: 2, left: 1, out: 3 }], columns: [{ size: 3, right: 1, out: 1 }], inner: [],
          leftOffset: 0, rightOffset: 0, outOffset: 0,
        }],
        epilogue: {
          kind: "loop", dims: [2, 3],
          body: [
            { kind: "product" }, { kind: "load", from: { storage: 2, offset: 0, strides: [0, 1] } },
            { kind: "map", fn: "add", args: [0, 1] },
          ],
          stores: [
            { value: 2, combine: "set", to: { storage: 3, offset: 0, strides: [3, 1] } },
            { value: 2, combine: "sum", to: { storage: 4, offset: 0, strides: [0, 0] } },
          ],
        },
      },
      {
        kind: "loop", dims: [3],
        body: [
          { kind: "load", from: { storage: 2, offset: 0, strides: [1] } }, { kind: "constant", value: 2 },
          { kind: "map", fn: "mul", args: [0, 1] },
        ],
        stores: [{ value: 2, combine: "set", to: { storage: 2, offset: 0, strides: [1] } }],
      },
    ],
    inputs: { x: 0, y: 1, state: 2 }, outputs: { out: 3, sum: 4, state: 2 },
    constants: [],
  };

  it.each([false, true])("runs contractions with what follows them, and loops in place (backwards: %s)", (backwards) => {
    const run = interpretPlan(plan, { backwards, poison: NaN });
    run.write("x", Float32Array.of(1, 10));
    run.write("y", Float32Array.of(1, 2, 3));
    run.write("state", Float32Array.of(0, 0, 1));
    run.run();
    expect([...run.read("out")]).toEqual([1, 2, 4, 10, 20, 31]);
    expect([...run.read("sum")]).toEqual([68]);
    expect([...run.read("state")]).toEqual([0, 0, 2]);
    run.run();
    expect([...run.read("sum")]).toEqual([70]);
  });

  it("throws where a kernel reaches outside its storage", () => {
    const run = interpretPlan({ ...plan, storages: plan.storages.map((s) => (s.label === "out" ? { ...s, size: 5 } : s)) });
    expect(() => run.run()).toThrow("Element 5 of 5 does not exist");
  });
});
