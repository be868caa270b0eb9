import { describe, expect, it } from "vitest";
import { check, choice, defaultsOf, fixedValues, int, isFixed, isInUse, real } from "./hyperparameters";

const table = {
  size: int(2, 64, 8, { symbol: "n" }), rate: real(0, 1, 0.5, { symbol: "r", live: true }),
  kind: choice(["a", "b"], "b", { symbol: "", addedLater: true }),
  width: real(0.1, 2, 1, { symbol: "w", where: [{ setting: "kind", is: ["a"] }, { setting: "size", is: ["2", "3"] }] }),
};

describe("a written value", () => {
  it.each([
    ["size", "8", { kind: "ok", value: 8 }],
    ["size", " +8.0 ", { kind: "ok", value: 8 }],
    ["size", 2, { kind: "ok", value: 2 }],
    ["size", "64", { kind: "ok", value: 64 }],
    ["size", "65", { kind: "adjusted", value: 64 }],
    ["size", "1", { kind: "adjusted", value: 2 }],
    ["size", "7.6", { kind: "adjusted", value: 8 }],
    ["rate", "7.6e-1", { kind: "ok", value: 0.76 }],
    ["rate", ".5", { kind: "ok", value: 0.5 }],
    ["rate", "-1", { kind: "adjusted", value: 0 }],
    ["rate", "1e999", { kind: "adjusted", value: 1 }],
    ["rate", NaN, { kind: "rejected" }],
    ["rate", "0x1", { kind: "rejected" }],
    ["rate", "", { kind: "rejected" }],
    ["rate", "0,5", { kind: "ok", value: 0.5 }],
    ["rate", "1,5", { kind: "adjusted", value: 1 }],
    ["rate", "1,500", { kind: "rejected" }], // perhaps a thousand
    ["rate", "0,500", { kind: "ok", value: 0.5 }],
    ["rate", "0,5,5", { kind: "rejected" }],
    ["size", "7,6", { kind: "rejected" }],
    ["kind", "a", { kind: "ok", value: "a" }],
    ["kind", "c", { kind: "rejected" }],
  ] as const)("of %s, %j: %j", (id, written, checked) => expect(check(table[id], written)).toEqual(checked));
});

it("a setting has what its table says, and otherwise a linear scale that cannot change in mid-run", () => {
  expect(int(2, 64, 8, { symbol: "n" })).toEqual({ kind: "int", min: 2, max: 64, default: 8, scale: "linear", symbol: "n", live: false });
  expect(real(1, 3, 2, { symbol: "r", live: true, scale: "log", unit: "nats", addedLater: true }))
    .toEqual({ kind: "real", min: 1, max: 3, default: 2, scale: "log", symbol: "r", live: true, unit: "nats", addedLater: true });
  expect(choice(["a", "b"], "b", { symbol: "c", where: [{ setting: "d", is: ["e"] }] }))
    .toEqual({ kind: "choice", options: ["a", "b"], default: "b", symbol: "c", live: false, where: [{ setting: "d", is: ["e"] }] });
  expect(int(2, 64, 8, { symbol: "n", scale: "log" }).scale).toBe("log");
});

it("a table says the defaults, which values a run keeps, and which settings count beside others", () => {
  const values = defaultsOf(table);
  expect(values).toEqual({ size: 8, rate: 0.5, kind: "b", width: 1 });
  expect(fixedValues(table, { ...values, foreign: 1 })).toEqual([["size", 8], ["kind", "b"], ["width", 1]]);
  expect([isInUse(table.size, values), isInUse(table.width, values)]).toEqual([true, false]);
  expect([isInUse(table.width, { ...values, kind: "a" }), isInUse(table.width, { ...values, size: 3 })]).toEqual([true, true]);
  expect([isFixed(int(3, 3, 3, { symbol: "" })), isFixed(table.size), isFixed(choice(["a"], "a", { symbol: "" }))]).toEqual([true, false, false]);
});
