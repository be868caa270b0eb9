import { expect, it } from "vitest";
import { int, real } from "../../../core/model/hyperparameters";
import { keyStop } from "./keyStop";

const presses = (spec: Parameters<typeof keyStop>[0], from: number, by: 1 | -1, count: number) =>
  Array.from({ length: count }).reduce<number[]>((seen) => [...seen, keyStop(spec, seen.at(-1)!, by)], [from]);

const beta = real(0, 40, 1, { symbol: "\\beta", live: true });

it("moves a weight along round numbers that grow geometrically, and from between two of them to the next one", () => {
  expect(presses(beta, 40, -1, 4)).toEqual([40, 30, 20, 15, 10]);
  expect(presses(beta, 1, 1, 5)).toEqual([1, 1.5, 2, 3, 4, 6]);
  expect(presses(beta, 0.2, -1, 4)).toEqual([0.2, 0.15, 0.1, 0, 0]);
  expect(presses(beta, 0.7, -1, 1)).toEqual([0.7, 0.6]);
  expect(presses(beta, 0, 1, 1)).toEqual([0, 0.1]);
  expect(keyStop(beta, 40, 1)).toBe(40);
  expect(presses(real(0, 1000, 100, { symbol: "\\alpha", live: true }), 100, 1, 2)).toEqual([100, 150, 200]);
});

it("moves other linear settings by every fifth stop", () => {
  const guidance = real(-1, 5, 1, { symbol: "w", live: true });
  expect(presses(guidance, 1, 1, 2)).toEqual([1, 1.05, 1.1]);
});

it("moves along preferred numbers on a logarithmic scale", () => {
  const lr = real(1e-5, 1e-1, 1e-3, { symbol: "\\eta", live: true, scale: "log" });
  expect(presses(lr, 0.001, 1, 3)).toEqual([0.001, 0.0012, 0.0015, 0.002]);
  expect(keyStop(lr, 1e-5, -1)).toBe(1e-5);
});

it("stays on whole numbers for integer settings", () => {
  expect(presses(int(0, 10_000, 0, { symbol: "n", live: true }), 0, 1, 2)).toEqual([0, 500, 1000]);
});
