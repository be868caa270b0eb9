import { describe, expect, it } from "vitest";
import { codeNoises } from "../../core/run/draws";
import { drawMixture, ellipsesIn, likeliestComponents, sortedByComponent, type MixtureValues } from "./mixture";

/** Three quarters of N(−2, 0.5²), one quarter of N(1, 2²). */
const line: MixtureValues = {
  mu: Float32Array.of(-2, 1), logVar: Float32Array.of(2 * Math.log(0.5), 2 * Math.log(2)),
  logWeights: Float32Array.of(Math.log(0.75), Math.log(0.25)),
};

/** Computes Φ by the trapezoid rule. */
function normalCdf(x: number): number {
  const steps = 2000, from = -8;
  if (x <= from) return 0;
  const width = (x - from) / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i++) sum += Math.exp(-((from + i * width) ** 2) / 2) * (i % steps === 0 ? 0.5 : 1);
  return (sum * width) / Math.sqrt(2 * Math.PI);
}

describe("draws from a mixture", () => {
  it("lie below each point as often as its distribution function says", () => {
    const n = 40_000;
    const draws = drawMixture(line, codeNoises({ seed: 1, purpose: "sample", step: 0 }, n, 1));
    for (const x of [-3, -2, -1, 0, 1, 3]) {
      const expected = 0.75 * normalCdf((x + 2) / 0.5) + 0.25 * normalCdf((x - 1) / 2);
      const found = draws.filter((z) => z < x).length / n;
      expect(Math.abs(found - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / n));
    }
  });

  it("are the same from the same noise, whose two parts do not know of each other", () => {
    const noise = codeNoises({ seed: 1, purpose: "sample", step: 0 }, 5000, 1);
    expect(drawMixture(line, noise)).toEqual(drawMixture(line, codeNoises({ seed: 1, purpose: "sample", step: 0 }, 5000, 1)));
    const product = noise.z.reduce((sum, z, i) => sum + z * (noise.choice[i]! - 0.5), 0) / 5000;
    expect(Math.abs(product)).toBeLessThan(4 / Math.sqrt(12 * 5000));
  });

  it("come from the last component where rounding leaves a gap at the end", () => {
    expect(drawMixture(line, { z: [0, 0], choice: [0.7, 1 - 2 ** -33] })).toEqual(Float32Array.of(-2, 1));
  });
});

describe("a component on the map", () => {
  const mixture: MixtureValues = {
    mu: Float32Array.of(1, 2, 7), logVar: Float32Array.of(2 * Math.log(3), 0, 5), logWeights: Float32Array.of(0),
  };

  it("is an ellipse of one standard deviation in a plane of two dimensions", () => {
    const [found] = ellipsesIn({ u: [1, 0, 0], v: [0, 1, 0], centre: [0, 0, 0] }, mixture);
    expect(found).toMatchObject({ across: 1, up: 2, weight: 1, angle: 0 });
    expect(found!.radii[0]).toBeCloseTo(3, 5);
    expect(found!.radii[1]).toBeCloseTo(1, 5);
  });

  it("turns with the plane", () => {
    const r = Math.SQRT1_2;
    const [found] = ellipsesIn({ u: [r, r, 0], v: [-r, r, 0], centre: [1, 1, 7] }, mixture);
    expect(found!.across).toBeCloseTo(r, 5);
    expect(found!.up).toBeCloseTo(r, 5);
    expect(found!.radii[0]).toBeCloseTo(3, 5);
    expect(found!.angle).toBeCloseTo(-Math.PI / 4, 5); // z1, along which it is wide, points down to the right there
  });
});

it("components sort images as their most frequent classes say", () => {
  const fallsTo = likeliestComponents(Float32Array.of(-1, -2, -9, /* */ -5, -4, -6, /* */ -3, -1, -2, /* */ -8, -7, -7.5), 3);
  expect(Array.from(fallsTo)).toEqual([0, 1, 1, 1]);
  expect(sortedByComponent(fallsTo, Uint8Array.of(4, 9, 9, 4), 3)).toEqual({ components: 3, used: 2, sameClass: 0.75 });
});
