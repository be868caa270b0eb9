import { expect, it } from "vitest";
import { lower } from "./lower";
import { graphOf, input, product } from "./testing";

it("a value is labelled by the output that it is, or by what makes it and its shape", () => {
  const { values, outputs } = lower(graphOf((add) => {
    const x = input(add, "x", [2, 3]);
    const table = add({ op: "constant", data: Float32Array.of(1, 2, 3), shape: [3] });
    const sum = add({ op: "map", fn: "add", args: [x, table], shape: [2, 3] });
    const top = add({ op: "reduce", combine: "max", arg: sum, axes: [1], shape: [2] });
    const padded = add({ op: "assemble", pieces: [{ arg: sum, begin: [0, 1] }], shape: [2, 4] });
    const turned = add({ op: "transpose", arg: x, axes: [1, 0], shape: [3, 2] });
    return { top, y: product(add, turned, padded, [3, 2, 4]), z: add({ op: "map", fn: "exp", args: [top], shape: [2] }) };
  }));
  expect(values.map(({ label }) => label)).toEqual(["x", "constant[3]", "add[2,3]", "top", "assemble[2,4]", "copy[3,2]", "y", "z"]);
  expect([...outputs].map(([name, value]) => [name, values[value]!.label])).toEqual([["top", "top"], ["y", "y"], ["z", "z"]]);
});

it("0 and -0 are two values in memory", () => {
  const { values, outputs } = lower(graphOf((add) => ({
    zero: add({ op: "constant", data: 0, shape: [2] }), negative: add({ op: "constant", data: -0, shape: [2] }),
  })));
  expect([...outputs.values()].map((value) => values[value]!.initial)).toEqual([0, -0]);
});
