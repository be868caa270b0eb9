/** Trains a preset from its own seed, as the page does. */
import { lossColumns } from "../../../src/core/model/model";
import type { RunConfig } from "../../../src/core/run/runConfig";
import type { Dataset } from "../../../src/subject/data/dataset";
import { createTrainer } from "../../../src/engine/trainer/trainer";
import { findModel } from "../../../src/subject/models/registry";
import type { Preset } from "../../../src/subject/presets";
import type { CompactRun } from "../../../src/page/state/checkpoint/format";

/** Steps between two readings of the losses. */
const READ_EVERY = 50;
const REPORT_EVERY = 500;

/** Trains for so many steps. `seconds`: processor time. Throws an Error if the steps cannot be compiled. */
export async function train(preset: Preset, steps: number, dataset: Dataset): Promise<{ run: CompactRun; seconds: number }> {
  const model = findModel(preset.model);
  if (!model) throw new Error(`There is no model "${preset.model}".`);
  const config: RunConfig = { model: model.id, seed: preset.seed, backend: "auto", hyperparameters: preset.hyperparameters };
  const trainer = createTrainer(model, config, dataset);
  const { mode } = await trainer.compile();
  if (mode !== "compiled") throw new Error(`The steps of ${preset.name} are not compiled.`);
  const columns = lossColumns(model).map(({ id }) => id);
  const losses = Object.fromEntries(columns.map((column) => [column, new Float32Array(steps)]));
  const began = process.cpuUsage();
  while (trainer.step < steps) {
    const from = trainer.step;
    while (trainer.step < Math.min(steps, from + READ_EVERY)) trainer.advance();
    (await trainer.losses()).forEach((value, i) => { losses[columns[i % columns.length]!]![from + Math.floor(i / columns.length)] = value; });
    if (trainer.step % REPORT_EVERY === 0) console.log(`${preset.name}, step ${trainer.step} of ${steps}`);
  }
  const { user, system } = process.cpuUsage(began);
  const seconds = Math.round((user + system) / 1e6);
  const snapshot = await trainer.snapshot();
  trainer.dispose();
  return { run: { config, snapshot, losses }, seconds };
}
