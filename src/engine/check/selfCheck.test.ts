/** When a run checks its steps, what counts as wrong, and that checks do not change the run's own numbers. */
import { memory } from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { eventually } from "../../core/testing";
import { step as toStep } from "../../core/run/ids";
import type { Agreement, CheckReport } from "../../core/run/reports";
import type { RunConfig } from "../../core/run/runConfig";
import { findModel } from "../../subject/models/registry";
import { SideWork } from "../scheduling/sideWork";
import { CompiledStepper } from "../trainer/stepper/compiled";
import { greyImages, smallSettings, someModels, useBackend } from "../testing";
import { CompiledStepFailed, createTrainer, type Trainer } from "../trainer/trainer";
import { GRADIENT_TOLERANCE, LOSS_TOLERANCE } from "./agreement";
import { sameBackendChecker, type Checker } from "./compareWithEager";
import { compareWithEager } from "./compareWithEager";
import { SLOW } from "./testing";
import { SelfCheck, type SelfCheckOptions } from "./selfCheck";

beforeAll(() => useBackend("wasm"));

const model = findModel("vae")!;
/** With many other seeds an input of a ReLU of vae-gan is within rounding of 0, and backends round it to different sides. */
const SEED = 7;
const config: RunConfig = { model: model.id, seed: SEED, backend: "wasm", hyperparameters: smallSettings(model) };
const trainers: Trainer[] = [];
function trainer(of = model, hyperparameters = config.hyperparameters): Trainer {
  const made = createTrainer(of, { ...config, model: of.id, hyperparameters }, greyImages);
  trainers.push(made);
  return made;
}
afterEach(() => trainers.splice(0).forEach((each) => each.dispose()));

function advance(run: Trainer, steps: number): Promise<Float32Array> {
  for (let i = 0; i < steps; i++) run.advance();
  return run.losses();
}

describe("a dry run", () => {
  it.each(["eager", "compiled"])("changes nothing: %s", async (mode) => {
    const [run, plain] = [trainer(), trainer()];
    if (mode === "compiled") await Promise.all([run.compile(), plain.compile()]);
    for (const [at, each] of [run, plain].entries()) {
      each.advance();
      if (at === 0) await each.dryRun(toStep(7));
      each.advance();
    }
    expect(run.step).toBe(2);
    expect([...await run.losses()]).toEqual([...await plain.losses()]); // without the dry run's losses
    expect(await run.snapshot()).toEqual(await plain.snapshot());
    await run.dryRun();
    const before = memory().numTensors;
    await run.dryRun();
    expect(memory().numTensors).toBe(before);
  });

  it("is the next step", async () => {
    const run = trainer();
    await run.compile();
    await advance(run, 3);
    const { before, after, losses, images } = await run.dryRun();
    expect(before).toEqual(await run.snapshot());
    expect(images).toHaveLength(1);
    expect([...await advance(run, 1)]).toEqual([...losses]);
    expect((await run.snapshot()).tensors).toEqual(after);
  });

  it("that throws leaves the run where it was, eager", async () => {
    const run = trainer();
    await run.compile();
    const start = await run.snapshot();
    vi.spyOn(CompiledStepper.prototype, "finish").mockImplementationOnce(() => { throw new WebAssembly.RuntimeError("unreachable"); });
    await expect(run.dryRun()).rejects.toThrow(CompiledStepFailed);
    expect(run.compiled).toBe(false);
    expect(await run.snapshot()).toEqual(start);
  });
});

describe("every model's compiled steps agree with eager ones", () => {
  it.each(someModels)("$id", async (one) => { // trainer/compiled.test.ts has options of their choices
    const run = trainer(one, smallSettings(one));
    expect((await run.compile()).mode).toBe("compiled");
    for (const steps of [0, 5]) {
      if (steps > 0) await advance(run, steps);
      const found = await compareWithEager(await run.dryRun());
      // Measured: 1.6e-5 (a hinge loss of scores that cancel) and 5.6e-4 (a bias before batch normalisation).
      expect(found.losses).toBeLessThan(LOSS_TOLERANCE / 10);
      expect(found.gradients).toBeLessThan(GRADIENT_TOLERANCE / 20);
    }
  });
});

const right: Agreement = { losses: 1e-6, gradients: 1e-5 };
const wrong: Agreement = { losses: 0, gradients: 0.1 };

/** Returns the given results in turn; an error among them is thrown. */
function scripted(...found: (Agreement | Error)[]): Checker & { readonly asked: number[] } {
  const asked: number[] = [];
  return {
    asked,
    async compare({ before }) {
      asked.push(before.step);
      const next = found.shift();
      if (next === undefined) throw new Error("not expected to be asked");
      if (next instanceof Error) throw next;
      return { reference: "cpu", ms: SLOW, agreement: next, before };
    },
    dispose: () => undefined,
  };
}

function check(run: Trainer, checker: Checker, options: Partial<SelfCheckOptions> = {}) {
  const reports: CheckReport[] = [];
  const onFailure = vi.fn();
  const onStepFailed = vi.fn();
  const onError = vi.fn();
  const made = new SelfCheck({
    trainer: run, checker, dataset: { whenTrain: async () => undefined }, readLosses: () => undefined, report: (report) => reports.push(report), onFailure, onStepFailed, onError,
    ...options,
  });
  return { made, reports, onFailure, onStepFailed, onError };
}

/** A run of five steps an epoch. */
function short(): Trainer {
  const run = trainer();
  return Object.defineProperty(Object.create(run, {}) as Trainer, "stepsPerEpoch", { value: 5 });
}

describe("the first step", () => {
  it("is compared once, and says so", async () => {
    const run = trainer();
    const checker = scripted(right);
    const { made, reports } = check(run, checker);
    await Promise.all([made.first(), made.first()]);
    expect(made).toMatchObject({ passed: true, failure: null });
    expect(made.checked).toEqual(await run.snapshot());
    expect(reports).toEqual([{ verdict: "agreed", step: 0, reference: "cpu", ...right }]);
  });

  it("counts as wrong if a second one disagrees, too", async () => {
    const run = trainer();
    const checker = scripted(wrong, wrong);
    const { made, reports, onFailure } = check(run, checker);
    await made.first();
    expect(checker.asked).toEqual([0, 1]);
    expect(made.passed).toBe(false);
    const disagreement = { reference: "cpu", backTo: 0, ...wrong };
    expect(made.failure).toEqual({ disagreement, backTo: await run.snapshot() });
    expect(reports).toEqual([{ verdict: "disagreed", ...disagreement }]);
    expect(onFailure).not.toHaveBeenCalled(); // `first` is awaited and reports it
  });

  it("that alone deviates was at a kink", async () => {
    const { made, reports } = check(trainer(), scripted(wrong, right));
    await made.first();
    expect(made.passed).toBe(true);
    expect(reports).toEqual([{ verdict: "agreed", step: 0, reference: "cpu", ...right }]);
  });

  it("agrees in a real comparison", async () => {
    const run = trainer();
    await run.compile();
    const { made, reports } = check(run, sameBackendChecker);
    await made.first();
    expect(reports).toMatchObject([{ verdict: "agreed", step: 0, reference: "wasm" }]);
  });

  it("is compared with an eager one on the same backend if the checker fails, and later steps are not compared", async () => {
    const run = short();
    await run.compile();
    const { made, reports } = check(run, scripted(new Error("no worker")));
    await made.first();
    expect(made.passed).toBe(true);
    expect(reports).toMatchObject([{ verdict: "agreed", reference: "wasm" }]);
    await advance(run, run.stepsPerEpoch);
    expect(made.job.due()).toBe(false);
  });

  it("stays unchecked if it is eager and the checker fails, and reports why", async () => {
    const { made, reports } = check(trainer(), scripted(new Error("no worker")));
    await made.first();
    expect(made.passed).toBe(true);
    expect(reports).toEqual([{ verdict: "unchecked", detail: "no worker" }]);
  });

  it("that never ends makes the device count as lost", async () => {
    const run = { ...trainer(), dryRun: () => new Promise<never>(() => undefined) };
    const { made } = check(run, scripted(), { timeout: 20 });
    await expect(made.first()).rejects.toMatchObject({ code: "backend-lost" });
    expect(made.passed).toBe(false);
  });

  it("is computed when the losses of the steps before it are being read, as a step that throws would take them with it", async () => {
    const readLosses = vi.fn();
    const run = { ...trainer(), dryRun: vi.fn(() => Promise.reject(new CompiledStepFailed("broke"))) };
    await check(run, scripted(), { readLosses }).made.first();
    expect(readLosses.mock.invocationCallOrder[0]).toBeLessThan(run.dryRun.mock.invocationCallOrder[0]!);
  });

  it("that throws is reported; the eager one after it is checked again", async () => {
    const run = { ...trainer(), dryRun: vi.fn(() => Promise.reject(new CompiledStepFailed("broke"))) };
    const { made, onStepFailed } = check(run, scripted());
    await made.first();
    expect(onStepFailed).toHaveBeenCalledOnce();
    expect(made.passed).toBe(false);
    void made.first();
    expect(run.dryRun).toHaveBeenCalledTimes(2);
  });
});

describe("later steps", () => {
  const beside = (made: SelfCheck) => new SideWork([{ jobs: [made.job], share: 1, initial: 1, capacity: 1 }]);

  it.each([0, 1])("that throw after %i dry runs are reported, and the eager steps after them are checked again", async (before) => {
    const run = short();
    const { made, onStepFailed, onError } = check(run, scripted(right, wrong));
    await made.first();
    await advance(run, run.stepsPerEpoch);
    const { dryRun } = run;
    let runs = 0;
    run.dryRun = (at) => (runs++ < before ? dryRun(at) : Promise.reject(new CompiledStepFailed("broke"))); // the second one follows a disagreement
    await made.job.run().next();
    await eventually(() => expect(onStepFailed).toHaveBeenCalledOnce());
    expect([made.passed, onError.mock.calls]).toEqual([false, []]);
  });

  it("that never end make the device count as lost", async () => {
    const run = short();
    const { made, onError } = check(run, scripted(right), { timeout: 20 });
    await made.first();
    await advance(run, run.stepsPerEpoch);
    run.dryRun = () => new Promise<never>(() => undefined);
    await made.job.run().next();
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: "backend-lost" }));
  });

  it("are compared one in each epoch, and training does not wait for the verdict", async () => {
    const run = short();
    const checker = scripted(right, right, right);
    const { made, reports } = check(run, checker);
    expect(made.job.due()).toBe(false); // the first step comes first
    await made.first();
    const side = beside(made);
    for (let i = 0; i < 12; i++) {
      run.advance();
      await side.slice(false);
      await eventually(() => expect(reports).toHaveLength(checker.asked.length));
    }
    void run.losses();
    expect(checker.asked).toEqual([0, 5, 10]);
    expect(made.checked!.step).toBe(10);
  });

  it("that are wrong lead back to the last checked weights", async () => {
    const run = short();
    const { made, onFailure, reports } = check(run, scripted(right, wrong, wrong));
    await made.first();
    const start = await run.snapshot();
    await advance(run, 6);
    await beside(made).slice(false);
    await eventually(() => expect(onFailure).toHaveBeenCalledOnce());
    expect(made.failure).toEqual({ disagreement: { reference: "cpu", backTo: 0, ...wrong }, backTo: start });
    expect(reports.at(-1)).toMatchObject({ verdict: "disagreed", backTo: 0 });
    expect(made.job.due()).toBe(false);
  });

  it("of an engine that was replaced meanwhile do not count", async () => {
    const run = short();
    let answer = (): void => undefined;
    const checker = scripted(right);
    const { made, onFailure, reports } = check(run, {
      ...checker,
      compare: async (step) => {
        if (checker.asked.length > 0) await new Promise<void>((resolve) => { answer = resolve; });
        return checker.asked.length > 0 ? { reference: "cpu", ms: SLOW, agreement: wrong, before: step.before } : checker.compare(step);
      },
    });
    await made.first();
    await advance(run, 6);
    await beside(made).slice(false);
    made.restart();
    answer();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(onFailure).not.toHaveBeenCalled();
    expect(made.failure).toBeNull();
    expect(reports).toHaveLength(1);
  });
});
