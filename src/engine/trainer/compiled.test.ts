/** Every model trained eagerly and compiled from the same seed; and everything else uses the compiled weights. */
import { createHash } from "node:crypto";
import { cumsum, memory, tensor } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { laneOf } from "../../core/run/draws";
import { lossColumns, type Model } from "../../core/model/model";
import { hasConvolution } from "../../core/model/parameters";
import { normals } from "../../core/run/philox";
import type { Snapshot } from "../../core/run/snapshot";
import { EXHAUSTIVE } from "../../core/testing";
import { findModel } from "../../subject/models/registry";
import { decodeImages } from "../pictures/pictures";
import { greyImages, seedOf, smallSettings, someCases, useBackend, type ModelCase } from "../testing";
import { createTrainer, type Trainer } from "./trainer";
import { releaseState } from "../step/trainState";
import { release, retain } from "../step/weights";

beforeAll(() => useBackend("wasm"));

type Subject = Pick<ModelCase, "model" | "h">;

const trainerOf = ({ model, h }: Subject, snapshot?: Snapshot) =>
  createTrainer(model, { model: model.id, seed: seedOf(model), backend: "wasm", hyperparameters: h }, greyImages, snapshot);

/** Compiles the trainer's steps. Rejects if they stay eager. */
async function compiledTrainer(one: Subject, snapshot?: Snapshot): Promise<Trainer> {
  const trainer = trainerOf(one, snapshot);
  const report = await trainer.compile();
  if (report.mode !== "compiled") throw new Error(JSON.stringify(report));
  return trainer;
}

/** The losses of every step. */
async function steps(trainer: Trainer, count: number): Promise<Float32Array[]> {
  const rows: Float32Array[] = [];
  for (let i = 0; i < count; i++) {
    trainer.advance();
    rows.push(await trainer.losses());
  }
  return rows;
}

/** Losses, and the tensors after them. */
async function run(trainer: Trainer, count: number) {
  const losses = await steps(trainer, count);
  const { tensors } = await trainer.snapshot();
  trainer.dispose();
  return { losses, tensors };
}
type Run = Awaited<ReturnType<typeof run>>;

/** The elements as integers, to compare bits. */
const bitsOf = (tensors: Run["tensors"]) => Object.fromEntries(Object.entries(tensors).map(([name, { data }]) =>
  [name, createHash("sha256").update(data).digest("hex")]));

const norm = (values: Float32Array) => Math.hypot(...values);
const furthest = (errors: Readonly<Record<string, number>>) => Object.entries(errors).reduce((a, b) => (b[1] > a[1] ? b : a));

/**
 * By loss column: the largest relative error of any step. A term that has nearly vanished, such as a KL of 0.01 next to a loss
 * of 500, is a difference of larger numbers: its error is relative to at least a thousandth of the largest loss of its step.
 */
function lossErrors(model: Model, found: Run, expected: Run): Record<string, number> {
  return Object.fromEntries(lossColumns(model).map(({ id }, column) => [id, Math.max(...expected.losses.map((row, i) => {
    const least = Math.max(...row.map(Math.abs)) / 1000;
    return Math.abs(found.losses[i]![column]! - row[column]!) / Math.max(Math.abs(row[column]!), least);
  }))]));
}

/**
 * By weight: ‖difference‖ / ‖weight‖. Weights without influence (a bias before a batch norm) are left out: their gradients
 * are rounding errors, which Adam amplifies.
 */
function weightErrors(found: Run, expected: Run): Record<string, number> {
  const sizes = Object.entries(expected.tensors).flatMap(([name, { data }]) =>
    name.startsWith("v/") ? [[name.slice(2), Math.sqrt(data.reduce((sum, v) => sum + v, 0) / data.length)] as const] : []);
  const largest = Math.max(...sizes.map(([, size]) => size));
  const idle = new Set(sizes.filter(([, size]) => size < 1e-5 * largest).map(([name]) => `weights/${name}`));
  return Object.fromEntries(Object.entries(expected.tensors)
    .filter(([name]) => name.startsWith("weights/") && !idle.has(name))
    .map(([name, { data }]) => [name, norm(data.map((value, i) => value - found.tensors[name]!.data[i]!)) / (norm(data) || 1)]));
}

/** Eager steps from weights that are perturbed by 1e-5: they show how far rounding errors grow in this model. */
async function disturbed(one: Subject, count: number): Promise<Run> {
  const start = trainerOf(one);
  const { step, tensors } = await start.snapshot();
  start.dispose();
  const off = Object.entries(tensors).map(([name, { shape, data }]) => {
    const noise = normals({ seed: 1, purpose: "sample", step: 0, lane: laneOf(name) }, data.length);
    return [name, { shape, data: data.map((x, i) => x * (1 + 1e-5 * noise[i]!)) }];
  });
  return run(trainerOf(one, { step, tensors: Object.fromEntries(off) as Snapshot["tensors"] }), count);
}

describe.each(someCases)("$name", (one) => {
  // Eager convolutions are slow.
  const [convolutional, others] = EXHAUSTIVE ? [5, 20] as const : [3, 8] as const;
  const count = hasConvolution(one.model.networks(one.h)) ? convolutional : others;
  it(`makes the same ${count} steps compiled as eagerly, up to rounding`, async () => {
    const expected = await run(trainerOf(one), count);
    const found = await run(await compiledTrainer(one), count);
    const check = async (errors: (of: Run) => Record<string, number>, tolerance: number) => {
      const [what, error] = furthest(errors(found));
      if (error <= tolerance) return;
      const [, grown] = furthest(errors(await disturbed(one, count)));
      expect(error, what).toBeLessThan(5 * grown);
    };
    await check((of) => lossErrors(one.model, of, expected), 1e-4);
    await check((of) => weightErrors(of, expected), 1e-3);
  });
});

const subject = (id: string): Subject => ({ model: findModel(id)!, h: smallSettings(findModel(id)!) });
const vae = subject("vae");

describe("a compiled run", () => {
  it("is reproducible bit for bit, also when it continues from a snapshot", async () => {
    const first = await run(await compiledTrainer(vae), 6);
    const begun = await compiledTrainer(vae);
    const losses = await steps(begun, 3);
    const snapshot = await begun.snapshot();
    begun.dispose();
    const rest = await run(await compiledTrainer(vae, snapshot), 3);
    expect([...losses, ...rest.losses]).toEqual(first.losses);
    expect(bitsOf(rest.tensors)).toEqual(bitsOf(first.tensors));
  });

  it("follows changes during a run without being compiled again", async () => {
    const changing = async (trainer: Trainer) => {
      const rows = await steps(trainer, 2);
      trainer.adjust({ beta: 7 });
      rows.push(...(await steps(trainer, 2)));
      trainer.adjust({ lr: 0.05 });
      rows.push(...(await steps(trainer, 2)));
      trainer.dispose();
      return rows;
    };
    const [expected, found] = [await changing(trainerOf(vae)), await changing(await compiledTrainer(vae))];
    expected.forEach((row, i) => row.forEach((value, k) => expect(found[i]![k]! / value).toBeCloseTo(1, 4)));
    const frozen = await run(trainerOf(vae), 6);
    expect(Math.abs(frozen.losses[2]![2]! - expected[2]![2]!)).toBeGreaterThan(1e-3); // β
    expect(Math.abs(frozen.losses[5]![0]! - expected[5]![0]!)).toBeGreaterThan(1e-3); // η
  });

  it("has current weights that others can read, and retain unchanged", async () => {
    const [eager, compiled] = [trainerOf(vae), await compiledTrainer(vae)];
    await Promise.all([steps(eager, 3), steps(compiled, 3)]);
    const picture = (trainer: Trainer) => decodeImages(trainer, Float32Array.of(0.5, -1), [0]);
    const [expected, before] = [await picture(eager), (await picture(compiled)).slice()];
    expect(norm(before.map((value, i) => value - expected[i]!))).toBeLessThan(1e-5);
    const kept = retain(compiled.weights);
    expect(compiled.weights).toBe(compiled.weights);
    await steps(compiled, 2);
    expect(await decodeImages({ ...vae, specs: compiled.specs, weights: kept }, Float32Array.of(0.5, -1), [0])).toEqual(before);
    expect(await picture(compiled)).not.toEqual(before);
    release(kept);
    [eager, compiled].forEach((trainer) => trainer.dispose());
  });

  it.each(["vae", "wgan-gp"])("goes back to a state that was held, and is %s there again", async (id) => {
    const one = subject(id);
    const trainer = await compiledTrainer(one);
    await steps(trainer, 2);
    const [held, spare] = [trainer.captureState(), trainer.captureState()];
    const there = bitsOf((await trainer.snapshot()).tensors);
    const first = await steps(trainer, 3);
    trainer.restore(held);
    expect(bitsOf((await trainer.snapshot()).tensors)).toEqual(there); // before a step has written tensors that are outputs only
    expect(await steps(trainer, 3)).toEqual(first);
    trainer.restore(spare);
    expect(trainer.step).toBe(2);
    expect(await steps(trainer, 3)).toEqual(first);
    trainer.dispose();
  });

  it("needs no more memory, however long it runs", async () => {
    const all = memory().numTensors;
    const trainer = await compiledTrainer(vae);
    expect(memory().numTensors).toBe(all); // the arena is not a tensor
    const { numTensors, numBytes } = memory();
    for (let i = 0; i < 200; i++) {
      trainer.advance();
      if (i % 50 === 0) await decodeImages(trainer, Float32Array.of(0, 0), [0]);
    }
    trainer.advance();
    expect(memory()).toMatchObject({ numTensors, numBytes });
    trainer.dispose();
    expect(memory().numTensors).toBe(all);
  });

  it("survives the growth of its memory", async () => {
    const expected = await run(await compiledTrainer(vae), 4);
    const trainer = await compiledTrainer(vae);
    const losses = await steps(trainer, 2);
    const large = Array.from({ length: 4 }, () => tensor(new Float32Array(8 * 1024 * 1024)));
    losses.push(...(await steps(trainer, 2)));
    expect(losses).toEqual(expected.losses);
    large.forEach((one) => one.dispose());
    trainer.dispose();
  });
});

describe("steps stay eager, with a reason", () => {
  const reasonOf = async (one: Subject, engine?: "eager") => {
    const trainer = createTrainer(one.model, { model: one.model.id, seed: seedOf(one.model), backend: "wasm", hyperparameters: one.h, ...(engine ? { engine } : {}) }, greyImages);
    const report = await trainer.compile();
    expect(await steps(trainer, 1)).toHaveLength(1);
    trainer.dispose();
    return report;
  };
  const changed = (forward: (inner: Model["objectives"][number]["forward"]) => Model["objectives"][number]["forward"]): Subject => {
    const [objective] = vae.model.objectives;
    return { ...vae, model: { ...vae.model, objectives: [{ ...objective!, forward: forward(objective!.forward) }] } };
  };

  it("if the configuration asks for it", async () => {
    expect(await reasonOf(vae, "eager")).toMatchObject({ mode: "eager", reason: "asked-for" });
  });

  it("if a model uses an operation that the compiler does not know", async () => {
    const model = changed((inner) => (tf, inputs) => {
      const values = inner(tf, inputs) as { mu: Parameters<typeof cumsum>[0] };
      return { ...values, mu: cumsum(values.mu, 1) };
    });
    const report = await reasonOf(model);
    expect(report).toMatchObject({ mode: "eager", reason: "cannot-compile" });
    expect(report.mode === "eager" && report.detail).toMatch(/Cumsum/);
  });

  it("if a model computes with a live setting outside of a term's weight", async () => {
    const model = changed((inner) => (tf, inputs) => {
      const { mu, ...values } = inner(tf, inputs) as { mu: Parameters<typeof tf.mul>[0] };
      return { ...values, mu: tf.mul(mu, Number(inputs.h["beta"])) };
    });
    expect(await reasonOf(model)).toMatchObject({ mode: "eager", reason: "cannot-compile", detail: expect.stringMatching(/beta/) });
  });

  it("on a backend without a compiler", async () => {
    await useBackend("cpu");
    expect(await reasonOf(vae)).toMatchObject({ mode: "eager", reason: "no-compiler" });
    await useBackend("wasm");
  });
});

it("a captured state belongs to the caller", async () => {
  const trainer = await compiledTrainer(vae);
  const before = memory().numTensors;
  releaseState(trainer.captureState().state);
  trainer.advance();
  expect(memory().numTensors).toBe(before);
  trainer.dispose();
});
