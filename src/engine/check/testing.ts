/** A simulated device, and a self-check of its steps. */
import { expect, vi } from "vitest";
import { millis, step as toStep } from "../../core/run/ids";
import { uniforms } from "../../core/run/philox";
import type { CheckReport } from "../../core/run/reports";
import { findModel } from "../../subject/models/registry";
import type { ComputedStep, StepOutcome } from "../trainer/computedStep";
import type { Checker } from "./compareWithEager";
import { SelfCheck, type SelfCheckOptions } from "./selfCheck";

const model = findModel("vae")!;

/** The time of a step on a reference that is slower than the checked device. */
export const SLOW = millis(1e9);

/** A checker that always agrees, so that only repeated steps can reveal faults. */
export const agreeing: Checker = {
  compare: async ({ before }) => ({ reference: "wasm", ms: SLOW, agreement: { losses: 0, gradients: 0 }, before }),
  dispose: () => undefined,
};

/** Returns a self-check of this trainer, and the reports it makes. */
export function checkOf(trainer: SelfCheckOptions["trainer"], checker = agreeing, options: Partial<SelfCheckOptions> = {}) {
  const reports: CheckReport[] = [];
  const check = new SelfCheck({
    trainer, checker, dataset: { whenTrain: async () => undefined }, readLosses: () => undefined, report: (report) => reports.push(report),
    onFailure: () => undefined, onStepFailed: () => undefined, onError: () => undefined, ...options,
  });
  return { check, reports };
}

/** Runs the check that is due in this epoch and waits for its report. */
export async function checkEpoch({ job }: SelfCheck, reports: readonly CheckReport[]): Promise<void> {
  const before = reports.length;
  expect(job.due()).toBe(true);
  await job.run().next();
  await vi.waitFor(() => expect(reports.length).toBe(before + 1), { timeout: 30_000, interval: 0 });
}

const LR = 0.01;
/** Returns the correct result of a small step. */
export const right = (): StepOutcome => ({
  losses: Float32Array.of(200, 197, 3),
  after: Object.fromEntries(["weights/a", "m/a", "v/a"].map((name) => [name, { shape: [64], data: new Float32Array(64).fill(LR) }])),
});

/** Returns a device that flips one random bit of the result in a share `wrong` of its steps. */
export function device(seed: number, wrong: number) {
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
    model, stepsPerEpoch: 1, compiled: true, imagesNeeded: () => 0, repeatDryRun: execute,
    get step() { return toStep(step); },
    dryRun: async (): Promise<ComputedStep> =>
      ({ config: { model: model.id, seed: 7, backend: "wasm", hyperparameters: {} }, h: {}, before: { step: toStep(step), tensors: right().after }, images: [], ...await execute() }),
  };
  return { trainer, train: () => { step++; } };
}
