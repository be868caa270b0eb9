/** A GPU that is wrong now and then gives itself away: the same step, computed again, has other bits. A right one never does. */
import { beforeAll, describe, expect, it, vi } from "vitest";
import { ElboError } from "../../core/errors";
import type { HyperparameterValues } from "../../core/hyperparameters";
import { uniforms } from "../../core/philox";
import { step as toStep } from "../../core/ids";
import type { CheckReport } from "../../core/reports";
import type { RunConfig } from "../../core/runConfig";
import { findModel, models } from "../../models/registry";
import { greyImages, smallSettings, useBackend } from "../testing";
import { sameBits, type ComputedStep, type StepOutcome } from "../trainer/computedStep";
import { createTrainer, type Trainer } from "../trainer/trainer";
import type { Checker } from "./checker";
import { SelfCheck, type SelfCheckOptions } from "./selfCheck";

beforeAll(() => useBackend("wasm"));

const model = findModel("vae")!;
const config: RunConfig = { model: model.id, seed: 7, backend: "wasm", hyperparameters: {} };

/** Two inputs in place of 784, for ten thousand steps. */
const POINTS = { data: "ring" };

/** WASM agrees with whatever it is asked about, so that only repeated steps can tell. */
const agreeing: Checker = {
  compare: async ({ before }) => ({ reference: "wasm", agreement: { losses: 0, gradients: 0 }, before }),
  dispose: () => undefined,
};

function checkOf(trainer: SelfCheckOptions["trainer"], checker = agreeing, options: Partial<SelfCheckOptions> = {}) {
  const reports: CheckReport[] = [];
  const check = new SelfCheck({
    trainer, checker, dataset: { whenTrain: async () => undefined }, report: (report) => reports.push(report),
    refuted: () => undefined, brokeOff: () => undefined, ...options,
  });
  return { check, reports };
}

async function checkEpoch({ job }: SelfCheck, reports: readonly CheckReport[]): Promise<void> {
  const before = reports.length;
  expect(job.due()).toBe(true);
  await job.run().next();
  await vi.waitFor(() => expect(reports.length).toBe(before + 1), { interval: 0 });
}

const LR = 0.01;
/** Right numbers of a small step. */
const right = (): StepOutcome => ({
  losses: Float32Array.of(200, 197, 3),
  after: Object.fromEntries(["weights/a", "m/a", "v/a"].map((name) => [name, { shape: [64], data: new Float32Array(64).fill(LR) }])),
});

/** A device that leaves one wrong bit, somewhere, in a share of its steps. */
function device(seed: number, wrong: number) {
  let step = 0;
  let executions = 0;
  const execute = async (): Promise<StepOutcome> => {
    const [chance, where, bit] = uniforms({ seed, purpose: "sample", step: executions++ }, 3);
    const outcome = right();
    if (chance! < wrong) {
      const all = [outcome.losses, ...Object.values(outcome.after).map(({ data }) => data)];
      const bits = new Uint32Array(all[Math.floor(where! * all.length)]!.buffer);
      const at = Math.floor(((where! * all.length) % 1) * bits.length);
      bits[at] = bits[at]! ^ (1 << Math.floor(bit! * 32));
    }
    return outcome;
  };
  const trainer: SelfCheckOptions["trainer"] = {
    model, stepsPerEpoch: 1, compiled: true, shardsNeeded: () => [], repeat: execute,
    get step() { return toStep(step); },
    rehearse: async (): Promise<ComputedStep> =>
      ({ config, h: {}, before: { step: toStep(step), tensors: right().after }, images: [], ...await execute() }),
  };
  return { trainer, train: () => { step++; } };
}

/** Of a thousand such devices, how many are found out by the first check and one after each of so many epochs. */
async function found(wrong: number, epochs: number): Promise<number> {
  let count = 0;
  for (let seed = 0; seed < 1000; seed++) {
    const { trainer, train } = device(seed, wrong);
    const { check, reports } = checkOf(trainer);
    await check.first();
    for (let epoch = 0; epoch < epochs && !check.refutation; epoch++) {
      train();
      await checkEpoch(check, reports);
    }
    if (check.refutation) count++;
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

  it("that are right it accuses none", async () => {
    expect(await found(0, 1)).toBe(0);
  });
});

it("computes the first step eight times, a later one four times", async () => {
  const { trainer, train } = device(1, 0);
  const repeat = vi.spyOn(trainer, "repeat");
  const { check, reports } = checkOf(trainer);
  await check.first();
  expect(repeat).toHaveBeenCalledTimes(8 - 1);
  train();
  await checkEpoch(check, reports);
  expect(repeat).toHaveBeenCalledTimes(8 - 1 + 4 - 1);
});

it("of a device whose first step differs from itself keeps the weights that the step began with", async () => {
  const { trainer } = device(1, 0);
  const wrong = right();
  wrong.losses[0] = 201;
  vi.spyOn(trainer, "repeat").mockResolvedValueOnce(wrong);
  const { check } = checkOf(trainer);
  await check.first();
  expect(check.passed).toBe(false);
  expect(check.refutation).toEqual({
    disagreement: { reference: "itself", backTo: 0, losses: expect.closeTo(1 / 200), gradients: 0 }, backTo: { step: 0, tensors: right().after },
  });
});

it("rejects as a repeated step does that the device cannot compute", async () => {
  const { trainer } = device(1, 0);
  const { check } = checkOf({ ...trainer, repeat: () => Promise.reject(new ElboError("backend-lost", "the device is gone")) });
  await expect(check.first()).rejects.toMatchObject({ code: "backend-lost" });
  expect(check.passed).toBe(false);
});

it("goes back to where a refuted first step began, and nothing is compared until another engine begins", async () => {
  const { trainer, train } = device(1, 0);
  const refuted = { reference: "wasm" as const, agreement: { losses: 1, gradients: 1 } };
  const compare = vi.fn(async ({ before }: ComputedStep) => ({ ...refuted, before }));
  const { check } = checkOf(trainer, { compare, dispose: () => undefined });
  train();
  expect(check.job.due()).toBe(false); // the first step comes first
  await check.first();
  expect(compare).toHaveBeenCalledTimes(2);
  expect(check.refutation!.backTo.step).toBe(1);
  train();
  expect(check.job.due()).toBe(false);
  compare.mockImplementation(agreeing.compare as never);
  check.restart();
  await check.first();
  expect(check).toMatchObject({ passed: true, refutation: null });
});

describe("a later comparison", () => {
  /** The first step has agreed, and the first epoch has ended. `asked`: what is answered in turn, once it is. */
  async function later() {
    const { trainer, train } = device(1, 0);
    const asked: { resolve(off: number): void; reject(error: Error): void }[] = [];
    const shards: number[] = [];
    let first = true;
    const compare: Checker["compare"] = ({ before }) => {
      if (first) {
        first = false;
        return agreeing.compare({ before } as ComputedStep);
      }
      return new Promise((resolve, reject) => asked.push({
        resolve: (off) => resolve({ reference: "wasm", agreement: { losses: off, gradients: off }, before }), reject,
      }));
    };
    const refuted = vi.fn();
    const { check, reports } = checkOf({ ...trainer, shardsNeeded: (at = toStep(0)) => [at], get step() { return trainer.step; } }, { compare, dispose: () => undefined }, {
      refuted, dataset: { whenTrain: async (shard) => void shards.push(shard) },
    });
    await check.first();
    train();
    await check.job.run().next();
    expect(asked).toHaveLength(1);
    return { check, reports, train, asked, refuted, shards };
  }
  const settled = () => new Promise((resolve) => { setImmediate(resolve); });

  it("is under way until it is answered: the next epoch has none", async () => {
    const { check, train, asked, reports, refuted } = await later();
    train();
    expect(check.job.due()).toBe(false);
    asked[0]!.resolve(0);
    await settled();
    expect(check.job.due()).toBe(true);
    expect(reports.map(({ verdict }) => verdict)).toEqual(["agreed", "agreed"]);
    expect(refuted).not.toHaveBeenCalled();
  });

  it("that disagrees is made again with the next step's images, once they are here; two that disagree refute the engine", async () => {
    const { check, train, asked, refuted, shards } = await later();
    asked[0]!.resolve(1);
    await settled();
    expect(shards).toEqual([2]); // at step 1
    expect(refuted).not.toHaveBeenCalled();
    asked[1]!.resolve(1);
    await settled();
    expect(refuted).toHaveBeenCalledOnce();
    train();
    expect(check.job.due()).toBe(false);
  });

  it("that cannot be made is the last one, and the page says why", async () => {
    const { check, train, asked, reports } = await later();
    asked[0]!.reject(new Error("no worker"));
    await settled();
    expect(reports.at(-1)).toEqual({ verdict: "unchecked", detail: "no worker" });
    train();
    expect([check.passed, check.job.due()]).toEqual([true, false]);
  });

  it.each(["agrees", "disagrees", "fails"])("that %s after another engine has begun says nothing, and does not end the new engine's", async (outcome) => {
    const { check, train, asked, reports, refuted } = await later();
    check.restart();
    const again = check.first();
    await settled();
    asked[1]!.resolve(0);
    await again;
    train();
    await check.job.run().next();
    expect(reports).toHaveLength(2);
    if (outcome === "fails") asked[0]!.reject(new Error("no worker"));
    else asked[0]!.resolve(outcome === "agrees" ? 0 : 1);
    await settled();
    if (outcome === "disagrees") asked[3]!.resolve(1); // the step that was computed once more
    await settled();
    expect(reports).toHaveLength(2);
    expect([refuted.mock.calls, check.refutation]).toEqual([[], null]);
    train();
    expect(check.job.due()).toBe(false);
    asked[2]!.resolve(0);
    await settled();
    expect(check.job.due()).toBe(true);
  });
});

it("says of such a device that it differs from itself, and goes back to the weights that were checked last", async () => {
  const { trainer, train } = device(1, 0);
  const { check, reports } = checkOf(trainer);
  await check.first();
  train();
  const wrong = right();
  wrong.losses[1] = 197.00002;
  vi.spyOn(trainer, "repeat").mockResolvedValueOnce(right()).mockResolvedValueOnce(wrong);
  await checkEpoch(check, reports);
  const [agreed, disagreed] = reports;
  expect(agreed).toMatchObject({ verdict: "agreed", step: 0, reference: "wasm" });
  expect(disagreed).toMatchObject({ verdict: "disagreed", reference: "itself", backTo: 0 });
  expect(check.refutation?.backTo.step).toBe(0);
});

it("repeats no eager step: its sums may come in any order", async () => {
  const { trainer } = device(1, 1);
  const repeat = vi.spyOn(trainer, "repeat");
  const { check } = checkOf({ ...trainer, compiled: false, repeat });
  await check.first();
  expect(check.passed).toBe(true);
  expect(repeat).not.toHaveBeenCalled();
});

it("computes a slow step no oftener than time allows", async () => {
  const { trainer } = device(1, 0);
  const repeat = vi.spyOn(trainer, "repeat");
  vi.spyOn(performance, "now").mockReturnValueOnce(0).mockReturnValue(38_000);
  const { check } = checkOf({ ...trainer, repeat });
  await check.first();
  vi.restoreAllMocks();
  expect(check.passed).toBe(true);
  expect(repeat).not.toHaveBeenCalled();
});

async function compiledTrainer(of = model, more: HyperparameterValues = {}): Promise<Trainer> {
  const made = createTrainer(of, { ...config, model: of.id, hyperparameters: { ...smallSettings(of), ...more } }, greyImages);
  expect((await made.compile()).mode).toBe("compiled");
  return made;
}

describe("compiled steps", () => {
  it.each(models)("have the same bits whenever they are computed: $id", async (one) => {
    const trainer = await compiledTrainer(one);
    for (const at of [0, 3]) {
      while (trainer.step < at) trainer.advance();
      const computed = await trainer.rehearse();
      trainer.advance(); // a step is repeated as it was, wherever the run has got to
      expect(sameBits(await trainer.repeat(computed), computed)).toBe(true);
    }
    trainer.dispose();
  });

  it("of a run that has diverged are not repeated", async () => {
    const trainer = await compiledTrainer();
    const computed = await trainer.rehearse();
    computed.before.tensors["weights/encoder/hidden/kernel"]!.data[0] = NaN;
    const { check } = checkOf(Object.create(trainer, { rehearse: { value: async () => computed } }) as Trainer);
    await check.first();
    expect(check.passed).toBe(true);
    trainer.dispose();
  });

  it("raise no alarm in 10,000 of them, and train as they would have", async () => {
    const [trainer, plain] = [await compiledTrainer(model, POINTS), await compiledTrainer(model, POINTS)];
    const repeat = vi.spyOn(trainer, "repeat");
    const { check, reports } = checkOf(trainer);
    while (repeat.mock.calls.length < 10_000) {
      await check.first();
      expect(check.refutation).toBeNull();
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

  it("are looked for where an array begins within a buffer", () => {
    const buffer = Float32Array.of(9, 1, 2);
    expect(sameBits({ ...of(), losses: buffer.subarray(1) }, of(1, 2))).toBe(true);
  });

  it("may be written in other ways where a value is not a number", () => {
    const [a, b] = [0x7fc00000, 0x7fc00001].map((bits) => ({ ...of(), losses: new Float32Array(Uint32Array.of(bits).buffer) }));
    expect(sameBits(a!, b!)).toBe(true);
  });
});
