/** The next step of every model in slow motion, compared with the actual step. On WASM. */
import { memory } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { lossColumns, type Model } from "../../core/model/model";
import type { Frame } from "../../core/latent/pictures";
import { STAGES, stopsOf, type SlowStep } from "../../core/latent/slowMotion";
import { findModel } from "../../subject/models/registry";
import { Credits } from "../pictures/pictureSource";
import { greyDataset, greyImages, modelCases, smallSettings, useBackend } from "../testing";
import { createTrainer, type Trainer } from "../trainer/trainer";
import { slowMotionJob } from "./slowMotionJob";

beforeAll(() => useBackend("wasm"));

const trainerOf = (model: Model, h = smallSettings(model), seed = 3): Trainer =>
  createTrainer(model, { model: model.id, seed, backend: "wasm", hyperparameters: h }, greyImages);

const jobOf = (trainer: Trainer, send: (frame: Frame) => void, training = () => false) =>
  slowMotionJob({ trainer, dataset: greyDataset, credits: new Credits(), isShown: () => true, training, send });

async function slowly(trainer: Trainer): Promise<SlowStep> {
  const sent: Frame[] = [];
  const job = jobOf(trainer, (frame) => void sent.push(frame));
  expect(job.due()).toBe(true);
  for await (const _ of job.run());
  expect(job.due()).toBe(false);
  if (sent[0]?.kind !== "slowMotion") throw new Error("nothing was sent");
  return sent[0].found;
}

/** All numbers in a value. */
const numbersIn = (of: unknown): number[] => {
  if (typeof of === "number") return [of];
  if (of instanceof Float32Array) return [...of];
  return of !== null && typeof of === "object" ? Object.values(of).flatMap(numbersIn) : [];
};

const noted = ({ moves }: SlowStep, network: string, layer: string) =>
  moves.flatMap(({ calls }) => calls).find((call) => call.network === network && call.layer === layer)!;
const norm = (values: Iterable<number>): number => Math.hypot(...values);

/** One case of each kind: an ELBO, points, several draws, quantised codes, two players, a gradient penalty, three objectives. */
const KINDS = ["vae", "vae, data: ring", "iwae", "vq-vae", "gan", "cgan", "wgan-gp"];

it.each(modelCases.filter(({ name }) => KINDS.includes(name)))("$name matches the actual step, to the bit, and keeps no tensor", async ({ model, h }) => {
  const trainer = trainerOf(model, h);
  trainer.advance();
  await trainer.losses();
  const tensors = memory().numTensors;
  const slow = await slowly(trainer);
  expect(memory().numTensors).toBe(tensors);
  expect(numbersIn(slow).filter((number) => !Number.isFinite(number))).toEqual([]);
  const from = await trainer.snapshot();
  trainer.advance();
  const losses = await trainer.losses();
  const slowLosses = Object.assign({}, ...slow.moves.map((one) => one.losses)) as Record<string, number>;
  expect(lossColumns(model).map(({ id }) => slowLosses[id])).toEqual([...losses]);
  const to = await trainer.snapshot();
  trainer.dispose();
  for (const { network, layer, change } of slow.moves.flatMap(({ moved }) => moved)) {
    const { parameters } = model.networks(h)[network]!.layers[layer]!;
    const names = Object.keys(parameters).filter((name) => parameters[name]!.trainable).map((name) => `weights/${network}/${layer}/${name}`);
    const made = norm(names.flatMap((name) => [...to.tensors[name]!.data].map((value, i) => value - from.tensors[name]!.data[i]!)));
    expect(Math.abs(change - made), layer).toBeLessThan(1e-3 * made + 1e-6);
  }
});

describe("a VAE that is shown one image", () => {
  const model = findModel("vae")!;
  const h = { ...smallSettings(model), batch: 1 };
  const config = { model: "vae", seed: 3, backend: "wasm", hyperparameters: h } as const;

  it("shows batch, encoder, draw, decoder, terms, gradients, update and the losses afterwards", async () => {
    const trainer = trainerOf(model, h);
    const slow = await slowly(trainer);
    trainer.dispose();
    expect(stopsOf(slow).map(({ stage }) => stage)).toEqual([...STAGES.filter((stage) => !["judge", "prior"].includes(stage)), "after"]);
    const [{ code, losses }] = slow.moves as [SlowStep["moves"][number]];
    code!.z.forEach((value, j) => expect(value).toBeCloseTo(code!.mu![j]! + code!.sigma![j]! * code!.eps![j]!, 5));
    expect(slow.outcomes.map(({ moved }) => moved.length)).toEqual([0, 1]);
    expect(slow.outcomes[0]!.losses["total"]).toBeCloseTo(losses["total"]!, 4);
    expect(slow.outcomes[1]!.losses["total"]).toBeLessThan(losses["total"]!);
  });

  it("has the gradient of Bernoulli pixels, x̂ − x, at its logits, and times the inputs at their weights", async () => {
    const trainer = trainerOf(model, h);
    const slow = await slowly(trainer);
    trainer.dispose();
    const [{ x, made, moved }] = slow.moves as [SlowStep["moves"][number]];
    const difference = made!.map((value, i) => value - x![i]!);
    const { gradient } = noted(slow, "decoder", "logits");
    gradient!.values.forEach((value, i) => expect(value).toBeCloseTo(difference[i]!, 4));
    expect(gradient!.size).toBeCloseTo(norm(difference) / Math.sqrt(difference.length), 4);
    const hidden = noted(slow, "decoder", "hidden").values.map((value) => Math.max(0, value));
    const logits = moved.find(({ network, layer }) => network === "decoder" && layer === "logits")!;
    expect(logits.gradient / (norm(difference) * norm([...hidden, 1]))).toBeCloseTo(1, 4); // kernel and bias
  });

  it("has the gradient at μ that finite differences of the loss give", async () => {
    const trainer = trainerOf(model, h);
    const { gradient } = noted(await slowly(trainer), "encoder", "mu");
    const from = await trainer.snapshot();
    trainer.dispose();
    const name = "weights/encoder/mu/bias";
    const totalAt = async (shift: number): Promise<number> => {
      const bias = from.tensors[name]!;
      const tensors = { ...from.tensors, [name]: { ...bias, data: bias.data.map((value, j) => value + (j === 0 ? shift : 0)) } };
      const moved = createTrainer(model, config, greyImages, { ...from, tensors });
      const { outcomes } = await slowly(moved);
      moved.dispose();
      return outcomes[0]!.losses["total"]!;
    };
    const slope = ((await totalAt(0.05)) - (await totalAt(-0.05))) / 0.1;
    expect(gradient!.values[0]! / slope).toBeCloseTo(1, 1);
  });
});

describe("a GAN", () => {
  const model = findModel("gan")!;

  it("updates one network after the other: the generator's loss is computed with the updated discriminator", async () => {
    const trainer = trainerOf(model);
    const slow = await slowly(trainer);
    trainer.dispose();
    expect(slow.moves.map(({ x, moved }) => [x !== null, ...new Set(moved.map(({ network }) => network))])).toEqual([[true, "discriminator"], [false, "generator"]]);
    expect(slow.outcomes.map(({ moved }) => moved)).toEqual([[], ["discriminator"], ["generator"], ["discriminator", "generator"]]);
    const [before, discriminator, generator, both] = slow.outcomes.map(({ losses }) => losses);
    expect(discriminator).toMatchObject(slow.moves[1]!.losses);
    expect(before).toMatchObject(slow.moves[0]!.losses);
    expect(discriminator!["discriminator-total"]).toBeLessThan(before!["discriminator-total"]!);
    for (const [id, loss] of Object.entries(slow.moves[1]!.losses)) {
      expect(generator![id]).toBeLessThan(before![id]!);
      expect(both![id]).toBeLessThan(loss);
    }
    // The gradient reaches the generator through a fixed discriminator.
    expect(noted({ ...slow, moves: [slow.moves[1]!] }, "discriminator", "logit").gradient).not.toBeNull();
    expect(noted({ ...slow, moves: [slow.moves[0]!] }, "generator", "pixels")?.gradient ?? null).toBeNull();
  });
});

it("gives up when training continues, and releases its tensors", async () => {
  const trainer = trainerOf(findModel("gan")!);
  const tensors = memory().numTensors;
  let training = false;
  const sent: Frame[] = [];
  const job = jobOf(trainer, (frame) => void sent.push(frame), () => training);
  for await (const _ of job.run()) training = true;
  expect(sent).toEqual([]);
  expect(job.due()).toBe(false);
  training = false;
  expect(job.due()).toBe(true);
  expect(memory().numTensors).toBe(tensors);
  trainer.dispose();
});
