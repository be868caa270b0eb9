/**
 * Planning has to save kernels, arrays and elements. Other tests find wrong numbers; without these a pass that saves nothing
 * passes.
 */
import { describe, expect, it } from "vitest";
import type { Id, MapFunction, Shape } from "../ir/graph";
import type { Kernel, Plan } from "../ir/plan";
import { plan, type PlanOptions } from ".";
import { graphOf, input, product, type Add } from "./testing";

const map = (add: Add, fn: MapFunction, shape: Shape, ...args: readonly Id[]): Id => add({ op: "map", fn, args, shape });
const number = (add: Add, value: number): Id => add({ op: "constant", data: value, shape: [] });
const planOf = (write: (add: Add) => Record<string, Id>, options: PlanOptions = {}) => plan(graphOf(write), options);

/** Returns the kinds of the kernels in order: "+" if a loop follows a contraction, "-" if its product is not stored. */
const kindsOf = ({ kernels }: Plan) =>
  kernels.map((kernel) => (kernel.kind === "loop" ? "loop" : `product${kernel.epilogue ? "+" : ""}${kernel.storesProduct ? "" : "-"}`));
const loopsIn = (kernel: Kernel) => (kernel.kind === "loop" ? [kernel] : kernel.epilogue ? [kernel.epilogue] : []);
const loadsIn = ({ kernels }: Plan) => kernels.map((kernel) => loopsIn(kernel).flatMap(({ body }) => body.filter(({ kind }) => kind === "load")).length);
const storesIn = ({ kernels }: Plan) => kernels.flatMap(loopsIn).flatMap(({ stores }) => stores).length;
/** Counts the arrays that are neither inputs nor outputs, nor written before the first step. */
const between = ({ storages, inputs, outputs, constants }: Plan) => {
  const named = new Set([...Object.values(inputs), ...Object.values(outputs), ...constants.map(({ storage }) => storage)]);
  return storages.filter((_, id) => !named.has(id)).length;
};

/** A loop of this shape is too large to be joined with others merely because it is small. */
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
  /**
   * In h = x·w, y = relu(h), z = y·u and the gradient of h, as in a training step: returns whether more than y is stored for
   * the gradient.
   */
  const keepsInput = (relu: (add: Add, h: Id) => readonly [y: Id, derivative: Id]) => {
    const [first] = planOf((add) => {
      const h = product(add, input(add, "x", [4, 2]), input(add, "w", [2, 3]), [4, 2, 3]);
      const [y, derivative] = relu(add, h);
      const z = product(add, y, input(add, "u", [3, 2]), [4, 3, 2]);
      const dy = product(add, z, input(add, "v", [2, 3]), [4, 2, 3]);
      const dh = map(add, "mul", [4, 3], dy, derivative);
      return { dw: product(add, dh, input(add, "t", [3, 2]), [4, 3, 2]) };
    }, { epilogues: true }).kernels;
    return first?.kind !== "contraction" || first.storesProduct || first.epilogue?.stores.length !== 1;
  };
  const step = (add: Add, h: Id, slope: number) => map(add, "step", [4, 3], h, number(add, slope));
  const max = (least: number) => (add: Add, h: Id) => [map(add, "max", [4, 3], h, number(add, least)), step(add, h, 0)] as const;
  const leaky = (slope: number) => (add: Add, h: Id) => {
    const derivative = step(add, h, slope);
    return [map(add, "mul", [4, 3], h, derivative), derivative] as const;
  };

  it("needs its result, and not its argument", () => {
    expect(keepsInput(max(0))).toBe(false);
    expect(keepsInput((add, h) => [map(add, "max", [4, 3], number(add, 0), h), step(add, h, 0)])).toBe(false);
    expect(keepsInput(leaky(0.2))).toBe(false);
    expect(keepsInput((add, h) => {
      const derivative = step(add, h, 0.2);
      return [map(add, "mul", [4, 3], derivative, h), derivative];
    })).toBe(false);
  });

  it("needs its argument if the result has lost its sign", () => {
    expect(keepsInput(max(0.5))).toBe(true);
    expect(keepsInput(leaky(0))).toBe(true);
    expect(keepsInput(leaky(-1))).toBe(true);
    expect(keepsInput((add, h) => [map(add, "abs", [4, 3], h), step(add, h, 0)])).toBe(true);
  });
});

describe("a value that several kernels read", () => {
  const SIZE = [4, 4] as const;
  const square = (add: Add, left: Id, name: string) => product(add, left, input(add, name, [4, 4]), [4, 4, 4]);
  /** Counts the stored arrays if two loops that products separate read a value of inputs. */
  const stored = (make: (add: Add) => Id) => between(planOf((add) => {
    const value = make(add);
    const first = map(add, "mul", SIZE, value, square(add, input(add, "a", SIZE), "b"));
    return { y: map(add, "mul", SIZE, value, square(add, square(add, first, "c"), "d")) };
  })) - between(planOf((add) => {
    const first = map(add, "mul", SIZE, input(add, "value", SIZE), square(add, input(add, "a", SIZE), "b"));
    return { y: map(add, "mul", SIZE, input(add, "other", SIZE), square(add, square(add, first, "c"), "d")) };
  }));
  const chain = (add: Add, from: Id, fn: MapFunction, times: number): Id => (times === 0 ? from : chain(add, map(add, fn, SIZE, from, number(add, 0.5)), fn, times - 1));

  it("is recomputed in each kernel if that is cheap", () => {
    expect(stored((add) => map(add, "step", SIZE, input(add, "x", SIZE), number(add, 0)))).toBe(0);
    expect(stored((add) => chain(add, input(add, "x", SIZE), "add", 4))).toBe(0);
  });

  it("is stored if it takes an expensive function, more than four operations or a second large array", () => {
    expect(stored((add) => map(add, "tanh", SIZE, input(add, "x", SIZE)))).toBe(1);
    expect(stored((add) => chain(add, input(add, "x", SIZE), "add", 5))).toBe(1);
    expect(stored((add) => map(add, "add", SIZE, input(add, "x", SIZE), input(add, "x2", SIZE)))).toBe(1);
    expect(stored((add) => map(add, "add", SIZE, input(add, "x", SIZE), input(add, "bias", [4])))).toBe(0);
  });

  it("is stored after fewer operations where each of its elements is read several times", () => {
    const arrays = (operations: number) => between(planOf((add) => {
      let row = input(add, "row", [4]);
      for (let i = 0; i < operations; i++) row = map(add, "add", [4], row, number(add, 0.5));
      const first = map(add, "mul", SIZE, row, square(add, input(add, "a", SIZE), "b"));
      return { y: map(add, "mul", SIZE, row, square(add, square(add, first, "c"), "d")) };
    }));
    expect([1, 2, 3, 4].map((operations) => arrays(operations) - arrays(0))).toEqual([0, 0, 1, 1]);
  });

  it("is recomputed if the kernel loads the second array anyway", () => {
    const arrays = (loaded: "x2" | "x3") => between(planOf((add) => {
      const [x, x2, x3] = ["x", "x2", "x3"].map((name) => input(add, name, SIZE)) as [Id, Id, Id];
      const value = map(add, "add", SIZE, x, x2);
      const reading = (arg: Id) => map(add, "mul", SIZE, map(add, "mul", SIZE, value, arg), loaded === "x2" ? x2 : x3);
      const first = reading(square(add, input(add, "a", SIZE), "b"));
      return { y: reading(square(add, square(add, first, "c"), "d")), z: map(add, "neg", SIZE, x3) };
    }));
    expect(arrays("x3") - arrays("x2")).toBe(1);
  });
});

describe("a product that several kernels read by way of a cheap value", () => {
  /** In h = x·w and v = fn(h), two loops that further products separate read v: counts the stores. */
  const stores = (options: PlanOptions, fn: MapFunction) => storesIn(planOf((add) => {
    const h = product(add, input(add, "x", [4, 4]), input(add, "w", [4, 4]), [4, 4, 4]);
    const kept = map(add, "exp", [4, 4], h);
    const value = map(add, fn, [4, 4], h);
    const first = map(add, "mul", [4, 4], value, product(add, kept, input(add, "a", [4, 4]), [4, 4, 4]));
    return { first, y: map(add, "mul", [4, 4], value, product(add, first, input(add, "b", [4, 4]), [4, 4, 4])), z: product(add, h, input(add, "c", [4, 4]), [4, 4, 4]) };
  }, options));

  it("is loaded for it again, but not where loops follow products: then the value is stored as an expensive one is", () => {
    expect(stores({}, "tanh") - stores({}, "neg")).toBe(1);
    expect(stores({ epilogues: true }, "tanh") - stores({ epilogues: true }, "neg")).toBe(0);
  });
});

describe("pieces", () => {
  const pad = (add: Add, arg: Id, data?: number): Id => add({
    op: "assemble", shape: [3, 2],
    pieces: [...(data === undefined ? [] : [{ arg: add({ op: "constant", data, shape: [1, 2] }), begin: [0, 0] }]), { arg, begin: [1, 0] }],
  });

  it("that fill a value need no background", () => {
    const filled = planOf((add) => {
      const [x, y] = ["x", "y"].map((name) => map(add, "neg", [2, 2], input(add, name, [2, 2]))) as [Id, Id];
      return { z: add({ op: "assemble", pieces: [{ arg: x, begin: [0, 0] }, { arg: y, begin: [2, 0] }], shape: [4, 2] }) };
    });
    expect(filled.constants).toEqual([]);
    const padded = planOf((add) => ({ z: pad(add, map(add, "neg", [2, 2], input(add, "x", [2, 2]))) }));
    expect(padded.constants.map(({ data }) => data)).toEqual([0]);
  });

  it("around which there is a padding are put out where they are, without a copy", () => {
    const padded = planOf((add) => ({ z: pad(add, map(add, "tanh", [2, 2], input(add, "x", [2, 2]))) }));
    expect([kindsOf(padded), padded.storages.length]).toEqual([["loop"], 2]);
  });

  it("are read within their padding where that is needed, too", () => {
    const made = planOf((add) => {
      const v = map(add, "exp", [2, 2], input(add, "x", [2, 2]));
      const y = product(add, pad(add, v), input(add, "w", [2, 4]), [3, 2, 4]);
      const part = add({ op: "slice", arg: y, begin: [0, 0], shape: [2, 2] });
      return { z: map(add, "mul", [2, 2], v, part) };
    });
    expect(between(made)).toBe(1); // y
  });

  it("of one layout and with the same background share memory, one after the other", () => {
    const backgrounds = (first: number | undefined, second: number | undefined) => planOf((add) => {
      const half = (arg: Id) => map(add, "neg", [2, 2], add({ op: "slice", arg, begin: [0, 0], shape: [2, 2] }));
      const w = input(add, "w", [2, 2]);
      const once = product(add, pad(add, map(add, "neg", [2, 2], input(add, "x", [2, 2])), first), w, [3, 2, 2]);
      return { y: product(add, pad(add, half(once), second), w, [3, 2, 2]) };
    }).constants.length;
    expect([backgrounds(undefined, undefined), backgrounds(2, 2)]).toEqual([1, 1]);
    expect([backgrounds(undefined, 2), backgrounds(2, undefined), backgrounds(2, 3)]).toEqual([2, 2, 2]);
  });

  it("share memory in whatever order they are written", () => {
    const twice = planOf((add) => {
      const ends = (x: Id, y: Id, reversed: boolean) => {
        const pieces = [{ arg: x, begin: [0, 0] }, { arg: y, begin: [2, 0] }];
        return add({ op: "assemble", pieces: reversed ? pieces.reverse() : pieces, shape: [3, 2] });
      };
      const row = (arg: Id, at: number) => map(add, "neg", [1, 2], add({ op: "slice", arg, begin: [at, 0], shape: [1, 2] }));
      const w = input(add, "w", [2, 2]), x = input(add, "x", [3, 2]);
      const once = product(add, ends(row(x, 0), row(x, 1), false), w, [3, 2, 2]);
      return { y: product(add, ends(row(once, 1), row(once, 2), true), w, [3, 2, 2]) };
    });
    expect(twice.constants).toHaveLength(1);
  });

  it("that are all numbers, and numbers that are put out, take no kernel", () => {
    const { kernels, constants } = planOf((add) => ({ ones: add({ op: "constant", data: 1, shape: [2, 3] }) }));
    expect([kernels, constants.map(({ data }) => data)]).toEqual([[], [1]]);
  });
});

describe("memory", () => {
  it("of a value that is read for the last time is reused for the result", () => {
    const made = planOf((add) => {
      const x = product(add, input(add, "x", [4, 4]), input(add, "w", [4, 4]), [4, 4, 4]);
      return { y: product(add, map(add, "tanh", [4, 4], x), input(add, "v", [4, 4]), [4, 4, 4]) };
    });
    expect(between(made)).toBe(1);
    const reversed = planOf((add) => {
      const x = product(add, input(add, "x", [4, 4]), input(add, "w", [4, 4]), [4, 4, 4]);
      return { y: product(add, map(add, "tanh", [4, 4], add({ op: "transpose", arg: x, axes: [1, 0], shape: [4, 4] })), input(add, "v", [4, 4]), [4, 4, 4]) };
    });
    expect(between(reversed)).toBe(2);
  });

  it("of a state is updated in place, unless the old value is still needed", () => {
    const inPlace = planOf((add) => {
      const state = input(add, "w", SMALL);
      return { w: map(add, "sub", SMALL, state, input(add, "g", SMALL)) };
    });
    expect([kindsOf(inPlace), inPlace.storages.length]).toEqual([["loop"], 2]);
    const readLater = planOf((add) => {
      const next = map(add, "sub", [4, 4], input(add, "w", [4, 4]), input(add, "g", [4, 4]));
      return { w: next, y: product(add, next, input(add, "v", [4, 4]), [4, 4, 4]) };
    });
    expect([kindsOf(readLater), readLater.storages.length, storesIn(readLater)]).toEqual([["loop", "product"], 4, 1]); // w, g, v, y
    const turned = planOf((add) => {
      input(add, "w", [4, 4]);
      return { w: add({ op: "transpose", arg: input(add, "v", [4, 4]), axes: [1, 0], shape: [4, 4] }) };
    });
    expect([kindsOf(turned), turned.storages.length, storesIn(turned)]).toEqual([["loop"], 2, 1]);
    const alsoRead = planOf((add) => {
      const state = input(add, "w", LARGE);
      return { z: map(add, "exp", LARGE, state), w: map(add, "neg", LARGE, state) };
    });
    expect([kindsOf(alsoRead), loadsIn(alsoRead), alsoRead.storages.length]).toEqual([["loop"], [1], 2]);
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
    /** Counts the places besides those of input, weights and output. */
    const work = (length: number) => new Set(chain(length).storages.map(({ offset }) => offset)).size - (length + 2);
    expect([work(1), work(2), work(3), work(8)]).toEqual([0, 1, 2, 2]);
  });
});

describe("where kernels run side by side", () => {
  const options: PlanOptions = { epilogues: true, singleReduction: true, sideBySide: true };

  it("small loops that have nothing in common stay apart", () => {
    const made = planOf((add) => ({ y: map(add, "exp", SMALL, input(add, "x", SMALL)), z: map(add, "tanh", SMALL, input(add, "w", SMALL)) }), options);
    expect(kindsOf(made)).toEqual(["loop", "loop"]);
  });

  it("a loop follows the product whose result it reads, and its sum is a loop of its own", () => {
    const made = (chosen: PlanOptions) => kindsOf(planOf((add) => {
      const y = map(add, "tanh", [4, 3], product(add, input(add, "x", [4, 2]), input(add, "w", [2, 3]), [4, 2, 3]));
      return { y, sum: add({ op: "reduce", combine: "sum", arg: y, axes: [0], shape: [3] }) };
    }, chosen));
    expect(made(options)).toEqual(["product+-", "loop"]);
    expect(made({ ...options, sideBySide: false })).toEqual(["product", "loop"]);
  });

  /** Divides an array by a root of the sum of its columns, as a batch norm does; the root is computed from as many elements as there are columns. */
  const normalised = (columns: number, chosen: PlanOptions) => kindsOf(planOf((add) => {
    const x = input(add, "x", [64, columns]);
    const sum = add({ op: "reduce", combine: "sum", arg: x, axes: [0], shape: [columns] });
    const scale = map(add, "rsqrt", [columns], map(add, "add", [columns], sum, number(add, 1)));
    return { y: map(add, "mul", [64, columns], x, scale) };
  }, chosen));

  it("small values are computed again by each kernel that reads them", () => {
    expect(normalised(16, options)).toEqual(["loop", "loop"]);
    expect(normalised(16, { ...options, sideBySide: false })).toEqual(["loop", "loop", "loop"]);
    expect(normalised(2048, options)).toEqual(["loop", "loop", "loop"]);
  });

  it("padded values have memory of their own, and a key that tells which may share it", () => {
    const { constants } = planOf((add) => {
      const pad = (arg: Id): Id => add({ op: "assemble", pieces: [{ arg, begin: [1] }], shape: [6] });
      const first = pad(map(add, "exp", [4], input(add, "x", [4])));
      const sums = map(add, "tanh", [6], add({ op: "expand", arg: add({ op: "reduce", combine: "sum", arg: first, axes: [0], shape: [] }), shape: [6] }));
      const second = pad(add({ op: "slice", arg: sums, begin: [0], shape: [4] }));
      return { y: add({ op: "reduce", combine: "max", arg: second, axes: [0], shape: [] }) };
    }, options);
    expect(constants.length).toBe(2);
    expect(new Set(constants.map(({ padding }) => padding)).size).toBe(1);
  });
});
