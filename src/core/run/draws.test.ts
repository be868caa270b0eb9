import { describe, expect, it } from "vitest";
import { codeNoises, initialValues, laneOf, noiseValues } from "./draws";
import type { NoiseSpec } from "../model/model";
import type { Initialiser } from "../model/network";

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

describe("noise of a step", () => {
  const at = { seed: 3, step: 7 };

  it("has the distribution that the model names", () => {
    const noise = (distribution: NoiseSpec["distribution"]) => [...noiseValues("a", { shape: [100, 100], purpose: "z", ...(distribution ? { distribution } : {}) }, at)];
    const mean = (values: readonly number[], power = 1) => values.reduce((sum, value) => sum + value ** power, 0) / values.length;
    const [normal, uniform, dropout] = [noise(undefined), noise({ kind: "uniform" }), noise({ kind: "dropout", rate: 0.2 })] as const;
    expect(normal).toEqual(noise({ kind: "normal" }));
    expect([normal, uniform, dropout].map(({ length }) => length)).toEqual([10_000, 10_000, 10_000]);
    // The limits are five standard errors.
    expect(Math.abs(mean(normal))).toBeLessThan(0.05);
    expect(Math.abs(mean(normal, 2) - 1)).toBeLessThan(0.07);
    expect(Math.abs(mean(uniform) - 1 / 2)).toBeLessThan(0.015);
    expect(Math.abs(mean(uniform, 2) - 1 / 3)).toBeLessThan(0.015);
    expect(new Set(dropout)).toEqual(new Set([0, 1.25]));
    expect(Math.abs(mean(dropout) - 1)).toBeLessThan(0.025);
  });

  it("differs by batch and by purpose, and is that of the first batch where none is named", () => {
    const spec = { shape: [2, 3], purpose: "eps" } as const;
    const first = noiseValues("a", spec, at);
    expect(noiseValues("a", spec, { ...at, batch: 0, purpose: "eps" })).toEqual(first);
    const others = [{ batch: 1 }, { batch: 2 }, { purpose: "sample" as const }].map((other) => noiseValues("a", spec, { ...at, ...other }).join());
    expect(new Set([first.join(), ...others]).size).toBe(4);
    expect(noiseValues("b", spec, { ...at, batch: 1 })).not.toEqual(noiseValues("a", spec, { ...at, batch: 1 }));
  });
});

describe("a parameter before the first step", () => {
  const start = (init: Initialiser, name = "decoder/out/w", shape: readonly number[] = [50, 40]) =>
    initialValues({ name, network: "decoder", shape, init, trainable: true }, 5);

  it("is constant where its initialiser says so", () => {
    expect([{ kind: "zeros" }, { kind: "ones" }, { kind: "constant", value: -2.5 }].map((init) => [...start(init as Initialiser, "a", [2, 3])]))
      .toEqual([0, 1, -2.5].map((value) => Array<number>(6).fill(value)));
    expect(start({ kind: "ones" }, "a", [])).toHaveLength(1);
  });

  it.each([
    [{ kind: "fanIn", fanIn: 25 }, 0.2], // 1/√25
    [{ kind: "glorot", fanIn: 100, fanOut: 50 }, 0.2], // √(6/150)
  ] as const)("is uniform within its limits: %j", (init, limit) => {
    const values = start(init);
    expect([Math.max(...values), -Math.min(...values)].every((most) => most <= limit && most > 0.99 * limit)).toBe(true);
    // The limit is five standard errors of the variance, limit²/3.
    expect(Math.abs(values.reduce((sum, value) => sum + value * value, 0) / values.length / limit ** 2 - 1 / 3)).toBeLessThan(5 * Math.sqrt(4 / 45 / 2000));
  });

  it("is standard normal where its initialiser says so", () => {
    const values = start({ kind: "normal" });
    expect(Math.abs(values.reduce((sum, value) => sum + value * value, 0) / values.length - 1)).toBeLessThan(5 * Math.sqrt(2 / 2000));
    expect(Math.min(...values)).toBeLessThan(-2);
  });

  it("depends on the seed and on its own name", () => {
    const values = start({ kind: "normal" });
    expect(start({ kind: "normal" })).toEqual(values);
    expect(start({ kind: "normal" }, "decoder/out/b")).not.toEqual(values);
    expect(initialValues({ name: "decoder/out/w", network: "decoder", shape: [50, 40], init: { kind: "normal" }, trainable: true }, 6)).not.toEqual(values);
  });
});

it("a name's lane is its FNV-1a hash", () => {
  expect(["", "a", "foobar"].map(laneOf)).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]); // test vectors of Fowler, Noll & Vo
});

it("each code has normal numbers and a uniform one, which do not depend on how many codes there are", () => {
  const stream = { seed: 1, purpose: "sample", step: 2 } as const;
  const { z, choice } = codeNoises(stream, 5, 3);
  expect([z.length, choice.length]).toEqual([15, 5]);
  expect(choice.every((value) => value > 0 && value < 1)).toBe(true);
  const more = codeNoises(stream, 9, 3);
  expect([more.z.subarray(0, 15), more.choice.subarray(0, 5)]).toEqual([z, choice]);
  for (const lane of [1, 2]) {
    const other = codeNoises({ ...stream, lane }, 5, 3);
    expect(other.z).not.toEqual(z);
    expect(other.choice).not.toEqual(choice);
  }
  expect(codeNoises({ ...stream, lane: 0 }, 5, 3)).toEqual({ z, choice });
  // Each has a stream of its own: the first normal number's radius comes from another uniform number.
  expect(Math.abs(Math.exp(-(z[0]! ** 2 + z[1]! ** 2) / 2) - choice[0]!)).toBeGreaterThan(1e-6);
});
