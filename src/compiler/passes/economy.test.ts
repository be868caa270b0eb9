/** What planning saves: kernels, arrays and elements. Wrong numbers are found elsewhere; without these tests a pass that saves nothing passes. */
import { describe, expect, it } from "vitest";
import type { Id, MapFunction, Shape } from "../ir/graph";
import type { Kernel, Plan } from "../ir/plan";
import { plan, type PlanOptions } from ".";
import { graphOf, input, product, type Add } from "./testing";

const map = (add: Add, fn: MapFunction, shape: Shape, ...args: readonly Id[]): Id => add({ op: "map", fn, args, shape });
const number = (add: Add, value: number): Id => add({ op: "constant", data: value, shape: [] });
const planOf = (write: (add: Add) => Record<string, Id>, options: PlanOptions = {}) => plan(graphOf(write), options);

/** Kernels by kind, in order; "+" where a loop follows a contraction, "-" where its product is not stored. */
const kindsOf = ({ kernels }: Plan) =>
  kernels.map((kernel) => (kernel.kind === "loop" ? "loop" : `product${kernel.epilogue ? "+" : ""}${kernel.kept ? "" : "-"}`));
const loopsIn = (kernel: Kernel) => (kernel.kind === "loop" ? [kernel] : kernel.epilogue ? [kernel.epilogue] : []);
const loadsIn = ({ kernels }: Plan) => kernels.map((kernel) => loopsIn(kernel).flatMap(({ body }) => body.filter(({ kind }) => kind === "load")).length);
/** Arrays that are neither inputs nor outputs, nor written before the first step. */
const between = ({ storages, inputs, outputs, constants }: Plan) => {
  const named = new Set([...Object.values(inputs), ...Object.values(outputs), ...constants.map(({ storage }) => storage)]);
  return storages.filter((_, id) => !named.has(id)).length;
};

/** More points than a loop has that is joined with others just because it is small. */
const LARGE = [2 ** 15];
const SMALL = [16];

describe("loops", () => {
  it("that follow each other are one, and store only the last value", () => {
    const made = planOf((add) => ({ y: map(add, "exp", LARGE, map(add, "tanh", LARGE, input(add, "x", LARGE))) }));
    expect([kindsOf(made), loadsIn(made), between(made)]).toEqual([["loop"], [1], 0]);
  });

  it("that read the same large array are one, and load it once; a small array does not join them", () => {
    const both = planOf((add) => {
      const x = input(add, "x", LARGE);
      return { y: map(add, "exp", LARGE, x), z: map(add, "tanh", LARGE, x) };
    });
    expect([kindsOf(both), loadsIn(both)]).toEqual([["loop"], [1]]);
    const bias = planOf((add) => {
      const b = input(add, "b", [1]);
      return { y: map(add, "add", LARGE, input(add, "x", LARGE), b), z: map(add, "mul", LARGE, input(add, "w", LARGE), b) };
    });
    expect(kindsOf(bias)).toEqual(["loop", "loop"]);
  });

  it("that have nothing in common are one where they are small and of one size", () => {
    const two = (one: Shape, other: Shape) => kindsOf(planOf((add) => ({ y: map(add, "exp", one, input(add, "x", one)), z: map(add, "tanh", other, input(add, "w", other)) })));
    expect(two(SMALL, SMALL)).toEqual(["loop"]);
    expect(two([2 ** 14], [2 ** 14])).toEqual(["loop"]);
    expect(two(LARGE, LARGE)).toEqual(["loop", "loop"]);
    expect(two(SMALL, [17])).toEqual(["loop", "loop"]);
  });

  it("reduce along several sets of axes, unless the back end has one for each", () => {
    const sums = (options: PlanOptions, axes: readonly (readonly number[])[]) => kindsOf(planOf((add) => {
      const x = input(add, "x", [4, 4]);
      return Object.fromEntries(axes.map((along, i) => [`y${i}`, add({ op: "reduce", combine: i % 2 ? "max" : "sum", arg: x, axes: along, shape: [4] })]));
    }, options));
    expect(sums({}, [[0], [1]])).toEqual(["loop"]);
    expect(sums({ singleReduction: true }, [[0], [1]])).toEqual(["loop", "loop"]);
    expect(sums({ singleReduction: true }, [[0], [0]])).toEqual(["loop"]);
  });
});

describe("a loop after a product", () => {
  const after = (options: PlanOptions, also = false) => planOf((add) => {
    const x = product(add, input(add, "x", [4, 2]), input(add, "w", [2, 3]), [4, 2, 3]);
    return { y: map(add, "tanh", [4, 3], x), ...(also ? { z: product(add, x, input(add, "v", [3, 2]), [4, 3, 2]) } : {}) };
  }, options);

  it("runs while the product is in a register, which is stored only where something else needs it", () => {
    expect(kindsOf(after({}))).toEqual(["product", "loop"]);
    expect(kindsOf(after({ epilogues: true }))).toEqual(["product+-"]);
    expect(kindsOf(after({ epilogues: true }, true))).toEqual(["product+", "product"]);
  });

  it("follows the later one of two, and a sum of the product follows none", () => {
    const two = planOf((add) => {
      const [x, y] = ["x", "y"].map((name) => product(add, input(add, name, [4, 2]), input(add, `${name}w`, [2, 3]), [4, 2, 3])) as [Id, Id];
      return { z: map(add, "add", [4, 3], x, y) };
    }, { epilogues: true });
    expect(kindsOf(two)).toEqual(["product", "product+-"]);
    const sum = planOf((add) => ({
      y: add({ op: "reduce", combine: "sum", arg: product(add, input(add, "x", [4, 2]), input(add, "w", [2, 3]), [4, 2, 3]), axes: [0], shape: [3] }),
    }), { epilogues: true });
    expect(kindsOf(sum)).toEqual(["product", "loop"]);
  });
});

describe("a ReLU's gradient", () => {
  /** h = x·w, y = relu(h), z = y·u, and from z the gradient of h, as in a step of training: whether more is stored for that than y. */
  const keepsInput = (relu: (add: Add, h: Id) => readonly [y: Id, derivative: Id]) => {
    const [first] = planOf((add) => {
      const h = product(add, input(add, "x", [4, 2]), input(add, "w", [2, 3]), [4, 2, 3]);
      const [y, derivative] = relu(add, h);
      const z = product(add, y, input(add, "u", [3, 2]), [4, 3, 2]);
      const dy = product(add, z, input(add, "v", [2, 3]), [4, 2, 3]);
      const dh = map(add, "mul", [4, 3], dy, derivative);
      return { dw: product(add, dh, input(add, "t", [3, 2]), [4, 3, 2]) };
    }, { epilogues: true }).kernels;
    return first?.kind !== "contraction" || first.kept || first.epilogue?.stores.length !== 1;
  };
  const step = (add: Add, h: Id, slope: number) => map(add, "step", [4, 3], h, number(add, slope));
  const max = (least: number) => (add: Add, h: Id) => [map(add, "max", [4, 3], h, number(add, least)), step(add, h, 0)] as const;
  const leaky = (slope: number) => (add: Add, h: Id) => {
    const derivative = step(add, h, slope);
    return [map(add, "mul", [4, 3], h, derivative), derivative] as const;
  };

  it("needs its result, and not what went in", () => {
    expect(keepsInput(max(0))).toBe(false);
    expect(keepsInput((add, h) => [map(add, "max", [4, 3], number(add, 0), h), step(add, h, 0)])).toBe(false);
    expect(keepsInput(leaky(0.2))).toBe(false);
    expect(keepsInput((add, h) => {
      const derivative = step(add, h, 0.2);
      return [map(add, "mul", [4, 3], derivative, h), derivative];
    })).toBe(false);
  });

  it("needs what went in where the result says its sign no more", () => {
    expect(keepsInput(max(0.5))).toBe(true);
    expect(keepsInput(leaky(0))).toBe(true);
    expect(keepsInput(leaky(-1))).toBe(true);
    expect(keepsInput((add, h) => [map(add, "abs", [4, 3], h), step(add, h, 0)])).toBe(true);
  });
});

describe("a value that several kernels read", () => {
  const SIZE = [4, 4] as const;
  const square = (add: Add, left: Id, name: string) => product(add, left, input(add, name, [4, 4]), [4, 4, 4]);
  /** Of inputs, made again or stored for two loops that products separate. */
  const stored = (make: (add: Add) => Id) => between(planOf((add) => {
    const value = make(add);
    const first = map(add, "mul", SIZE, value, square(add, input(add, "a", SIZE), "b"));
    return { y: map(add, "mul", SIZE, value, square(add, square(add, first, "c"), "d")) };
  })) - between(planOf((add) => {
    const first = map(add, "mul", SIZE, input(add, "value", SIZE), square(add, input(add, "a", SIZE), "b"));
    return { y: map(add, "mul", SIZE, input(add, "other", SIZE), square(add, square(add, first, "c"), "d")) };
  }));
  const chain = (add: Add, from: Id, fn: MapFunction, times: number): Id => (times === 0 ? from : chain(add, map(add, fn, SIZE, from, number(add, 0.5)), fn, times - 1));

  it("is computed again in each where that is cheap", () => {
    expect(stored((add) => map(add, "step", SIZE, input(add, "x", SIZE), number(add, 0)))).toBe(0);
    expect(stored((add) => chain(add, input(add, "x", SIZE), "add", 4))).toBe(0);
  });

  it("is stored where it takes a dear function, more than four operations or a second large array", () => {
    expect(stored((add) => map(add, "tanh", SIZE, input(add, "x", SIZE)))).toBe(1);
    expect(stored((add) => chain(add, input(add, "x", SIZE), "add", 5))).toBe(1);
    expect(stored((add) => map(add, "add", SIZE, input(add, "x", SIZE), input(add, "x2", SIZE)))).toBe(1);
    expect(stored((add) => map(add, "add", SIZE, input(add, "x", SIZE), input(add, "bias", [4])))).toBe(0);
  });
});

describe("memory", () => {
  it("of a state is written in place, unless somebody still needs the old one", () => {
    const inPlace = planOf((add) => {
      const state = input(add, "w", SMALL);
      return { w: map(add, "sub", SMALL, state, input(add, "g", SMALL)) };
    });
    expect([kindsOf(inPlace), inPlace.storages.length]).toEqual([["loop"], 2]);
    const swapped = planOf((add) => {
      const state = input(add, "w", [2, 2]);
      const row = (at: number) => add({ op: "slice", arg: state, begin: [at, 0], shape: [1, 2] });
      return { w: add({ op: "assemble", pieces: [{ arg: row(1), begin: [0, 0] }, { arg: row(0), begin: [1, 0] }], shape: [2, 2] }) };
    });
    expect([kindsOf(swapped), swapped.storages.length]).toEqual([["loop", "loop"], 2]);
  });

  it("of values that are not needed at the same time is shared", () => {
    const chain = (length: number) => planOf((add) => {
      let x = input(add, "x", [4, 4]);
      for (let i = 0; i < length; i++) x = product(add, x, input(add, `w${i}`, [4, 4]), [4, 4, 4]);
      return { y: x };
    });
    /** Places besides those of input, weights and output. */
    const work = (length: number) => new Set(chain(length).storages.map(({ offset }) => offset)).size - (length + 2);
    expect([work(1), work(2), work(3), work(8)]).toEqual([0, 1, 2, 2]);
  });
});
