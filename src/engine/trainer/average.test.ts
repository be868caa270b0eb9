/** Moving averages of weights: their values, who uses them, and that they do not influence training. */
import { memory, tidy } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import type { Model } from "../../core/model/model";
import type { Snapshot } from "../../core/run/snapshot";
import { findModel } from "../../subject/models/registry";
import { greyImages, smallSettings, useBackend } from "../testing";
import { createTrainer } from "./trainer";

beforeAll(() => useBackend("wasm"));

const plain = findModel("vae")!;
/** The model with averages of the decoder alone. */
const averaging: Model = {
  ...plain, networks: (h) => Object.fromEntries(Object.entries(plain.networks(h)).map(([name, network]) =>
    [name, network.role === "decoder" ? { ...network, averaged: true } : network])),
};
const KERNEL = "decoder/hidden/kernel";
const ENCODERS = "encoder/hidden/kernel";

async function trainerOf(model: Model, compiled: boolean, snapshot?: Snapshot) {
  const trainer = createTrainer(model, { model: "vae", seed: 1, backend: "wasm", hyperparameters: smallSettings(model) }, greyImages, snapshot);
  if (compiled) expect(await trainer.compile()).toMatchObject({ mode: "compiled" });
  return trainer;
}

describe.each([["eagerly", false], ["compiled", true]])("%s", (_, compiled) => {
  it("each average moves 9/(9 + t) of the way to its weight, and is used instead of it", async () => {
    const trainer = await trainerOf(averaging, compiled);
    const seen = (name: string) => trainer.weights[name]!.dataSync<"float32">().slice();
    let expected = Float64Array.from(seen(KERNEL));
    for (let t = 1; t <= 4; t++) {
      trainer.advance();
      const { tensors } = await trainer.snapshot();
      const weight = tensors[`weights/${KERNEL}`]!.data;
      expected = expected.map((value, i) => value + (9 / (9 + t)) * (weight[i]! - value));
      const average = tensors[`average/${KERNEL}`]!.data;
      expect(Math.max(...average.map((value, i) => Math.abs(value - expected[i]!)))).toBeLessThan(1e-6);
      expect(average).not.toEqual(weight);
      expect(seen(KERNEL)).toEqual(average);
      expect(seen(ENCODERS)).toEqual(tensors[`weights/${ENCODERS}`]!.data);
    }
    trainer.dispose();
  });

  it("training is the same bit for bit, and continues from a snapshot", async () => {
    const [without, trainer] = [await trainerOf(plain, compiled), await trainerOf(averaging, compiled)];
    for (let t = 0; t < 3; t++) [without, trainer].forEach((one) => one.advance());
    const middle = await trainer.snapshot();
    const again = await trainerOf(averaging, compiled, middle);
    for (let t = 0; t < 3; t++) [without, trainer, again].forEach((one) => one.advance());
    const [a, b, c] = await Promise.all([without, trainer, again].map(async (one) => (await one.snapshot()).tensors));
    expect(b).toMatchObject(a!);
    expect(c).toEqual(b);
    expect(Object.keys(b!).filter((name) => !(name in a!)).every((name) => name.startsWith("average/decoder/"))).toBe(true);
    [without, trainer, again].forEach((one) => one.dispose());
  });

  it("leaves no tensor", async () => {
    const before = memory().numTensors;
    const trainer = await trainerOf(averaging, compiled);
    trainer.advance();
    tidy(() => { trainer.weights[KERNEL]!.clone(); });
    trainer.restore(trainer.captureState());
    trainer.advance();
    await trainer.losses();
    trainer.dispose();
    expect(memory().numTensors).toBe(before);
  });
});
