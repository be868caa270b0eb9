/** Steps get the same images and labels, whether a device gathers their pixels or receives them. */
import type { Gathered } from "step-compiler/wgsl/gather";
import { expect, it } from "vitest";
import { step as toStep } from "../../core/run/ids";
import { CLASSES, PIXELS } from "../../core/run/runConfig";
import { createSplit } from "../../subject/data/mnist/split";
import { findModel } from "../../subject/models/registry";
import { smallSettings } from "../testing";
import { createBatches, type TrainingData } from "./batches";

const LOADED = 5000;

/** The first of 60,000 images. */
function firstImages(): TrainingData {
  const half = createSplit("train", 60_000);
  half.add(0, {
    labels: Uint8Array.from({ length: LOADED }, (_, i) => (7 * i) % CLASSES),
    pixels: Uint8Array.from({ length: LOADED * PIXELS }, (_, i) => (i * 31) % 256),
  });
  return { fillTrain: half.fill, trainLabels: half.labels, trainBytes: half.bytes };
}

function bytesOf({ shard, shardRows }: Gathered["from"], image: number): Uint8Array {
  const at = image % shardRows;
  return shard(Math.floor(image / shardRows)).subarray(at * PIXELS, (at + 1) * PIXELS);
}

const batchesOf = (id: string, more: Record<string, string> = {}) => {
  const model = findModel(id)!;
  const data = firstImages();
  return { data, batches: createBatches(model, { model: id, seed: 3, backend: "webgpu", hyperparameters: { ...smallSettings(model), ...more } }, data) };
};

it.each(["vae", "wgan", "ss-vae", "translate"])("%s", (id) => {
  const { data: { trainBytes }, batches } = batchesOf(id);
  const { inputs, from } = batches.gathered!;
  expect(from).toBe(trainBytes);
  for (const at of [0, 3].map(toStep)) {
    const whole = batches.arrays(at, { needs: () => true, gathers: () => false });
    const pixels = structuredClone(whole);
    const gathered = batches.arrays(at, { needs: () => true, gathers: (name) => inputs.includes(name) });
    expect(Object.keys(gathered)).toEqual(Object.keys(pixels));
    for (const [name, values] of Object.entries(gathered)) {
      const looked = Float32Array.from(inputs.includes(name)
        ? [...values].flatMap((image) => [...bytesOf(from, image)].map((byte) => from.values[byte]!))
        : values);
      expect(looked).toEqual(pixels[name]);
    }
    const images = batches.images(at);
    expect(images.map(({ x }) => x)).toEqual(inputs.map((name) => pixels[name]));
    expect(images.map(({ y }) => y)).toEqual(inputs.map((name) => pixels[name.replace("/x", "/y")]));
  }
});

it("nothing is gathered if pixels are hidden, or data are points", () => {
  expect(batchesOf("missing-vae").batches.gathered).toBeNull();
  expect(batchesOf("vae", { data: "ring" }).batches.gathered).toBeNull();
});

it("images that are not loaded are refused", () => {
  const { from } = batchesOf("vae").batches.gathered!;
  expect(() => from.shard(LOADED / from.shardRows)).toThrow(RangeError);
});
