import { expect, test } from "vitest";
import { axisEnd, barLength, logAxis, logBarLength } from "./bars";

const EXTREMES = [0, -0, 1e-12, 1e-9, 0.002, 1, 1e3, 1e9, 1e300, -1, NaN, Infinity, -Infinity];

test("every value has a bar from 0 to the whole axis, also beside values that are not numbers", () => {
  for (const value of EXTREMES) {
    for (const other of EXTREMES) {
      for (const length of [barLength(value, axisEnd([value, other], 1)), logBarLength(value, logAxis([value, other]))]) {
        expect(length, `${value} beside ${other}`).toBeGreaterThanOrEqual(0);
        expect(length, `${value} beside ${other}`).toBeLessThanOrEqual(1);
      }
    }
  }
  expect(barLength(NaN, 1)).toBe(0);
  expect(barLength(Infinity, 1)).toBe(1);
  expect(logBarLength(NaN, logAxis([]))).toBe(0);
});

test("of two bars on the same axis the larger value has the longer one", () => {
  const values = [0, 1e-9, 0.002, 0.5, 1, 40, 1e9];
  const [end, axis] = [axisEnd(values, 1), logAxis(values)];
  values.slice(1).forEach((value, i) => {
    expect(barLength(value, end)).toBeGreaterThan(barLength(values[i]!, end));
    expect(logBarLength(value, axis)).toBeGreaterThan(logBarLength(values[i]!, axis));
  });
});

test("a value near 0 has a short bar, even if it is the largest", () => expect(barLength(0.002, axisEnd([0.001, 0.002], 1))).toBe(0.002));
