import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { step } from "../../../core/run/ids";
import { LANGUAGES } from "../../i18n/testing";
import type { Fact } from "../../../subject/measurements/facts";
import { factsOf } from "./facts";
import { FactList } from "./FactList";

const words = LANGUAGES.en.measuring;
const rows = (facts: readonly Fact[]) => facts.map((fact) => (fact.kind === "number" ? `${fact.name}: ${fact.value}` : fact.bars.length));

it("gives the bound its standard error and unit; a single image has no error", () => {
  const result = { images: 500, k: 100, bound: 105.32, standardError: 1.21, negativeElbo: 107.5 };
  const { from, facts } = factsOf({ id: "k-sample-bound", step: step(1), result }, words, String);
  expect(from).toBe("from 500 test images");
  expect(rows(facts)).toEqual(["bound with K = 100: 105.3 ± 1.21 nats per image", "−ELBO, same draws: 107.5 nats per image"]);
  const one = factsOf({ id: "k-sample-bound", step: step(1), result: { ...result, standardError: NaN } }, words, String);
  expect(rows(one.facts)[0]).toBe("bound with K = 100: 105.3 nats per image");
  const binary = factsOf({ id: "k-sample-bound", step: step(1), result: { ...result, bitsPerDim: 0.193812 } }, words, String);
  expect(rows(binary.facts)[2]).toBe("the bound in bits per value of x: 0.1938 bits/dim");
});

it("shows variances if codes are points, and the KL if they are distributions", () => {
  const result = { images: 9, klPerDimension: null, variances: [1, 2], activeUnits: 2, rateBits: null, distortionNats: null, sigma: null, sorting: null, codebook: null };
  expect(factsOf({ id: "codes", step: step(1), result }, words, String).facts.map(({ name }) => name))
    .toEqual(["active units", "variance of the posterior mean by dimension"]);
  const mixture = { ...result, sorting: { components: 100, used: 83, sameClass: 0.912 } };
  expect(rows(factsOf({ id: "codes", step: step(1), result: mixture }, words, String).facts))
    .toEqual(expect.arrayContaining(["components in use: 83 of 100", expect.stringMatching(/most frequent class: 91\.2\s%$/)]));
  const quantised = { ...result, codebook: { shares: [0.75, 0, 0.25], perplexity: 1.75, dead: 1 } };
  const { facts } = factsOf({ id: "codes", step: step(1), result: quantised }, words, String);
  expect(rows(facts)).toEqual(expect.arrayContaining([expect.stringMatching(/^perplexity: .*: 1\.75 of 3$/), expect.stringMatching(/^dead .*: 1 of 3$/)]));
  expect(facts).toContainEqual(expect.objectContaining({ bars: expect.arrayContaining([{ name: "e2", value: 0, text: "dead" }]) as unknown }));
  const vae = { ...result, klPerDimension: [0.5, 3], rateBits: 5, distortionNats: 90, sigma: 0.2 };
  expect(rows(factsOf({ id: "codes", step: step(1), result: vae }, words, String).facts)).toContain("σ of the pixels: 0.20");
  expect(factsOf({ id: "codes", step: step(1), result: vae }, words, String).facts.at(-1)).toMatchObject({
    name: "KL to the prior by dimension, nats per image", bars: [{ name: "z1", value: 0.5, text: "0.50" }, { name: "z2", value: 3 }],
  });
});

it("raises the alarm for missing classes", () => {
  const verdict = { kind: "missing", missing: [2, 4], over: [] } as const;
  const result = { samples: 1000, counts: Array<number>(10).fill(1), entropy: 2, covered: 8, variety: 0.9, clear: 1, verdict };
  expect(factsOf({ id: "class-histogram", step: step(1), result }, words, String).facts[0])
    .toMatchObject({ value: "missing modes: 2, 4", alarm: true });
});

it("sets the floor beside digit-FID", () => {
  const result = { samples: 10_000, distance: 12.5, floor: 0.4 };
  expect(rows(factsOf({ id: "digit-fid", step: step(1), result }, words, String).facts)).toHaveLength(2);
});

it("gives a classifier's error beside that of guessing", () => {
  const result = { images: 10_000, error: 0.21, perClass: Array<number>(10).fill(0.21) };
  expect(rows(factsOf({ id: "test-error", step: step(1), result }, words, String).facts))
    .toEqual([expect.stringMatching(/^wrong class: 21\.0 ± 0\.4\s%$/), expect.stringMatching(/^random guessing: 90\.0\s%$/), 10]);
});

it("gives slant and thickness of generated images beside the requested ones and those of the data", () => {
  const of = { made: 2.678, given: 4.694, images: 2.33 };
  const result = {
    images: 1000, error: 0.08, errorOfGiven: 0.13, sharpness: 0.1, sharpnessOfImages: 0.1, sameClass: 0.93, sameClassOfGiven: 0.94,
    slant: { made: 0.25, given: 0.6, images: 0 }, thickness: of,
  };
  const shown = rows(factsOf({ id: "translation", step: step(1), result }, words, String).facts);
  expect(shown).toContain("thickness of strokes, in pixels: 2.68 translated, 4.69 input, 2.33 original");
  expect(shown).toContain("slant: pixels to the right for each row upwards: 0.25 translated, 0.60 input, 0.00 original");
});

it("gives the score of the data beside the distances, and an alarm for missing Gaussians", () => {
  const floor = { kl: 0.05, js: 0.01, wasserstein: 0.1 };
  const result = { samples: 10_000, cell: 0.04, carried: 500, kl: 1.5, js: 0.3, wasserstein: 0.7, floor, modes: { shares: [0.5, 0.4, 0], found: 2, far: 0.1 } };
  const { facts } = factsOf({ id: "divergences", step: step(1), result }, words, String);
  expect(facts[0]).toMatchObject({ value: "2 of 3", alarm: true });
  expect(rows(facts)).toContain("KL(p_data‖p_model) in nats, cells of 0.04: 1.500 (the data themselves: 0.050)");
  expect(rows(factsOf({ id: "divergences", step: step(1), result: { ...result, modes: null } }, words, String).facts)).toHaveLength(3);
});

it("says which digit each discovered class stands for", () => {
  const digits = [7, 1, 0, 3, 4, 5, 6, 2, 8, 9];
  const result = { samples: 1000, digits, accuracy: 0.9, perValue: digits.map((digit) => digit / 10), confusion: [] };
  const { facts } = factsOf({ id: "classes-found", step: step(1), result }, words, String);
  expect(rows(facts)[0]).toBe("samples that show their class’s digit: 90.0 ± 0.9\u00a0%");
  expect(facts.at(-1)).toMatchObject({ bars: { 0: { name: "0 → 7", value: 0.7 }, 9: { name: "9 → 9" } } });
});

it("gives the accuracy of an evaluation classifier for own images, with their class names", () => {
  const judge = { classes: [3, 7], testAccuracy: 0.9, testImages: 400 };
  const result = { samples: 100, accuracy: 0.5, perClass: [0, 0, 0, 0.25, 0, 0, 0, 0.75, 0, 0], confusion: [], judge };
  const { facts } = factsOf({ id: "class-accuracy", step: step(1), result }, words, String);
  expect(rows(facts)).toEqual(["right class: 50.0 ± 5.0\u00a0%", "random guessing: 50.0\u00a0%", "evaluation classifier itself, held-out images: right class: 90.0 ± 1.5\u00a0%", 2]);
  expect(facts.at(-1)).toMatchObject({ bars: [{ name: "3", value: 0.25 }, { name: "7", value: 0.75 }] });
  const named = factsOf({ id: "class-accuracy", step: step(1), result }, words, (k) => `name ${k}`);
  expect(named.facts.at(-1)).toMatchObject({ bars: [{ name: "name 3" }, { name: "name 7" }] });
});

it("gives rate and distortion in the same unit", () => {
  const result = {
    images: 9, klPerDimension: [0.002, 0.001], variances: [0.001, 0], activeUnits: 0, rateBits: 0.003 / Math.LN2, distortionNats: 206, sigma: null, sorting: null, codebook: null,
  };
  expect(rows(factsOf({ id: "codes", step: step(1), result }, words, String).facts))
    .toEqual(expect.arrayContaining(["rate R, the KL to the prior: 0.003 nats per image", "distortion D, −log p(x|z) of the image: 206.0 nats per image"]));
});

it("draws short bars for dimensions that carry next to nothing, and for none that is not a number a long one", () => {
  const codes = { images: 9, variances: [0, 0, 0, 0, 0], activeUnits: 0, rateBits: null, distortionNats: null, sigma: null, sorting: null, codebook: null };
  const { facts } = factsOf({ id: "codes", step: step(1), result: { ...codes, klPerDimension: [0, 1e-9, 0.002, NaN, 0.5] } }, words, String);
  const widths = [...renderToStaticMarkup(createElement(FactList, { facts })).matchAll(/width:([\d.e+-]+)%/g)].map(([, width]) => Number(width));
  expect(widths).toEqual([0, 1e-7, 0.2, 0, 50].map((width) => expect.closeTo(width, 6) as number));
});
