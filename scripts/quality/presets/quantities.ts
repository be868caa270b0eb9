/** Reads the quantities of claims from a run on WASM by the page's own measurements. */
import { lossColumns } from "../../../src/core/model/model";
import { measured, needs, pastOf, read, type Quantity, type ReadMeasurementId, type RunResults } from "../../../src/subject/measurements/readings";
import type { Dataset } from "../../../src/subject/data/dataset";
import { measure } from "../../../src/engine/measurements";
import type { Trainer } from "../../../src/engine/trainer/trainer";
import type { Judge } from "../../../src/subject/metrics/judge/judge";
import { recentLosses, subjectOf } from "../../../src/page/state/seen";

export interface MeasurementContext {
  readonly dataset: Dataset;
  readonly judge: Judge;
}

/** The values of each loss column in the order of steps. */
export type Losses = Readonly<Record<string, ArrayLike<number>>>;

/** Trains to a step and returns the losses of the steps made. It reads them every 50 steps, so that they do not pile up. */
export async function advanceTo(trainer: Trainer, to: number): Promise<Losses> {
  const columns = lossColumns(trainer.model).map(({ id }) => id);
  const values: number[] = [];
  while (trainer.step < to) {
    trainer.advance();
    if (trainer.step % 50 === 0 || trainer.step === to) values.push(...await trainer.losses());
  }
  return Object.fromEntries(columns.map((id, c) => [id, values.filter((_, i) => i % columns.length === c)]));
}

/** Returns the current results of a run: its recent losses and the wanted measurements. */
export async function currentResults(trainer: Trainer, losses: Losses, wanted: readonly ReadMeasurementId[], { dataset, judge }: MeasurementContext): Promise<RunResults> {
  const results = await measured(wanted, (id, settings) => measure(id, settings, { frozen: trainer, dataset, seed: trainer.config.seed, judge: () => Promise.resolve(judge) }));
  const recent = recentLosses({ columns: Object.keys(losses), values: (column) => losses[column]! });
  return { ...subjectOf(trainer.config, trainer.h), losses: recent, past: pastOf(losses), results };
}

/** Returns the current values of quantities. Throws if the model lacks one of the losses. */
export async function valuesOf(trainer: Trainer, losses: Losses, what: readonly Quantity[], context: MeasurementContext): Promise<ReadonlyMap<string, number>> {
  const missing = what.filter((one) => one.startsWith("loss ") && !(one.slice("loss ".length) in losses));
  if (missing.length > 0) throw new Error(`${trainer.model.id} has no ${missing.join(", ")}.`);
  const subject = subjectOf(trainer.config, trainer.h);
  const results = await currentResults(trainer, losses, what.flatMap((one) => needs(one, subject) ?? []), context);
  return new Map(what.map((one) => [one, read(one, results)]));
}
