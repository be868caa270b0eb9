/** The pictures in the list of saved runs. */
import { tidy } from "@tensorflow/tfjs-core";
import { beforeAll, expect, it } from "vitest";
import { PIXELS } from "../../core/run/runConfig";
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import { findModel } from "../../subject/models/registry";
import { initialise } from "../step/weights";
import type { FrozenModel } from "../step/frozenModel";
import { smallSettings, useBackend } from "../testing";
import { bytesOf, toBytes } from "./pictures";
import { GRID_COLUMNS, gridImages } from "./sampleGrid";
import { thumbnail } from "./thumbnail";

beforeAll(() => useBackend("wasm"));

function frozen(id: string, settings: HyperparameterValues = {}): FrozenModel {
  const model = findModel(id)!;
  const h = { ...smallSettings(model), ...settings };
  const specs = model.networks(h);
  return { model, specs, h, weights: tidy(() => initialise(specs, 5)) };
}
const testPixels = (_: number, count: number) => new Float32Array(count * PIXELS).fill(0.5);
const source = { seed: 7, testPixels, givenAvailable: () => true };

it.each([["vae", 0], ["translate", 1]])("%s: ten images of row %i of the sample grid, which the model generates", async (id, row) => {
  const one = frozen(id);
  const images = new Uint8Array(bytesOf(3 * GRID_COLUMNS));
  toBytes(await gridImages(one, 7, testPixels), images);
  expect(await thumbnail(one, source)).toEqual(images.slice(bytesOf(row * GRID_COLUMNS), bytesOf((row + 1) * GRID_COLUMNS)));
});

it("nothing while the test images that the model needs are not loaded", async () => {
  expect(await thumbnail(frozen("translate"), { ...source, givenAvailable: () => false })).toBeNull();
});

it.each([["ring", "the plane"], ["line", "the line"]])("%s: the density of points on %s", async (data) => {
  const picture = (await thumbnail(frozen("gan", { data }), source))!;
  expect(picture).toHaveLength(4 * PIXELS);
  expect(Math.max(...picture)).toBe(255);
  expect(Math.min(...picture)).toBe(0);
});
