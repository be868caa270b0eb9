import { expect, test } from "vitest";
import { millis } from "../run/ids";
import { findingsOf, gradeOf, gradeOfBackend, ROUGH, shareOf, type BackendChecked, type Finding } from "./machine";

const compared = (off: number, tolerance = 2): Finding => ({ kind: "compared", comparisons: 1, worst: { name: "a", off, tolerance } });
const failed: Finding = { kind: "failed", detail: "" };
const leftOut: Finding = { kind: "left-out" };
const slow: Finding = { kind: "took-too-long", limit: millis(1) };

test.each([
  [compared(0), "right"], [compared(2), "right"], [compared(2.1), "rough"], [compared(2 * ROUGH), "rough"], [compared(2.1 * ROUGH), "wrong"],
  [compared(NaN), "wrong"], [compared(0, 0), "wrong"], [failed, "wrong"], [slow, "unknown"], [leftOut, "unknown"],
] as const)("the grade of %j is %s", (finding, grade) => expect(gradeOf(finding)).toBe(grade));

test("a deviation takes up a share of its tolerance, and one that is no number counts as infinite", () => {
  expect(shareOf({ name: "", off: 1, tolerance: 4 })).toBe(0.25);
  expect(shareOf({ name: "", off: NaN, tolerance: 4 })).toBe(Infinity);
});

const checked = (kernels: readonly Finding[], models: readonly Finding[] = []): BackendChecked => ({
  kind: "checked", backend: "wasm", facts: { software: false, compiles: true, device: "", limits: {}, features: [] }, size: "small", reference: "cpu", pace: [], costs: null,
  kernels: kernels.map((finding) => ({ family: "sums", finding })), models: models.map((finding) => ({ model: "vae", mode: "eager", finding })),
});

test("findings are those of the kernels, then those of the models", () => {
  expect(findingsOf(checked([failed, slow], [leftOut]))).toEqual([failed, slow, leftOut]);
});

test.each([
  ["right", [compared(1)], [compared(2)]],
  ["right", [compared(1), leftOut], []],
  ["unknown", [compared(1), slow], []],
  ["rough", [compared(1), slow], [compared(3)]],
  ["wrong", [compared(3)], [failed, compared(1)]],
  ["unknown", [leftOut], []],
  ["unknown", [], []],
] as const)("a backend is as good as its worst finding: %s", (grade, kernels, models) => {
  expect(gradeOfBackend(checked(kernels, models))).toBe(grade);
});
