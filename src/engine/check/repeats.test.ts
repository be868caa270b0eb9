/** A GPU that errs intermittently is detected, because repeating a step gives other bits. A correct GPU never does. */
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import type { RunConfig } from "../../core/run/runConfig";
import { EXHAUSTIVE } from "../../core/testing";
import { findModel } from "../../subject/models/registry";
import { greyImages, smallSettings, someModels, useBackend } from "../testing";
import { sameBits, type StepOutcome } from "../trainer/computedStep";
import { createTrainer, type Trainer } from "../trainer/trainer";
import { checkEpoch, checkOf, device } from "./testing";

beforeAll(() => useBackend("wasm"));

const model = findModel("vae")!;
const config: RunConfig = { model: model.id, seed: 7, backend: "wasm", hyperparameters: {} };

/** This many correct steps raise no alarm. */
const STEPS = EXHAUSTIVE ? 10_000 : 1000;
/** Two inputs instead of 784, to compute this many. */
const POINTS = { data: "ring" };

/** How many of a thousand such devices are detected by the first check and one after each of this many epochs. */
async function found(wrong: number, epochs: number): Promise<number> {
  let count = 0;
  for (let seed = 0; seed < 1000; seed++) {
    const { trainer, train } = device(seed, wrong);
    const { check, reports } = checkOf(trainer);
    await check.first();
    for (let epoch = 0; epoch < epochs && !check.failure; epoch++) {
      train();
      await checkEpoch(check, reports);
    }
    if (check.failure) count++;
  }
  return count;
}

describe("of 1,000 devices", () => {
  it.each([
    [0.2, 0, 800, "1 − 0.8⁸ = 83 %"],
    [0.12, 4, 900, "1 − 0.88⁸·0.88¹⁶ and more: 95 %"],
    [1, 0, 999, "no two wrong steps are the same"],
  ])("that are wrong in a share of %f of their steps, by a bit, the first check and %i later ones find %i at least: %s", async (wrong, epochs, least) => {
    expect(await found(wrong, epochs)).toBeGreaterThanOrEqual(least);
  });

  it("that are correct it accuses none", async () => {
    expect(await found(0, 1)).toBe(0);
  });
});

async function compiledTrainer(of = model, more: HyperparameterValues = {}): Promise<Trainer> {
  const made = createTrainer(of, { ...config, model: of.id, hyperparameters: { ...smallSettings(of), ...more } }, greyImages);
  expect((await made.compile()).mode).toBe("compiled");
  return made;
}

describe("compiled steps", () => {
  it.each(someModels)("have the same bits whenever they are computed: $id", async (one) => {
    const trainer = await compiledTrainer(one);
    for (const at of [0, 3]) {
      while (trainer.step < at) trainer.advance();
      const computed = await trainer.dryRun();
      trainer.advance(); // the step is repeated unchanged, although the run has continued
      expect(sameBits(await trainer.repeatDryRun(computed), computed)).toBe(true);
    }
    trainer.dispose();
  });

  it("of a run that has diverged are not repeated", async () => {
    const trainer = await compiledTrainer();
    const computed = await trainer.dryRun();
    computed.before.tensors["weights/encoder/hidden/kernel"]!.data[0] = NaN;
    const { check } = checkOf(Object.create(trainer, { dryRun: { value: async () => computed } }) as Trainer);
    await check.first();
    expect(check.passed).toBe(true);
    trainer.dispose();
  });

  it(`raise no alarm in ${STEPS} of them, and train as they would have`, async () => {
    const [trainer, plain] = [await compiledTrainer(model, POINTS), await compiledTrainer(model, POINTS)];
    const repeatDryRun = vi.spyOn(trainer, "repeatDryRun");
    const { check, reports } = checkOf(trainer);
    while (repeatDryRun.mock.calls.length < STEPS) {
      await check.first();
      expect(check.failure).toBeNull();
      trainer.advance();
      plain.advance();
      check.restart();
    }
    expect(reports.every(({ verdict }) => verdict === "agreed")).toBe(true);
    expect(await trainer.losses()).toEqual(await plain.losses());
    expect(await trainer.snapshot()).toEqual(await plain.snapshot());
    trainer.dispose();
    plain.dispose();
  }, 120_000);
});

describe("the same bits", () => {
  const of = (...losses: number[]): StepOutcome => ({ losses: Float32Array.from(losses), after: { a: { shape: [2], data: Float32Array.of(1, 2) } } });
  const after = (...data: number[]): StepOutcome => ({ losses: Float32Array.of(1), after: { a: { shape: [2], data: Float32Array.from(data) } } });

  it.each([
    [of(1, 2), of(1, 2), true],
    [of(1, 2), of(1, 2 + 2 ** -22), false],
    [of(0), of(-0), false],
    [of(NaN, 1), of(NaN, 1), true],
    [of(NaN), of(1), false],
    [of(1), of(NaN), false],
    [after(1, 2), after(1, 2), true],
    [after(1, 2), after(1, 2 + 2 ** -22), false],
  ])("%j, %j: %s", (a, b, same) => expect(sameBits(a, b)).toBe(same));

  it("are compared also if an array begins within a buffer", () => {
    const buffer = Float32Array.of(9, 1, 2);
    expect(sameBits({ ...of(), losses: buffer.subarray(1) }, of(1, 2))).toBe(true);
  });

  it("may differ where both values are NaN", () => {
    const [a, b] = [0x7fc00000, 0x7fc00001].map((bits) => ({ ...of(), losses: new Float32Array(Uint32Array.of(bits).buffer) }));
    expect(sameBits(a!, b!)).toBe(true);
  });
});
