import { describe, expect, it } from "vitest";
import { normals, permutation, philox4x32, uniforms, words } from "./philox";

/** Known answers published with Random123 (kat_vectors, philox4x32 with 10 rounds): counter, key, result. */
const KNOWN_ANSWERS = [
  [[0, 0, 0, 0], [0, 0], [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
] as const;

describe("Philox-4x32-10", () => {
  it.each(KNOWN_ANSWERS)("gives Random123's known answer for counter %j", ([a, b, c, d], [k0, k1], answer) => {
    const out = new Uint32Array(4);
    philox4x32(a, b, c, d, k0, k1, out, 0);
    expect([...out]).toEqual(answer);
  });
});

describe("streams", () => {
  const stream = { seed: 7, purpose: "eps", step: 3 } as const;

  it("are a function of their description, whatever the length asked for", () => {
    expect(words(stream, 101).slice(0, 10)).toEqual(words(stream, 10));
  });

  it("differ by seed, purpose, step and lane", () => {
    const first = (of: Parameters<typeof words>[0]) => words(of, 4).join();
    const all = [
      stream, { ...stream, seed: 8 }, { ...stream, purpose: "z" as const }, { ...stream, step: 4 }, { ...stream, lane: 1 },
    ].map(first);
    expect(new Set(all).size).toBe(all.length);
  });

  it("stay within the open interval from 0 to 1", () => {
    const values = uniforms(stream, 10_000);
    expect(Math.min(...values)).toBeGreaterThan(0);
    expect(Math.max(...values)).toBeLessThan(1);
  });

  it("are the middles of 2³² equal parts of that interval", () => {
    const [raw, values] = [words(stream, 9), uniforms(stream, 9)];
    expect([...values].map((value) => value * 2 ** 32)).toEqual([...raw].map((word) => word + 0.5));
  });

  it("are normal by pairs: the radius comes from one uniform number, the angle from the next", () => {
    const [raw, values] = [words(stream, 6), normals(stream, 5)];
    expect(values).toHaveLength(5);
    for (const at of [0, 2]) {
      const [x, y] = [values[at]!, values[at + 1]!];
      expect(Math.exp(-(x * x + y * y) / 2)).toBeCloseTo(raw[at]! / 2 ** 32, 6);
      expect((Math.atan2(y, x) / (2 * Math.PI) + 1) % 1).toBeCloseTo(raw[at + 1]! / 2 ** 32, 6);
    }
  });

  it("are standard normal: moments within five standard errors", () => {
    const n = 200_000;
    const values = normals(stream, n);
    const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / n;
    expect(Math.abs(moment(1))).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    expect(Math.abs(moment(3))).toBeLessThan(5 * Math.sqrt(15 / n));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(5 * Math.sqrt(96 / n));
  });

  it("permute: every index once, first places evenly", () => {
    expect([...permutation(stream, 1000)].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
    const counts = new Uint32Array(10);
    for (let step = 0; step < 10_000; step++) counts[permutation({ ...stream, step }, 10)[0]!]!++;
    const chiSquare = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chiSquare).toBeLessThan(33.7); // 9 degrees of freedom, p = 0.0001
  });
});
