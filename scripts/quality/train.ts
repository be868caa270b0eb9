/** One run of `npm run quality`: trains on WASM and measures during training. */
import { defaultsOf } from "../../src/core/model/hyperparameters";
import type { MeasurementId } from "../../src/subject/measurements/registry";
import { findModel } from "../../src/subject/models/registry";
import type { Dataset } from "../../src/subject/data/dataset";
import { measureNow } from "../../src/engine/measurements/heldOutJob";
import { measure } from "../../src/engine/measurements";
import { createTrainer } from "../../src/engine/trainer/trainer";
import type { Judge } from "../../src/subject/metrics/judge/judge";
import type { EpochResults, RunResults } from "../../src/subject/quality/targets";
import type { ModelRun } from "./folders";

/** Trains and measures a run. `onEpoch` is called after each epoch. */
export async function trainRun(
  { name, model: id, settings, epochs, changes, measure: schedule, measureWith = {} }: ModelRun, seed: number, dataset: Dataset, judge: Judge,
  onEpoch: (epoch: EpochResults | null, number: number) => void,
): Promise<RunResults> {
  const model = findModel(id);
  if (!model) throw new Error(`There is no model "${id}".`);
  const hyperparameters = { ...defaultsOf(model.hyperparameters), ...settings };
  const trainer = createTrainer(model, { model: id, seed, backend: "wasm", hyperparameters }, dataset);
  const { mode: engine } = await trainer.compile();
  if (engine === "compiling") throw new Error("The engine says that it still compiles.");
  const results: EpochResults[] = [];
  let training = 0;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const began = performance.now();
    while (trainer.step < epoch * trainer.stepsPerEpoch) trainer.advance();
    await trainer.losses();
    training += performance.now() - began;
    const measured = await measureAll(trainer, dataset, judge, { schedule, measureWith }, epoch);
    if (measured) results.push(measured);
    onEpoch(measured, epoch);
    trainer.adjust(changes?.[epoch] ?? {});
  }
  const msPerStep = Number((training / trainer.step).toFixed(1));
  trainer.dispose();
  return { run: name, model: id, seed, settings: hyperparameters, engine, msPerStep, epochs: results };
}

async function measureAll(
  trainer: ReturnType<typeof createTrainer>, dataset: Dataset, judge: Judge,
  { schedule, measureWith }: { schedule: ModelRun["measure"]; measureWith: NonNullable<ModelRun["measureWith"]> }, epoch: number,
): Promise<EpochResults | null> {
  const due = Object.entries(schedule).filter(([, at]) => at.includes(epoch)).map(([what]) => what as MeasurementId | "held-out");
  if (due.length === 0) return null;
  const results: Record<string, unknown> = {};
  for (const what of due) {
    if (what === "held-out") results["heldOut"] = (await measureNow(trainer, dataset)).values;
    else results[what] = await measure(what, measureWith[what] ?? {}, { frozen: trainer, dataset, seed: trainer.config.seed, judge: () => Promise.resolve(judge) });
  }
  return { epoch, step: trainer.step, ...results };
}
