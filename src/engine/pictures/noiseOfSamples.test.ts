/** Models that decode from more noise than z: which samples share it. */
import { tensor2d, tidy } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { normals } from "../../core/run/philox";
import { PIXELS } from "../../core/run/runConfig";
import { findModel } from "../../subject/models/registry";
import { coarsestWaves, withCoarse } from "../../subject/models/pixel-flow/coarse";
import { tf } from "../device/tf";
import { smallSettings, useBackend } from "../testing";
import { initialise } from "../step/weights";
import type { FrozenModel } from "../step/frozenModel";
import { decodeImages } from "./pictures";
import { GRID_COLUMNS, GRID_ROWS, gridImages } from "./sampleGrid";

beforeAll(() => useBackend("wasm"));

const model = findModel("pixel-flow")!;

/** A model that stays at time 0, where a sample is its noise. */
function noiseOnly(latent = 2): FrozenModel {
  const h = { ...smallSettings(model), latent, until: 0 };
  const specs = model.networks(h);
  return { model, specs, h, weights: tidy(() => initialise(specs, 5)) };
}

const imageAt = (images: Float32Array, i: number) => images.subarray(i * PIXELS, (i + 1) * PIXELS);

describe("noise besides z", () => {
  it("is the same for every z, so that only z differs, and differs between samples of different indices", async () => {
    const z = new Float32Array(3 * 2);
    const [a, b, c] = await decodeImages(noiseOnly(), z, [0, 0, 0]).then((images) => [0, 1, 2].map((i) => imageAt(images, i)));
    expect(b).toEqual(a);
    expect(c).toEqual(a);
    const numbered = await decodeImages(noiseOnly(), z, [0, 0, 0], undefined, [0, 1, 0]);
    expect(imageAt(numbered, 0)).toEqual(a);
    expect(imageAt(numbered, 1)).not.toEqual(a);
    expect(imageAt(numbered, 2)).toEqual(a);
  });

  it("is the same within a row of the sample grid", async () => {
    const images = await gridImages(noiseOnly(), 1, () => new Float32Array(0));
    for (let row = 0; row < GRID_ROWS; row++) {
      const first = imageAt(images, row * GRID_COLUMNS);
      for (let column = 1; column < GRID_COLUMNS; column++) expect(imageAt(images, row * GRID_COLUMNS + column)).toEqual(first);
      if (row > 0) expect(first).not.toEqual(imageAt(images, 0));
    }
  });
});

describe("z, the coarsest part of an image of noise", () => {
  const D = 6;
  const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  const waves = Array.from({ length: D }, (_, k) => coarsestWaves(D).subarray(k * PIXELS, (k + 1) * PIXELS));

  it("is measured by orthonormal waves, of which the first is constant", () => {
    waves.forEach((a, i) => waves.forEach((b, j) => expect(dot(a, b)).toBeCloseTo(i === j ? 1 : 0, 5)));
    expect(new Set(waves[0])).toEqual(new Set([Math.fround(1 / 28)]));
  });

  it("replaces these components, and leaves the finer ones", async () => {
    const noise = normals({ seed: 1, purpose: "sample", step: 0 }, PIXELS);
    const z = Float32Array.from({ length: D }, (_, k) => k - 2);
    const made = await withCoarse(tf, tensor2d(noise, [1, PIXELS]), tensor2d(z, [1, D])).data<"float32">();
    waves.forEach((wave, k) => expect(dot(wave, made)).toBeCloseTo(z[k]!, 4));
    const finer = coarsestWaves(D + 20).subarray((D + 19) * PIXELS);
    expect(dot(finer, made)).toBeCloseTo(dot(finer, noise), 4);
  });
});
