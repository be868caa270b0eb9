/** Random graphs rarely contain these cases: in each, a shortcut that planning takes elsewhere would be wrong. */
import { describe, expect, it } from "vitest";
import { sizeOf, type Id } from "../ir/graph";
import { plan } from ".";
import { expectPromises, expectSameSteps, graphOf, input, OPTIONS, product, type Add } from "./testing";

const CASES: Record<string, (add: Add) => Record<string, Id>> = {
  "a value is reversed as it is stored for the last time": (add) => {
    const x = add({ op: "map", fn: "tanh", args: [product(add, input(add, "x", [4, 2]), input(add, "w", [2, 2]), [4, 2, 2])], shape: [4, 2] });
    const first = add({ op: "slice", arg: x, begin: [0, 0], shape: [2, 2] });
    const second = add({ op: "slice", arg: x, begin: [2, 0], shape: [2, 2] });
    const reversed = add({ op: "assemble", pieces: [{ arg: second, begin: [0, 0] }, { arg: first, begin: [2, 0] }], shape: [4, 2] });
    return { y: product(add, reversed, input(add, "v", [2, 2]), [4, 2, 2]) };
  },
  "one row of a value goes into all of another of its size": (add) => {
    const x = product(add, input(add, "x", [3, 2]), input(add, "w", [2, 3]), [3, 2, 3]);
    const row = add({ op: "slice", arg: x, begin: [1, 0], shape: [1, 3] });
    const y = add({ op: "map", fn: "add", args: [row, input(add, "column", [3, 1])], shape: [3, 3] });
    return { y: product(add, y, input(add, "v", [3, 2]), [3, 3, 2]) };
  },
  "the first row of a value goes into all of another of its size": (add) => {
    const x = product(add, input(add, "x", [3, 2]), input(add, "w", [2, 3]), [3, 2, 3]);
    const row = add({ op: "slice", arg: x, begin: [0, 0], shape: [1, 3] });
    const y = add({ op: "map", fn: "add", args: [row, input(add, "column", [3, 1])], shape: [3, 3] });
    return { y: product(add, y, input(add, "v", [3, 2]), [3, 3, 2]) };
  },
  "a value moves up by one, and what takes the last place comes later": (add) => {
    const x = product(add, input(add, "x", [4, 2]), input(add, "w", [2, 1]), [4, 2, 1]);
    const rest = add({ op: "slice", arg: x, begin: [1, 0], shape: [3, 1] });
    const last = product(add, rest, input(add, "v", [3, 1]), [1, 3, 1]);
    const moved = add({ op: "map", fn: "neg", args: [rest], shape: [3, 1] });
    const all = add({ op: "assemble", pieces: [{ arg: moved, begin: [0, 0] }, { arg: last, begin: [3, 0] }], shape: [4, 1] });
    return { y: product(add, all, input(add, "u", [1, 2]), [4, 1, 2]) };
  },
  "a value moves up by one for the last time": (add) => {
    const x = product(add, input(add, "x", [4, 2]), input(add, "w", [2, 1]), [4, 2, 1]);
    const rest = add({ op: "slice", arg: x, begin: [1, 0], shape: [3, 1] });
    const moved = add({ op: "map", fn: "neg", args: [rest], shape: [3, 1] });
    const sum = add({ op: "reduce", combine: "sum", arg: moved, axes: [0, 1], shape: [] });
    const last = product(add, sum, input(add, "v", [1, 1]), [1, 1, 1]);
    const all = add({ op: "assemble", pieces: [{ arg: moved, begin: [0, 0] }, { arg: last, begin: [3, 0] }], shape: [4, 1] });
    return { y: product(add, all, input(add, "u", [1, 2]), [4, 1, 2]) };
  },
  "a loop follows a product with the loop's own argument": (add) => {
    const x = add({ op: "map", fn: "tanh", args: [input(add, "x", [3, 3])], shape: [3, 3] });
    const y = product(add, x, input(add, "w", [3, 3]), [3, 3, 3]);
    const z = add({ op: "map", fn: "add", args: [x, y], shape: [3, 3] });
    return { z: product(add, z, input(add, "v", [3, 2]), [3, 3, 2]) };
  },
  "a cheap value follows from a broadcast of one that is not kept": (add) => {
    const x = input(add, "x", [3]);
    const root = add({ op: "map", fn: "neg", args: [x], shape: [3] });
    const y = product(add, input(add, "a", [3, 2]), input(add, "w", [2, 3]), [3, 2, 3]);
    const wide = add({ op: "map", fn: "mul", args: [root, y], shape: [3, 3] });
    const all = add({ op: "reduce", combine: "sum", arg: wide, axes: [0, 1], shape: [] });
    return { z: add({ op: "map", fn: "mul", args: [wide, all], shape: [3, 3] }) };
  },
  "what two views show side by side fits into no common space": (add) => {
    const x = add({ op: "slice", arg: input(add, "x", [3, 4]), begin: [0, 1], shape: [3, 2] });
    const y = add({ op: "slice", arg: input(add, "y", [2, 4]), begin: [0, 1], shape: [2, 3] });
    const line = (arg: Id) => add({ op: "reshape", arg, shape: [6] });
    return { z: add({ op: "map", fn: "sub", args: [line(x), line(y)], shape: [6] }) };
  },
  "states change places": (add) => ({ b: input(add, "a", [3]), a: input(add, "b", [3]) }),
  "a state's old value is needed after the new one": (add) => {
    const a = input(add, "a", [2, 2]);
    const next = add({ op: "map", fn: "tanh", args: [a], shape: [2, 2] });
    return { a: next, y: product(add, a, next, [2, 2, 2]) };
  },
  "a state is read by a product, a slice and its own update": (add) => {
    const w = input(add, "w", [2, 2]);
    const next = add({ op: "map", fn: "neg", args: [w], shape: [2, 2] });
    const row = add({ op: "slice", arg: w, begin: [1, 0], shape: [1, 2] });
    return {
      w: next, y: product(add, input(add, "x", [2, 2]), w, [2, 2, 2]),
      z: add({ op: "map", fn: "add", args: [row, w], shape: [2, 2] }),
    };
  },
  "two states get one value": (add) => {
    const sum = add({ op: "map", fn: "add", args: [input(add, "a", [3]), input(add, "b", [3])], shape: [3] });
    return { a: sum, b: sum, c: sum };
  },
  "softmax": (add) => {
    const x = product(add, input(add, "x", [4, 2]), input(add, "w", [2, 3]), [4, 2, 3]);
    const column = (arg: Id) => add({ op: "reshape", arg, shape: [4, 1] });
    const top = add({ op: "reduce", combine: "max", arg: x, axes: [1], shape: [4] });
    const less = add({ op: "map", fn: "sub", args: [x, column(top)], shape: [4, 3] });
    const up = add({ op: "map", fn: "exp", args: [less], shape: [4, 3] });
    const sum = add({ op: "reduce", combine: "sum", arg: up, axes: [1], shape: [4] });
    return { y: add({ op: "map", fn: "div", args: [up, column(sum)], shape: [4, 3] }) };
  },
  "padding around a value that changes": (add) => {
    const x = add({ op: "map", fn: "tanh", args: [input(add, "x", [2, 2])], shape: [2, 2] });
    const padded = add({ op: "assemble", pieces: [{ arg: x, begin: [1, 1] }], shape: [4, 4] });
    return { y: product(add, padded, input(add, "w", [4, 2]), [4, 4, 2]), padded };
  },
  "paddings of one layout live at the same time, and one after the other": (add) => {
    const pad = (arg: Id, begin: readonly number[]) => add({ op: "assemble", pieces: [{ arg, begin }], shape: [3, 3] });
    const w = input(add, "w", [3, 2]);
    const first = pad(add({ op: "map", fn: "neg", args: [input(add, "x", [2, 2])], shape: [2, 2] }), [0, 1]);
    const second = pad(add({ op: "map", fn: "tanh", args: [input(add, "y", [2, 2])], shape: [2, 2] }), [0, 1]);
    const both = product(add, first, second, [3, 3, 3]);
    const corner = (arg: Id) => add({ op: "slice", arg, begin: [0, 0], shape: [2, 2] });
    const third = product(add, pad(add({ op: "map", fn: "tanh", args: [corner(both)], shape: [2, 2] }), [0, 1]), w, [3, 3, 2]);
    const elsewhere = pad(add({ op: "map", fn: "neg", args: [corner(third)], shape: [2, 2] }), [1, 0]);
    return { both, third, elsewhere: product(add, elsewhere, w, [3, 3, 2]) };
  },
  "a padding that is put out is not written again": (add) => {
    const pad = (arg: Id) => add({ op: "assemble", pieces: [{ arg, begin: [0, 1] }], shape: [2, 2] });
    const first = pad(add({ op: "map", fn: "neg", args: [input(add, "x", [2, 1])], shape: [2, 1] }));
    const column = add({ op: "slice", arg: product(add, first, input(add, "w", [2, 2]), [2, 2, 2]), begin: [0, 0], shape: [2, 1] });
    const second = pad(add({ op: "map", fn: "tanh", args: [column], shape: [2, 1] }));
    return { first, y: product(add, second, input(add, "v", [2, 2]), [2, 2, 2]) };
  },
  "leaky ReLUs, and what only looks like them": (add) => {
    const x = product(add, input(add, "x", [3, 2]), input(add, "w", [2, 2]), [3, 2, 2]);
    const step = (slope: number) => add({ op: "map", fn: "step", args: [x, add({ op: "constant", data: slope, shape: [] })], shape: [3, 2] });
    const times = (a: Id, b: Id) => add({ op: "map", fn: "mul", args: [a, b], shape: [3, 2] });
    const results = [0.2, 0, -0.5].flatMap((slope, i) => {
      const mask = step(slope);
      const y = product(add, times(x, mask), input(add, `v${i}`, [2, 2]), [3, 2, 2]);
      return [times(y, mask)];
    });
    const other = step(0.3);
    const y = product(add, times(input(add, "z", [3, 2]), other), input(add, "u", [2, 2]), [3, 2, 2]);
    return Object.fromEntries([...results, times(y, other)].map((id, i) => [`y${i}`, id]));
  },
  "a product goes into a loop that follows it, and into one that has to wait for a sum of what the first computes": (add) => {
    const x = product(add, input(add, "x", [3, 2]), input(add, "w", [2, 3]), [3, 2, 3]);
    const near = add({ op: "map", fn: "tanh", args: [x], shape: [3, 3] });
    const y = product(add, near, input(add, "v", [3, 3]), [3, 3, 3]);
    const sum = add({ op: "reduce", combine: "sum", arg: y, axes: [0, 1], shape: [] });
    return { z: add({ op: "map", fn: "add", args: [x, sum], shape: [3, 3] }) };
  },
  "a leaky ReLU's derivative is multiplied, too": (add) => {
    const x = product(add, input(add, "x", [3, 2]), input(add, "w", [2, 2]), [3, 2, 2]);
    const mask = add({ op: "map", fn: "step", args: [x, add({ op: "constant", data: 0.2, shape: [] })], shape: [3, 2] });
    const y = product(add, add({ op: "map", fn: "mul", args: [x, mask], shape: [3, 2] }), input(add, "v", [2, 2]), [3, 2, 2]);
    return { y, z: product(add, mask, input(add, "u", [2, 2]), [3, 2, 2]) };
  },
  "what goes into a ReLU also goes into other functions": (add) => {
    const zero = add({ op: "constant", data: 0, shape: [] });
    const x = product(add, input(add, "x", [3, 2]), input(add, "w", [2, 2]), [3, 2, 2]);
    const of = (fn: "max" | "exp" | "greater", ...args: readonly Id[]) => add({ op: "map", fn, args, shape: [3, 2] });
    const h = of("max", x, zero);
    return { y: product(add, h, input(add, "v", [2, 2]), [3, 2, 2]), exp: of("exp", x), greater: of("greater", x, add({ op: "constant", data: -0.5, shape: [] })) };
  },
  "a state becomes a part of itself within a padding": (add) => {
    const w = input(add, "w", [2, 2]);
    const row = add({ op: "slice", arg: w, begin: [0, 0], shape: [1, 2] });
    const moved = add({ op: "map", fn: "neg", args: [row], shape: [1, 2] });
    return { w: add({ op: "assemble", pieces: [{ arg: moved, begin: [1, 0] }], shape: [2, 2] }) };
  },
  "a padded activation also says where its gradient flows": (add) => {
    const zero = add({ op: "constant", data: 0, shape: [] });
    const x = product(add, input(add, "x", [2, 2]), input(add, "w", [2, 3]), [2, 2, 3]);
    const h = add({ op: "map", fn: "max", args: [x, zero], shape: [2, 3] });
    const padded = add({ op: "assemble", pieces: [{ arg: h, begin: [1, 1] }], shape: [4, 4] });
    const y = product(add, padded, input(add, "v", [4, 3]), [4, 4, 3]);
    const dh = add({ op: "slice", arg: y, begin: [1, 0], shape: [2, 3] });
    const mask = add({ op: "map", fn: "step", args: [h, zero], shape: [2, 3] });
    const dx = add({ op: "map", fn: "mul", args: [dh, mask], shape: [2, 3] });
    return { dx, row: add({ op: "reduce", combine: "sum", arg: dx, axes: [0], shape: [3] }) };
  },
  "a value is read before another loop puts it into its padding": (add) => {
    const view = add({ op: "slice", arg: input(add, "x", [2, 4]), begin: [0, 1], shape: [2, 3] });
    const v = add({ op: "map", fn: "exp", args: [view], shape: [2, 3] });
    const y = product(add, input(add, "a", [2, 2]), input(add, "w", [2, 3]), [2, 2, 3]);
    const early = product(add, add({ op: "map", fn: "mul", args: [y, v], shape: [2, 3] }), input(add, "u", [3, 1]), [2, 3, 1]);
    const reversed = add({ op: "reshape", arg: v, shape: [3, 2] });
    const padded = add({ op: "assemble", pieces: [{ arg: reversed, begin: [0, 1] }], shape: [3, 3] });
    return { early, late: product(add, padded, input(add, "t", [3, 2]), [3, 3, 2]) };
  },
  "a padded value is also read repeatedly": (add) => {
    const v = add({ op: "map", fn: "exp", args: [input(add, "x", [3])], shape: [3] });
    const padded = add({ op: "assemble", pieces: [{ arg: v, begin: [1] }], shape: [4] });
    const pieces = add({ op: "assemble", pieces: [{ arg: add({ op: "reshape", arg: v, shape: [3, 1] }), begin: [0, 1] }], shape: [3, 2] });
    const y = product(add, input(add, "a", [2, 2]), input(add, "w", [2, 3]), [2, 2, 3]);
    return {
      wide: add({ op: "map", fn: "mul", args: [y, v], shape: [2, 3] }),
      z: product(add, padded, input(add, "t", [4, 2]), [1, 4, 2]), q: product(add, pieces, input(add, "s", [2, 2]), [3, 2, 2]),
    };
  },
  "the same padding around ones and around zeros": (add) => {
    const around = (data: number, arg: Id) => add({
      op: "assemble", shape: [3, 2],
      pieces: [{ arg: add({ op: "constant", data, shape: [1, 2] }), begin: [0, 0] }, { arg, begin: [1, 0] }],
    });
    const half = (arg: Id) => add({ op: "slice", arg, begin: [0, 0], shape: [2, 2] });
    const w = input(add, "w", [2, 2]);
    const ones = product(add, around(1, add({ op: "map", fn: "neg", args: [input(add, "x", [2, 2])], shape: [2, 2] })), w, [3, 2, 2]);
    return { y: product(add, around(0, add({ op: "map", fn: "neg", args: [half(ones)], shape: [2, 2] })), w, [3, 2, 2]) };
  },
  "numbers side by side with values": (add) => {
    const two = add({ op: "constant", data: 2, shape: [2, 1] });
    const x = add({ op: "map", fn: "neg", args: [input(add, "x", [2, 2])], shape: [2, 2] });
    return { y: add({ op: "assemble", pieces: [{ arg: x, begin: [0, 0] }, { arg: two, begin: [0, 2] }], shape: [2, 3] }) };
  },
  "a broadcast is multiplied, put out and summed": (add) => {
    const one = add({ op: "constant", data: 1, shape: [3, 2] });
    const wide = add({ op: "map", fn: "mul", args: [input(add, "x", [2]), one], shape: [3, 2] });
    return {
      wide, y: product(add, wide, input(add, "w", [2, 2]), [3, 2, 2]),
      sum: add({ op: "reduce", combine: "sum", arg: wide, axes: [0], shape: [2] }),
    };
  },
  "a constant is multiplied and put out": (add) => {
    const ones = add({ op: "constant", data: 1, shape: [2, 3] });
    const table = add({ op: "constant", data: Float32Array.of(1, 2, 3, 4, 5, 6), shape: [3, 2] });
    return { ones, table, y: product(add, ones, table, [2, 3, 2]), a: add({ op: "map", fn: "neg", args: [input(add, "a", [])], shape: [] }) };
  },
};

describe.each(Object.entries(CASES))("%s", (_, write) => {
  const graph = graphOf(write);
  const steps = [1, 2].map((step) => Object.fromEntries(graph.nodes.flatMap((node, i) => {
    if (node.op !== "input" || (step > 1 && node.name in graph.outputs)) return [];
    return [[node.name, Float32Array.from({ length: sizeOf(node.shape) }, (_, k) => Math.sin(7 * step + 3 * i + k))]];
  })));

  it.each(OPTIONS)("with %o", (options) => {
    for (const backwards of [false, true]) expectSameSteps({ graph, steps }, options, backwards);
    expectPromises(plan(graph, options), options);
  });
});

it("a value is loaded where it is compared with its own maximum: computed again, it might be rounded otherwise", () => {
  const graph = graphOf((add) => {
    const x = product(add, input(add, "x", [4, 2]), input(add, "w", [2, 3]), [4, 2, 3]);
    const scaled = add({ op: "map", fn: "mul", args: [x, input(add, "scale", [3])], shape: [4, 3] });
    const shifted = add({ op: "map", fn: "add", args: [scaled, input(add, "shift", [3])], shape: [4, 3] });
    const top = add({ op: "reduce", combine: "max", arg: shifted, axes: [1], shape: [4] });
    const column = add({ op: "reshape", arg: top, shape: [4, 1] });
    return { isTop: add({ op: "map", fn: "equal", args: [shifted, column], shape: [4, 3] }) };
  });
  for (const options of OPTIONS) {
    const loops = plan(graph, options).kernels.flatMap((kernel) => (kernel.kind === "loop" ? [kernel] : kernel.epilogue ?? []));
    const compared = loops.flatMap(({ body }) => body.flatMap((step) =>
      (step.kind === "map" && step.fn === "equal" ? [step.args.map((arg) => body[arg]!.kind)] : [])));
    expect(compared).toEqual([["load", "load"]]);
  }
});

it("two inputs of one name are refused", () => {
  expect(() => plan(graphOf((add) => ({ y: input(add, "x", [1]), z: input(add, "x", [1]) })))).toThrow("Two inputs are called x");
});
