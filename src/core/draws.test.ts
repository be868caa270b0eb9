import { describe, expect, it } from "vitest";
import { noiseValues } from "./draws";

const categorical = { shape: [4000, 10], purpose: "z", distribution: { kind: "categorical" } } as const;

describe("categorical noise", () => {
  const drawn = noiseValues("class", categorical, { seed: 3, step: 7 });

  it("is one-hot, a row for each image, and each column is as likely", () => {
    const counts = new Array<number>(10).fill(0);
    for (let row = 0; row < 4000; row++) {
      const values = [...drawn.subarray(10 * row, 10 * row + 10)];
      expect(values.filter((value) => value === 0)).toHaveLength(9);
      counts[values.indexOf(1)]!++;
    }
    // χ² with 9 degrees of freedom is below 27.9 in 999 of 1,000 cases; the draw is always the same one.
    expect(counts.reduce((sum, count) => sum + (count - 400) ** 2 / 400, 0)).toBeLessThan(27.9);
  });

  it("is a function of seed, name and step", () => {
    expect(noiseValues("class", categorical, { seed: 3, step: 7 })).toEqual(drawn);
    expect(noiseValues("class", categorical, { seed: 3, step: 8 })).not.toEqual(drawn);
    expect(noiseValues("other", categorical, { seed: 3, step: 7 })).not.toEqual(drawn);
  });
});
