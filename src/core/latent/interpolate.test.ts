import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classMeans, lerp, shifted, slerp } from "./interpolate";

const vector = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 4, maxLength: 4 });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const close = (a: readonly number[], b: readonly number[], digits = 9) => a.forEach((value, i) => expect(value).toBeCloseTo(b[i]!, digits));

describe("the straight line", () => {
  it("goes evenly from one to the other", () => {
    expect(lerp([0, 4], [2, 0], 0.25)).toEqual([0.5, 3]);
    expect(lerp([1, 2], [3, 4], 0)).toEqual([1, 2]);
    expect(lerp([1, 2], [3, 4], 1)).toEqual([3, 4]);
  });
});

describe("the way along the sphere", () => {
  it("is a circle's arc at even speed", () => {
    for (const t of [0, 0.2, 0.5, 1]) {
      close(slerp([2, 0, 0], [0, 2, 0], t), [2 * Math.cos((t * Math.PI) / 2), 2 * Math.sin((t * Math.PI) / 2), 0]);
    }
    close(slerp([1, 0], [Math.cos(2), Math.sin(2)], 0.75), [Math.cos(1.5), Math.sin(1.5)]);
  });

  it("keeps the length where both ends have the same, as the straight line does not", () => {
    fc.assert(fc.property(vector, vector, share, (a, b, t) => {
      const [la, lb] = [Math.hypot(...a), Math.hypot(...b)];
      fc.pre(la > 0.1 && lb > 0.1);
      const same = b.map((value) => (value * la) / lb);
      fc.pre(Math.hypot(...a.map((value, i) => value + same[i]!)) > 0.01); // not opposite
      expect(Math.hypot(...slerp(a, same, t))).toBeCloseTo(la, 6);
    }));
    expect(Math.hypot(...lerp([2, 0], [0, 2], 0.5))).toBeCloseTo(Math.SQRT2, 12);
  });

  it("begins and ends at its ends, whatever their lengths", () => {
    fc.assert(fc.property(vector, vector, (a, b) => {
      close(slerp(a, b, 0), a, 6);
      close(slerp(a, b, 1), b, 6);
    }));
  });

  it("is the straight line between parallel, opposite and zero vectors", () => {
    for (const [a, b] of [[[1, 2], [2, 4]], [[1, 2], [-1, -2]], [[0, 0], [3, 4]], [[3, 4], [0, 0]], [[0, 0], [0, 0]]] as const) {
      expect(slerp(a, b, 0.3)).toEqual(lerp(a, b, 0.3));
    }
  });

  it("agrees with the straight line for small angles", () => {
    close(slerp([1, 0], [1, 1e-5], 0.4), lerp([1, 0], [1, 1e-5], 0.4), 9);
  });
});

describe("arithmetic", () => {
  it("adds what one class has more than another", () => {
    expect(shifted([1, 1], [0, 2], [4, 2], 0.5)).toEqual([3, 1]);
    expect(shifted([1, 1], [5, 2], [5, 2], 1.5)).toEqual([1, 1]);
  });

  it("with the means of the classes", () => {
    const codes = Float32Array.of(0, 0, 2, 4, 7, 7, 4, 8);
    expect(classMeans(codes, Uint8Array.of(1, 1, 2, 1), 3)).toEqual([null, [2, 4], [7, 7]]);
  });
});
