import { describe, expect, it } from "vitest";
import { cellVolume } from "../../../core/latent/grid";
import { DATA } from "../../../subject/data/registry";
import { compareDensities, curvePath, dotsPath, optimalDiscriminator, truthOf } from "./compare";
import { along, CIVIDIS, paintHeat } from "./heat";

const points = DATA.filter((data) => data.kind === "points");

describe.each(points.map((data) => [data.id, truthOf(data)] as const))("%s beside a model", (_, truth) => {
  it("overlaps fully with a model that has learned it, and D* is ½ there", () => {
    const { overlap, off } = compareDensities(truth, truth.density as Float32Array, truth.density.map(() => 0.5));
    expect(overlap).toBeCloseTo(1, 2);
    expect(off).toBeCloseTo(0, 6);
    const defined = optimalDiscriminator(truth, truth.density).filter((value) => !Number.isNaN(value));
    expect(defined.length).toBeGreaterThan(10);
    expect(defined.every((value) => Math.abs(value - 0.5) < 1e-6)).toBe(true);
  });

  it("gives p/(p+q) against a uniform density", () => {
    const even = 1 / (truth.density.length * cellVolume(truth.grid));
    const best = optimalDiscriminator(truth, truth.density.map(() => even));
    const peak = truth.density.indexOf(truth.most);
    expect(best[peak]).toBeCloseTo(truth.most / (truth.most + even), 5);
    expect(compareDensities(truth, truth.density.map(() => even), best).off).toBeCloseTo(0, 6);
  });
});

describe("drawings of densities", () => {
  it("map the scale's first to last number onto the colours", () => {
    expect(along({ from: 0, to: 4, root: true }, 1)).toBe(0.5);
    expect(along({ from: 0, to: 4, root: false }, 9)).toBe(1);
    const data = new Uint8ClampedArray(12);
    paintHeat(data, [0, 4, NaN], { from: 0, to: 4, root: false });
    const hex = (i: number) => `#${[...data.subarray(4 * i, 4 * i + 3)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
    expect([hex(0), hex(1), data[11]]).toEqual([CIVIDIS[0], CIVIDIS.at(-1), 0]);
  });

  it("have a dot for each point inside, none outside, and gaps in curves", () => {
    expect(dotsPath([0, 1, 5, 5, -1, -1], 2)).toBe("M0.500 0.250h0M0.250 0.750h0");
    expect(curvePath([0, NaN, 1, 2], 0, 2)).toBe("M0.1250 1.0000M0.6250 0.5000L0.8750 0.0000");
  });
});
