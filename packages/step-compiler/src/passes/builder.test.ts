import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normals } from "../ir/random";
import { GraphBuilder, keyOf } from "./builder";
import { MAP_FUNCTIONS, sizeOf, type Graph, type Id, type MapFunction, type Node, type Product } from "../ir/graph";
import { interpretGraph } from "../ir/interpret";
import { Recorder, sameShape, type Operations } from "../ir/operations";

/** Makes a value of x and y, [2,3] each. */
type Make = (build: Operations, x: Id, y: Id) => Id;

const INPUTS: Readonly<Record<string, readonly number[]>> = { x: [2, 3], y: [2, 3], row: [3], one: [], square: [3, 3] };
const DATA = Object.fromEntries(Object.entries(INPUTS).map(([name, shape], step) =>
  [name, Float32Array.from(normals(3, step, sizeOf(shape)))]));

/** Checks that two graphs give the same shapes and numbers. */
function expectSame(simple: Graph, plain: Graph): void {
  const [actual, expected] = [interpretGraph(simple, DATA), interpretGraph(plain, DATA)];
  for (const [name, numbers] of Object.entries(expected)) {
    expect(simple.nodes[simple.outputs[name]!]!.shape).toEqual(plain.nodes[plain.outputs[name]!]!.shape);
    numbers.forEach((value, i) => {
      expect(Math.abs(actual[name]![i]! - value)).toBeLessThanOrEqual(1e-4 * Math.max(1, Math.abs(value)));
    });
  }
}

/** Returns the simplified graph, after checking that it gives the same as the plain one. */
function graphOf(make: Make): Graph {
  const made = (build: Operations) => ({ out: make(build, build.input("x", [2, 3]), build.input("y", [2, 3])) });
  const recorder = new Recorder(), builder = new GraphBuilder();
  const plain = { outputs: made(recorder), nodes: recorder.nodes };
  const graph = builder.finish(made(builder));
  expectSame(graph, plain);
  return graph;
}

/** Returns the operations of a graph with one output, without inputs and constants. */
const operations = (make: Make): string[] => graphOf(make).nodes
  .filter(({ op }) => op !== "input" && op !== "constant").map((node) => (node.op === "map" ? node.fn : node.op));

const constant = (data: number, shape: readonly number[]): Node => ({ op: "constant", data, shape });

const outputOf = (graph: Graph): Node => graph.nodes[graph.outputs["out"]!]!;

describe("equal values", () => {
  it("are one value", () => {
    expect(operations((b, x, y) => b.map("mul", b.map("exp", b.map("add", x, y)), b.map("exp", b.map("add", y, x)))))
      .toEqual(["add", "exp", "mul"]);
  });

  it("are not those of another shape, axis, place or sign of zero", () => {
    const build = new GraphBuilder();
    const x = build.input("x", [2, 2]);
    expect(build.reduce("sum", x, [0])).not.toBe(build.reduce("sum", x, [1]));
    expect(build.reduce("sum", x, [0])).not.toBe(build.reduce("max", x, [0]));
    expect(build.slice(x, [0, 0], [1, 1])).not.toBe(build.slice(x, [0, 1], [1, 1]));
    expect(build.constant(0, [])).not.toBe(build.constant(-0, []));
    expect(build.constant(NaN, [])).not.toBe(build.constant(Infinity, []));
    expect(build.constant(NaN, [])).toBe(build.constant(NaN, []));
    expect(build.constant(Float32Array.of(1, 2), [2])).not.toBe(build.constant(Float32Array.of(1, 3), [2]));
    expect(build.constant(Float32Array.of(1, 2), [2])).toBe(build.constant(Float32Array.of(1, 2), [2]));
  });

  it("have one key, and others have another", () => {
    const part: Product = {
      rows: [{ size: 2, left: 3, out: 2 }], columns: [{ size: 2, right: 1, out: 1 }], inner: [{ size: 3, left: 1, right: 2 }], leftOffset: 0, rightOffset: 0, outOffset: 0,
    };
    const make = (): readonly Node[] => [
      { op: "input", name: "x", shape: [2] }, { op: "input", name: "y", shape: [2] }, { op: "input", name: "x", shape: [3] }, { op: "input", name: "x", shape: [] },
      constant(1, []), constant(1, [1]), constant(0, []), constant(-0, []), constant(NaN, []), constant(12, [2]),
      { op: "constant", data: Float32Array.of(1), shape: [1] }, { op: "constant", data: Float32Array.of(1, 2), shape: [2] }, { op: "constant", data: Float32Array.of(12), shape: [2] },
      ...([[1, 2], [2, 1], [12, 0], [1, 20]] as const).flatMap((args) => (["add", "mul"] as const).map((fn): Node => ({ op: "map", fn, args, shape: [2, 3] }))),
      { op: "map", fn: "exp", args: [1], shape: [2, 3] }, { op: "map", fn: "exp", args: [1], shape: [3, 2] },
      { op: "expand", arg: 1, shape: [2, 3] }, { op: "expand", arg: 2, shape: [2, 3] }, { op: "reshape", arg: 1, shape: [2, 3] }, { op: "reshape", arg: 2, shape: [2, 3] },
      { op: "reduce", combine: "sum", arg: 1, axes: [0], shape: [2] }, { op: "reduce", combine: "sum", arg: 1, axes: [1], shape: [2] },
      { op: "reduce", combine: "max", arg: 1, axes: [0], shape: [2] }, { op: "reduce", combine: "sum", arg: 2, axes: [0], shape: [2] }, { op: "reduce", combine: "sum", arg: 1, axes: [0, 1], shape: [2] },
      { op: "contract", left: 1, right: 2, parts: [part], shape: [2, 2] }, { op: "contract", left: 2, right: 1, parts: [part], shape: [2, 2] },
      { op: "contract", left: 1, right: 2, parts: [{ ...part, outOffset: 1 }], shape: [2, 2] }, { op: "contract", left: 1, right: 2, parts: [part, part], shape: [2, 2] },
      { op: "transpose", arg: 1, axes: [0, 1], shape: [2, 2] }, { op: "transpose", arg: 1, axes: [1, 0], shape: [2, 2] }, { op: "transpose", arg: 2, axes: [1, 0], shape: [2, 2] },
      { op: "slice", arg: 1, begin: [0, 1], shape: [2, 2] }, { op: "slice", arg: 1, begin: [1, 0], shape: [2, 2] }, { op: "slice", arg: 2, begin: [1, 0], shape: [2, 2] },
      ...[[[1, 0, 0]], [[1, 0, 1]], [[2, 0, 0]], [[1, 0, 0], [2, 0, 1]], [[2, 0, 1], [1, 0, 0]]].map((pieces): Node =>
        ({ op: "assemble", pieces: pieces.map(([arg, ...begin]) => ({ arg: arg!, begin })), shape: [2, 2] })),
    ];
    const keys = make().map(keyOf);
    expect(new Set(keys).size).toBe(keys.length);
    expect(make().map(keyOf)).toEqual(keys);
  });

  it("that no output needs are not in the graph", () => {
    const build = new GraphBuilder();
    build.map("exp", build.input("spare", []));
    const x = build.input("x", [3]);
    expect(build.finish({ a: build.map("neg", x), b: x })).toEqual({
      nodes: [{ op: "input", name: "x", shape: [3] }, { op: "map", fn: "neg", args: [0], shape: [3] }],
      outputs: { a: 1, b: 0 },
    });
  });
});

describe("arithmetic", () => {
  const number = (value: number, shape: readonly number[] = []) => (b: Operations) => b.constant(value, shape);
  const same: [string, Make][] = [
    ["x·1", (b, x) => b.map("mul", number(1)(b), x)],
    ["x·ones", (b, x) => b.map("mul", x, number(1, [2, 3])(b))],
    ["x+0", (b, x) => b.map("add", number(0, [3])(b), x)],
    ["0 where y is not 0, plus x", (b, x, y) => b.map("add", b.map("mask", number(0, [2, 3])(b), y), x)],
    ["x−0", (b, x) => b.map("sub", x, number(0)(b))],
    ["x/1", (b, x) => b.map("div", x, number(1)(b))],
    ["−−x", (b, x) => b.map("neg", b.map("neg", x))],
    ["x·−1·−1", (b, x) => b.map("mul", b.map("mul", x, number(-1)(b)), number(-1)(b))],
    ["(x/2)·2", (b, x) => b.map("mul", b.map("div", x, number(2)(b)), number(2)(b))],
  ];
  it.each(same)("%s is x", (_, make) => {
    expect(operations(make)).toEqual([]);
  });

  const simpler: [string, string[], Make][] = [
    ["0−x", ["neg"], (b, x) => b.map("sub", number(0)(b), x)],
    ["−(x−y)", ["sub"], (b, x, y) => b.map("neg", b.map("sub", x, y))],
    ["x+(−y)", ["sub"], (b, x, y) => b.map("add", x, b.map("neg", y))],
    ["(−x)+y", ["sub"], (b, x, y) => b.map("add", b.map("neg", x), y)],
    ["x−(−y)", ["add"], (b, x, y) => b.map("sub", x, b.map("neg", y))],
    ["(−x)·(−y)", ["mul"], (b, x, y) => b.map("mul", b.map("neg", x), b.map("neg", y))],
    ["(−x)·3", ["mul"], (b, x) => b.map("mul", b.map("neg", x), number(3)(b))],
    ["−(x·3)", ["mul"], (b, x) => b.map("neg", b.map("mul", x, number(3)(b)))],
    ["x/4", ["mul"], (b, x) => b.map("div", x, number(4)(b))],
    ["x/3", ["div"], (b, x) => b.map("div", x, number(3)(b))],
    ["x·3·0.5", ["mul"], (b, x) => b.map("mul", b.map("mul", x, number(3)(b)), number(0.5)(b))],
    // The last digits would change here.
    ["x·3·5", ["mul", "mul"], (b, x) => b.map("mul", b.map("mul", x, number(3)(b)), number(5)(b))],
    ["|−x|", ["abs"], (b, x) => b.map("abs", b.map("neg", x))],
  ];
  it.each(simpler)("%s", (_, left, make) => {
    expect(operations(make)).toEqual(left);
  });

  it("computes with constants", () => {
    const zero = graphOf((b, x) => b.map("mul", x, number(0, [4, 1, 1])(b)));
    expect(zero.nodes).toEqual([constant(0, [4, 2, 3])]);
    const third = graphOf((b) => b.map("div", b.map("exp", number(0, [2, 1])(b)), number(3, [5])(b)));
    expect(outputOf(third)).toEqual(constant(Math.fround(1 / 3), [2, 5]));
    expect(outputOf(graphOf((b) => b.constant(Float32Array.of(2, 2), [2])))).toEqual(constant(2, [2]));
  });

  it("with a number does not depend on the number's shape", () => {
    const build = new GraphBuilder();
    const x = build.input("x", [2, 3]);
    const sum = build.map("add", x, build.constant(5, []));
    for (const shape of [[2, 3], [3], [1, 1]]) expect(build.map("add", x, build.constant(5, shape))).toBe(sum);
    expect(build.shapeOf(build.map("add", x, build.constant(5, [4, 1, 1])))).toEqual([4, 2, 3]);
  });

  it("is done before values are broadcast", () => {
    const graph = graphOf((b, x) => {
      const row = b.reduce("sum", x, [0]); // [3]
      const wide = b.map("mul", b.reshape(row, [1, 3]), b.constant(1, [2, 3]));
      return b.map("mul", x, b.map("exp", wide));
    });
    expect(graph.nodes.map(({ shape }) => shape)).toEqual([[2, 3], [3], [3], [2, 3]]);
  });
});

describe("an expanded value", () => {
  const row = (b: Operations, x: Id) => b.reduce("sum", x, [0]); // [3]

  it("is one operation, however often it is expanded", () => {
    expect(operations((b, x) => b.expand(x, [2, 3]))).toEqual([]);
    expect(operations((b, x) => b.expand(b.expand(row(b, x), [2, 3]), [4, 2, 3]))).toEqual(["reduce", "expand"]);
    expect(operations((b, x) => b.expand(row(b, x), [1, 3]))).toEqual(["reduce", "reshape"]);
  });

  it("is computed with, and summed, as it was before", () => {
    expect(operations((b, x) => b.map("exp", b.expand(row(b, x), [5, 3])))).toEqual(["reduce", "exp", "expand"]);
    expect(operations((b, x) => b.map("mul", x, b.expand(row(b, x), [2, 3])))).toEqual(["reduce", "mul"]);
    expect(operations((b, x) => b.reduce("sum", b.expand(row(b, x), [5, 3]), [0]))).toEqual(["reduce", "mul"]);
    expect(operations((b, x) => b.reduce("max", b.expand(row(b, x), [5, 3]), [0]))).toEqual(["reduce"]);
  });

  it("has a shape that it broadcasts to", () => {
    for (const build of [new Recorder(), new GraphBuilder()]) {
      const x = build.input("x", [2, 3]);
      expect(() => build.expand(x, [3, 3])).toThrow(/not broadcast/);
      expect(() => build.expand(x, [3])).toThrow("[2,3] does not broadcast to [3]");
    }
  });
});

describe("shapes", () => {
  it("that do not change anything", () => {
    expect(operations((b, x) => b.reshape(x, [2, 3]))).toEqual([]);
    expect(operations((b, x) => b.reshape(b.reshape(x, [6]), [2, 3]))).toEqual([]);
    expect(operations((b, x) => b.reshape(b.reshape(x, [6]), [3, 2]))).toEqual(["reshape"]);
    expect(operations((b, x) => b.slice(x, [0, 0], [2, 3]))).toEqual([]);
    expect(operations((b, x) => b.assemble([{ arg: x, begin: [0, 0] }], [2, 3]))).toEqual([]);
    expect(operations((b, x) => b.reduce("max", b.reshape(x, [2, 1, 3]), [1]))).toEqual([]);
    expect(operations((b, x) => b.reduce("sum", x, []))).toEqual([]);
  });

  it("are undone after functions of elements", () => {
    expect(operations((b, x, y) => {
      const product = b.map("mul", b.reshape(x, [3, 2]), b.reshape(y, [3, 2]));
      return b.reshape(b.map("exp", product), [2, 3]);
    })).toEqual(["mul", "exp"]);
    expect(operations((b, x, y) => {
      const other = b.assemble([{ arg: b.reshape(y, [3, 2]), begin: [0, 0] }], [3, 3]);
      return b.map("mul", b.reshape(x, [6]), b.reshape(b.slice(other, [0, 1], [3, 2]), [6]));
    })).toEqual(["reshape", "assemble", "reshape", "slice", "reshape", "mul"]);
  });

  it("are undone beside numbers, and stay if an argument has none", () => {
    expect(operations((b, x) => b.reshape(b.map("mul", b.reshape(x, [3, 2]), b.constant(3, [])), [2, 3]))).toEqual(["mul"]);
    const other = (b: Operations) => b.constant(Float32Array.of(1, 2, 3, 4, 5, 6), [6]);
    expect(operations((b, x) => b.map("mul", b.reshape(x, [6]), other(b)))).toEqual(["reshape", "mul"]);
    expect(operations((b, x) => b.map("mul", other(b), b.reshape(x, [6])))).toEqual(["reshape", "mul"]);
    expect(operations((b, x, y) => b.map("mul", b.reshape(x, [6]), b.reshape(b.transpose(y, [1, 0]), [6])))).toEqual(["reshape", "transpose", "reshape", "mul"]);
  });

  it("of an expanded number are that number, expanded otherwise", () => {
    const number = (b: Operations, x: Id) => b.reduce("sum", x, [0, 1]);
    expect(operations((b, x) => b.reshape(b.expand(number(b, x), [2, 3]), [6]))).toEqual(["reduce", "expand"]);
    expect(operations((b, x) => b.reshape(b.expand(b.reduce("sum", x, [0]), [2, 3]), [6]))).toEqual(["reduce", "expand", "reshape"]);
  });

  it("of one element stay as they are in functions of it", () => {
    const build = new GraphBuilder();
    const x = build.input("x", [1, 1]);
    expect(build.finish({ out: build.map("exp", x) }).nodes).toMatchObject([{ op: "input" }, { op: "map", fn: "exp", args: [0], shape: [1, 1] }]);
  });

  it("of numbers are other numbers", () => {
    const table = graphOf((b) => b.reshape(b.constant(Float32Array.of(1, 2, 3), [3]), [3, 1]));
    expect(table.nodes).toEqual([{ op: "constant", data: Float32Array.of(1, 2, 3), shape: [3, 1] }]);
    expect(graphOf((b) => b.reshape(b.constant(2, [4]), [2, 2])).nodes).toEqual([constant(2, [2, 2])]);
  });

  it("that have another number of elements are refused", () => {
    const build = new GraphBuilder();
    expect(() => build.reshape(build.input("x", [2, 3]), [5])).toThrow("[2,3] is no [5]");
  });

  it("transposing twice, of numbers that are all alike, and of axes of size 1", () => {
    expect(operations((b, x) => b.transpose(x, [1, 0]))).toEqual(["transpose"]);
    expect(operations((b, x) => b.transpose(x, [0, 1]))).toEqual([]);
    expect(operations((b, x) => b.transpose(b.transpose(x, [1, 0]), [1, 0]))).toEqual([]);
    expect(operations((b, x) => b.transpose(b.reshape(x, [2, 1, 3]), [1, 0, 2]))).toEqual(["reshape"]);
    const turned = graphOf((b, x) => b.transpose(b.transpose(b.reshape(x, [1, 2, 3]), [2, 0, 1]), [1, 0, 2]));
    expect(outputOf(turned)).toEqual({ op: "transpose", arg: 1, axes: [0, 2, 1], shape: [1, 3, 2] });
    expect(outputOf(graphOf((b) => b.transpose(b.constant(3, [2, 4]), [1, 0])))).toEqual(constant(3, [4, 2]));
    expect(() => graphOf((b, x) => b.transpose(x, [0, 0]))).toThrow("[0,0] is no order of the axes of the shape [2,3]");
  });

  it("slices of slices, and of what was put together", () => {
    const slice = graphOf((b, x) => b.slice(b.slice(x, [0, 1], [2, 2]), [1, 1], [1, 1]));
    expect(outputOf(slice)).toEqual({ op: "slice", arg: 0, begin: [1, 2], shape: [1, 1] });
    const both: Make = (b, x, y) => b.assemble([{ arg: x, begin: [0, 0] }, { arg: y, begin: [0, 3] }], [2, 8]);
    expect(operations((b, x, y) => b.slice(both(b, x, y), [0, 3], [2, 3]))).toEqual([]);
    expect(operations((b, x, y) => b.slice(both(b, x, y), [1, 4], [1, 2]))).toEqual(["slice"]);
    expect(operations((b, x, y) => b.slice(both(b, x, y), [0, 2], [2, 2]))).toEqual(["assemble", "slice"]);
    const padded: Make = (b, x) => b.assemble([{ arg: x, begin: [1, 0] }], [4, 3]);
    expect(operations((b, x, y) => b.slice(padded(b, x, y), [0, 0], [2, 3]))).toEqual(["assemble", "slice"]);
    expect(outputOf(graphOf((b, x, y) => b.slice(both(b, x, y), [0, 6], [2, 2])))).toEqual(constant(0, [2, 2]));
  });

  it("pieces of pieces, zeros, and neighbours put together again", () => {
    const nested = graphOf((b, x, y) => {
      const inner = b.assemble([{ arg: x, begin: [1, 0] }], [3, 3]);
      const zero = b.constant(0, [1, 1]);
      const pieces = [{ arg: inner, begin: [0, 0] }, { arg: y, begin: [3, 1] }, { arg: zero, begin: [3, 0] }];
      return b.assemble(pieces, [5, 4]);
    });
    expect(outputOf(nested)).toEqual(
      { op: "assemble", pieces: [{ arg: 0, begin: [1, 0] }, { arg: 1, begin: [3, 1] }], shape: [5, 4] });
    expect(operations((b, x) => b.assemble([
      { arg: b.slice(x, [0, 0], [2, 1]), begin: [0, 0] }, { arg: b.slice(x, [0, 1], [2, 2]), begin: [0, 1] },
    ], [2, 3]))).toEqual([]);
    expect(operations((b, x) => b.assemble([
      { arg: b.slice(x, [0, 1], [2, 2]), begin: [0, 0] }, { arg: b.slice(x, [0, 0], [2, 1]), begin: [0, 2] },
    ], [2, 3]))).toEqual(["slice", "slice", "assemble"]);
  });
});

describe("pieces", () => {
  const piece = (arg: Id, ...begin: readonly number[]) => ({ arg, begin });

  it("of zeros are zeros, and adjacent equal numbers are merged", () => {
    expect(graphOf((b) => b.assemble([piece(b.constant(0, [1, 3]), 1, 0)], [2, 3])).nodes).toEqual([constant(0, [2, 3])]);
    expect(outputOf(graphOf((b) => b.assemble([piece(b.constant(2, [1, 3]), 0, 0), piece(b.constant(2, [1, 3]), 1, 0)], [2, 3])))).toEqual(constant(2, [2, 3]));
    for (const [first, second] of [[2, 3], [3, 2]] as const) {
      expect(operations((b) => b.assemble([piece(b.constant(first, [1, 3]), 0, 0), piece(b.constant(second, [1, 3]), 1, 0)], [2, 3]))).toEqual(["assemble"]);
    }
    expect(operations((b) => b.assemble([piece(b.constant(2, [1, 3]), 1, 0)], [2, 3]))).toEqual(["assemble"]);
    expect(operations((b, x) => b.assemble([piece(x, 0, 0), piece(b.constant(2, [2, 3]), 2, 0)], [4, 3]))).toEqual(["assemble"]);
  });

  it("of pieces begin where both say", () => {
    const nested = graphOf((b, x) => b.assemble([piece(b.assemble([piece(x, 1, 2)], [3, 5]), 2, 1)], [6, 6]));
    expect(outputOf(nested)).toEqual({ op: "assemble", pieces: [piece(0, 3, 3)], shape: [6, 6] });
  });

  it("that are not all neighbouring slices of one value stay pieces", () => {
    expect(operations((b, x, y) => b.assemble([piece(b.slice(x, [0, 0], [2, 1]), 0, 0), piece(y, 0, 1)], [2, 4]))).toEqual(["slice", "assemble"]);
    expect(operations((b, x, y) => b.assemble([piece(y, 0, 0), piece(b.slice(x, [0, 0], [2, 1]), 0, 3)], [2, 4]))).toEqual(["slice", "assemble"]);
    expect(operations((b, x, y) => b.assemble([piece(x, 0, 0), piece(y, 0, 3)], [2, 6]))).toEqual(["assemble"]);
    expect(operations((b, x, y) => b.assemble([piece(b.slice(x, [0, 0], [2, 1]), 0, 0), piece(b.slice(y, [0, 1], [2, 1]), 0, 1)], [2, 2]))).toEqual(["slice", "slice", "assemble"]);
    // Adjacent slices of a value are merged into one.
    expect(operations((b, x) => b.assemble([piece(b.slice(x, [0, 1], [2, 1]), 0, 0), piece(b.slice(x, [0, 2], [2, 1]), 0, 1)], [2, 2]))).toEqual(["slice"]);
  });
});

describe("sums", () => {
  it("along axes of size 1 besides are the sums along the others", () => {
    const build = new GraphBuilder();
    const x = build.transpose(build.input("x", [3, 1, 2]), [2, 1, 0]);
    const sum = build.reduce("sum", x, [2]); // [2,1]
    expect(build.reduce("sum", x, [1, 2])).toBe(build.reshape(sum, [2]));
    expect(build.reduce("sum", x, [2, 1])).toBe(build.reshape(sum, [2]));
    expect(build.reduce("sum", x, [1])).toBe(build.reshape(x, [2, 3]));
  });

  it("of constants, of sums and of equal numbers", () => {
    expect(outputOf(graphOf((b) => b.reduce("sum", b.constant(0.5, [4, 3]), [0])))).toEqual(constant(2, [3]));
    expect(outputOf(graphOf((b) => b.reduce("max", b.constant(0.5, [4, 3]), [0])))).toEqual(constant(0.5, [3]));
    expect(outputOf(graphOf((b, x) => b.reduce("sum", b.reduce("sum", x, [0]), [0])))).toEqual(
      { op: "reduce", combine: "sum", arg: 0, axes: [0, 1], shape: [] });
    expect(operations((b, x) => b.reduce("max", b.reduce("sum", x, [0]), [0]))).toEqual(["reduce", "reduce"]);
    expect(operations((b, x) => b.reduce("sum", b.reshape(x, [3, 2]), [0, 1]))).toEqual(["reduce"]);
    const wide = graphOf((b, x) => b.reduce("sum", b.map("mul", x, b.constant(1, [5, 2, 3])), [0, 1]));
    const computed = wide.nodes.filter(({ op }) => op !== "constant");
    expect(computed).toMatchObject([{ op: "input" }, { op: "reduce", arg: 0, axes: [0] }, { fn: "mul" }]);
  });
});

describe("products", () => {
  const matrices = (m: number, k: number, n: number): Product => ({
    rows: [{ size: 1, left: 99, out: 98 }, { size: m, left: k, out: n }], columns: [{ size: n, right: 1, out: 1 }],
    inner: [{ size: k / 2, left: 2, right: 2 * n }, { size: 2, left: 1, right: n }],
    leftOffset: 0, rightOffset: 0, outOffset: 0,
  });

  it("have as few axes as may be", () => {
    const build = new GraphBuilder();
    const out = build.contract(build.input("a", [3, 4]), build.input("b", [4, 5]), [matrices(3, 4, 5)], [3, 5]);
    expect(build.node(out)).toMatchObject({
      parts: [{
        rows: [{ size: 3, left: 4, out: 5 }], columns: [{ size: 5, right: 1, out: 1 }], inner: [{ size: 4, left: 1, right: 5 }],
      }],
    });
  });

  it("in several parts stay products", () => {
    const build = new GraphBuilder();
    const half = (at: number): Product => ({
      rows: [{ size: 1, left: 3, out: 2 }], columns: [{ size: 2, right: 1, out: 1 }], inner: [{ size: 3, left: 1, right: 2 }], leftOffset: 3 * at, rightOffset: 0, outOffset: 2 * at,
    });
    const out = build.contract(build.input("a", [2, 3]), build.constant(2, [3, 2]), [half(0), half(1)], [2, 2]);
    expect(build.node(out)).toMatchObject({ op: "contract", parts: [{ outOffset: 0 }, { outOffset: 2 }], shape: [2, 2] });
  });

  it("with zeros are zeros, with one number are sums, of columns with rows are maps", () => {
    const build = new GraphBuilder();
    const a = build.input("a", [3, 4]), column = build.input("column", [3, 1]), row = build.input("row", [1, 5]);
    expect(build.uniform(build.contract(a, build.constant(0, [4, 5]), [matrices(3, 4, 5)], [3, 5]))).toBe(0);
    const sums = build.finish({ out: build.contract(a, build.constant(2, [4, 5]), [matrices(3, 4, 5)], [3, 5]) });
    expect(sums.nodes.some(({ op }) => op === "contract")).toBe(false);
    const outer = { ...matrices(3, 4, 5), inner: [{ size: 1, left: 1, right: 5 }], rows: [{ size: 3, left: 1, out: 5 }] };
    expect(build.node(build.contract(column, row, [outer], [3, 5]))).toMatchObject({ op: "map", fn: "mul", shape: [3, 5] });
  });

  it.each([[false, false], [false, true], [true, false], [true, true]])("of one number with a matrix are sums of its columns or rows: %j, %j", (left, transposed) => {
    // [2,3] × [3,4]: a[i,k] = 10i + k, b[k,j] = 10k + j.
    const matrix = (rows: number, columns: number) => Float32Array.from({ length: rows * columns }, (_, i) => (transposed ? 10 * (i % rows) + Math.floor(i / rows) : 10 * Math.floor(i / columns) + (i % columns)));
    const part: Product = {
      rows: [{ size: 2, left: left || !transposed ? 3 : 1, out: 4 }], columns: [{ size: 4, right: left && transposed ? 3 : 1, out: 1 }],
      inner: [{ size: 3, left: left || !transposed ? 1 : 2, right: left && transposed ? 1 : 4 }], leftOffset: 0, rightOffset: 0, outOffset: 0,
    };
    const build = new GraphBuilder();
    const half = build.constant(0.5, left ? [2, 3] : [3, 4]);
    const given = build.input("given", left ? (transposed ? [4, 3] : [3, 4]) : transposed ? [3, 2] : [2, 3]);
    const graph = build.finish({ out: build.contract(left ? half : given, left ? given : half, [part], [2, 4]) });
    expect(graph.nodes.map(({ op }) => op)).not.toContain("contract");
    const out = [...interpretGraph(graph, { given: left ? matrix(3, 4) : matrix(2, 3) })["out"]!];
    // ½(0 + 10 + 20 + 3j), and ½(3·10i + 0 + 1 + 2).
    expect(out).toEqual(left ? [15, 16.5, 18, 19.5, 15, 16.5, 18, 19.5] : [1.5, 1.5, 1.5, 1.5, 16.5, 16.5, 16.5, 16.5]);
  });

  it("with an infinite number are no sums: terms of both signs make NaN", () => {
    const values = Float32Array.of(1, -2, 3, 1, 1, 1);
    for (const [left, right] of [["x", "many"], ["many", "x"]] as const) {
      const build = new GraphBuilder();
      const named = { x: build.input("x", left === "x" ? [2, 3] : [3, 2]), many: build.constant(Infinity, left === "x" ? [3, 2] : [2, 3]) };
      const out = interpretGraph(build.finish({ out: build.contract(named[left], named[right], [matrices(2, 3, 2)], [2, 2]) }), { x: values })["out"]!;
      expect([...out]).toEqual(left === "x" ? [NaN, NaN, Infinity, Infinity] : [Infinity, NaN, Infinity, NaN]);
    }
  });
});

describe("any sequence of operations", () => {
  const SAFE: readonly MapFunction[] = [
    "neg", "sub", "add", "mul", "neg", "sub", "add", "mul", "div", "abs", "tanh", "sigmoid", "max", "min", "step", "equal",
  ];
  const NUMBERS = [0, 1, -1, 0.5, 2, 3, -0.75];
  const SHAPES: readonly (readonly number[])[] = [[], [1], [3], [2, 3], [6], [2, 1], [3, 2], [1, 2, 3], [3, 3], [9]];

  function mapped(build: Operations, x: Id, y: Id, which: number): Id | undefined {
    const fn = SAFE[which % SAFE.length]!;
    if (MAP_FUNCTIONS[fn] === 1) return build.map(fn, x);
    const [a, b] = [x, y].map((id) => [...Array<number>(3).fill(1), ...build.shapeOf(id)].slice(-3));
    if (a!.some((size, i) => size !== 1 && b![i] !== 1 && size !== b![i])) return undefined;
    // Denominators are kept away from 0.
    return build.map(fn, x, fn === "div" ? build.map("add", build.map("abs", y), build.constant(0.5, [])) : y);
  }

  function multiplied(build: Operations, x: Id, y: Id, which: number): Id | undefined {
    const [a, b] = [build.shapeOf(x), build.shapeOf(y)];
    if (a.length !== 2 || b.length !== 2) return undefined;
    const transposedA = which % 2 === 1, transposedB = which % 4 > 1;
    const [m, k] = transposedA ? [a[1]!, a[0]!] : [a[0]!, a[1]!], [k2, n] = transposedB ? [b[1]!, b[0]!] : [b[0]!, b[1]!];
    if (k !== k2) return undefined;
    return build.contract(x, y, [{
      rows: [{ size: m, left: transposedA ? 1 : k, out: n }], columns: [{ size: n, right: transposedB ? k : 1, out: 1 }],
      inner: [{ size: k, left: transposedA ? m : 1, right: transposedB ? 1 : n }], leftOffset: 0, rightOffset: 0, outOffset: 0,
    }], [m, n]);
  }

  /** Applies an operation that the random numbers choose to earlier values; undefined if the shapes do not allow it. */
  function apply(build: Operations, values: readonly Id[], choice: readonly number[]): Id | undefined {
    const [kind, first, second, which] = choice as [number, number, number, number];
    // Recent values are chosen more often, so that operations build on each other.
    const latest = (place: number) => values.at(-1 - (place % Math.min(values.length, place % 4 ? 4 : 99)))!;
    const x = latest(first), y = latest(second);
    const shape = build.shapeOf(x);
    const another = SHAPES[which % SHAPES.length]!;
    const axis = shape.length > 0 ? which % shape.length : 0;
    switch (kind) {
      case 0: return build.constant(NUMBERS[second % NUMBERS.length]!, another);
      case 1: case 2: case 3: return mapped(build, x, y, which);
      case 4:
        if (shape.length === 0) return undefined;
        return build.reduce(second % 2 ? "sum" : "max", x, which % 3 ? [axis] : shape.map((_, i) => i));
      case 5: return sizeOf(another) === sizeOf(shape) ? build.reshape(x, another) : undefined;
      case 6: {
        const trimmed = shape.map((size, i) => (i === axis && size > 1 ? 1 : 0));
        return build.slice(x, second % 2 ? trimmed : shape.map(() => 0), shape.map((size, i) => size - trimmed[i]!));
      }
      case 7: {
        if (shape.length === 0 || !sameShape(build.shapeOf(y), shape) || sizeOf(shape) > 50) return undefined;
        const at = (place: number) => shape.map((_, i) => (i === axis ? place : 0));
        const pieces = [{ arg: x, begin: at(0) }, { arg: y, begin: at(shape[axis]!) }];
        return build.assemble(pieces, shape.map((size, i) => (i === axis ? 2 * size + (second % 2) : size)));
      }
      case 8: return build.transpose(x, shape.map((_, i) => (i + 1 + second % 2) % shape.length));
      default: return multiplied(build, x, y, which);
    }
  }

  it.each(Array.from({ length: 20 }, (_, i) => i + 1))("gives the same as unsimplified: seed %d", (seed) => {
    const choice = fc.tuple(fc.nat(10), fc.nat(30), fc.nat(30), fc.nat(30));
    fc.assert(fc.property(fc.array(choice, { minLength: 5, maxLength: 30 }), (choices) => {
      const made = (build: Operations) => {
        const values = Object.entries(INPUTS).map(([name, shape]) => build.input(name, shape));
        for (const next of choices) {
          const value = apply(build, values, next);
          if (value !== undefined) values.push(value);
        }
        return Object.fromEntries(values.map((id, i) => [String(i), id]));
      };
      const recorder = new Recorder(), builder = new GraphBuilder();
      const plain = { outputs: made(recorder), nodes: recorder.nodes };
      expectSame(builder.finish(made(builder)), plain);
    }), { seed, numRuns: 50 });
  });
});
