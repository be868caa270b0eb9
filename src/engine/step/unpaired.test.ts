/** A model of two unpaired domains never sees an image in both: these tests find out which rows of a batch reach its objectives. */
import { tensor2d, type Tensor2D } from "@tensorflow/tfjs-core";
import { beforeAll, expect, it } from "vitest";
import { PIXELS } from "../../core/run/runConfig";
import { findModel } from "../../subject/models/registry";
import { tf } from "../device/tf";
import { greyBatch, smallSettings, useBackend } from "../testing";
import { drawNoise } from "./noise";
import { bind, initialise } from "./weights";

beforeAll(() => useBackend("wasm"));

const model = findModel("cycle-gan")!;
const h = smallSettings(model);
const BATCH = Number(h["batch"]);

/** All values that the objectives compute from a batch in which image `black` is black: by name, the elements of all rows. */
async function computed(black: number | null): Promise<Readonly<Record<string, Float32Array>>> {
  const { x, y } = greyBatch(BATCH);
  const pixels = Float32Array.from(await x.data());
  if (black !== null) pixels.fill(0, black * PIXELS, (black + 1) * PIXELS);
  const specs = model.networks(h);
  const inputs = {
    networks: bind(specs, initialise(specs, 1), "train"), batch: { x: tensor2d(pixels, [BATCH, PIXELS]), y },
    noise: drawNoise(model, h, { seed: 1, step: 0 }), h,
  };
  const values = model.objectives.flatMap(({ id, forward }) =>
    Object.entries(forward(tf, inputs) as Readonly<Record<string, Tensor2D>>).map(([name, value]) => [`${id}: ${name}`, value] as const));
  return Object.fromEntries(await Promise.all(values.map(async ([name, value]) => [name, await value.data<"float32">()] as const)));
}

/** Names of the values that an image influences. */
async function reachedBy(image: number): Promise<readonly string[]> {
  const [before, after] = [await computed(null), await computed(image)];
  return Object.keys(before).filter((name) => before[name]!.some((value, i) => value !== after[name]![i]));
}

it("only the first half of a batch reaches A, only the second B", async () => {
  const ofA = await reachedBy(0), ofB = await reachedBy(BATCH / 2);
  expect(await reachedBy(BATCH / 2 - 1)).toEqual(ofA);
  expect(await reachedBy(BATCH - 1)).toEqual(ofB);
  expect(ofA.filter((name) => ofB.includes(name))).toEqual([]);
  expect(ofA.length).toBe(ofB.length);
  expect([...ofA, ...ofB].toSorted()).toEqual(Object.keys(await computed(null)).toSorted());
});
