import { memory, tensor2d } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { step } from "../../core/run/ids";
import type { Model } from "../../core/model/model";
import { normals } from "../../core/run/philox";
import { coordinatePlane, planeThrough, pointAt } from "../../core/latent/plane";
import { STANDARD_RANGE } from "../../core/latent/range";
import { findModel } from "../../subject/models/registry";
import { influenceNow } from "./influence";
import { decodeImages } from "./pictures";
import { greyImages, smallSettings, useBackend } from "../testing";
import { createTrainer } from "../trainer/trainer";

beforeAll(() => useBackend("wasm"));

const PIXELS = 784;
const random = (seed: number, count: number) => normals({ seed, purpose: "sample", step: 0, lane: 5 }, count);

/** A GAN after a few training steps. */
async function gan(latent: number) {
  const model = findModel("gan")!;
  const hyperparameters = { ...smallSettings(model), latent };
  const trainer = createTrainer(model, { model: "gan", seed: 1, backend: "wasm", hyperparameters }, greyImages);
  for (let i = 0; i < 30; i++) trainer.advance();
  await trainer.losses();
  return trainer;
}

describe("the directions that change pictures most", () => {
  it("are correct for a known decoder", async () => {
    const d = 5;
    const along = [0.6, 0, -0.8, 0, 0], across = [0, 0, 0, 1, 0];
    const pictures = [random(1, PIXELS), random(2, PIXELS)] as const;
    const mixing = Float32Array.from({ length: d * PIXELS }, (_, i) => {
      const [row, pixel] = [Math.floor(i / PIXELS), i % PIXELS];
      return 0.3 * along[row]! * pictures[0][pixel]! + 0.1 * across[row]! * pictures[1][pixel]!;
    });
    const model = {
      ...findModel("gan")!,
      decode: (tf, _, { z }) => tf.sigmoid(tf.matMul(z, tensor2d(mixing, [d, PIXELS]))),
    } satisfies Model;
    const { directions, shares, changes } = await influenceNow({ model, specs: {}, h: { latent: d }, weights: {}, step: step(7) }, 1);
    // A direction's largest component is positive.
    [-0.6, 0, 0.8, 0, 0].forEach((value, i) => expect(directions[0]![i]).toBeCloseTo(value, 1));
    across.forEach((value, i) => expect(directions[1]![i]).toBeCloseTo(value, 1));
    expect(shares[0]! + shares[1]!).toBeGreaterThan(0.99);
    expect(shares[0]).toBeGreaterThan(shares[1]!);
    expect(changes[2]).toBeGreaterThan(changes[0]!);
    expect(changes[0]).toBeGreaterThan(changes[3]!);
    expect([changes[1], changes[4]]).toEqual([0, 0]);
  });

  it("change a GAN's pictures more than random ones of the same length do", async () => {
    const latent = 24;
    const trainer = await gan(latent);
    const { directions: [u, v], changes } = await influenceNow(trainer, 1);
    const origin = new Array<number>(latent).fill(0);
    const across = async (plane: ReturnType<typeof planeThrough>) => {
      if (typeof plane === "string") throw new Error(plane);
      const z = [pointAt(plane, 3, 3), pointAt(plane, -3, -3)].flat();
      const pixels = await decodeImages(trainer, Float32Array.from(z), [0, 0]);
      let sum = 0;
      for (let p = 0; p < PIXELS; p++) sum += Math.abs(pixels[p]! - pixels[PIXELS + p]!);
      return sum / PIXELS;
    };
    let [found, others, axes] = [0, 0, 0];
    const places = 8;
    for (let i = 0; i < places; i++) {
      const through = Array.from(random(20 + i, latent));
      const drawn = planeThrough(origin, [...random(40 + i, latent)], [...random(60 + i, latent)]);
      if (typeof drawn === "string") throw new Error(drawn);
      found += await across({ u: u!, v: v!, centre: origin, through, ...STANDARD_RANGE });
      others += await across({ ...drawn, centre: origin, through, ...STANDARD_RANGE });
      axes += await across(coordinatePlane([0, 1], through, STANDARD_RANGE));
    }
    expect(found).toBeGreaterThan(1.3 * others);
    expect(found).toBeGreaterThan(1.3 * axes);
    expect(Math.min(...changes)).toBeGreaterThan(0);
    trainer.dispose();
  });

  it("are the same for the same seed and weights, and no tensor is left", async () => {
    const trainer = await gan(8);
    const first = await influenceNow(trainer, 1);
    const before = memory().numTensors;
    expect(await influenceNow(trainer, 1)).toEqual(first);
    expect((await influenceNow(trainer, 2)).directions).not.toEqual(first.directions);
    expect(memory().numTensors).toBe(before);
    expect(first.directions).toHaveLength(2);
    expect(first.step).toBe(30);
    trainer.dispose();
  });

  it("are found in one dimension, and for models that complete an image", async () => {
    const model = findModel("completion-cvae")!;
    const hyperparameters = { ...smallSettings(model), latent: 3 };
    const trainer = createTrainer(model, { model: model.id, seed: 1, backend: "wasm", hyperparameters }, greyImages);
    const [white, black] = [1, 0].map((grey) => ({ pixels: new Float32Array(PIXELS).fill(grey), indices: [0] }));
    expect((await influenceNow(trainer, 1, white)).changes).not.toEqual((await influenceNow(trainer, 1, black)).changes);
    trainer.dispose();
    const line = await gan(1);
    expect(await influenceNow(line, 1)).toMatchObject({ directions: [[1]], shares: [1] });
    line.dispose();
  });
});
