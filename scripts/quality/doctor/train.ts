/** Trains a run from its link on WASM, or takes a trained start, and reads off it what the doctor goes by. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { appliesTo } from "../../../src/core/measurable";
import type { MeasurementId } from "../../../src/core/measurements";
import { lossColumns } from "../../../src/core/model";
import { datasetOf } from "../../../src/data/open";
import { EXAMINED_WITH, knownFrom, RECENT, recentLoss, type Known, type Results } from "../../../src/doctor/readings";
import { measure } from "../../../src/engine/measurements";
import { createTrainer, type Trainer } from "../../../src/engine/trainer/trainer";
import { findModel } from "../../../src/models/registry";
import { readCheckpoint } from "../../../src/state/checkpoint/decode";
import { parse } from "../../../src/state/urlCodec";
import type { Surroundings } from "../presets/quantities";
import { FOLDER as TRAINED } from "../trained/results";
import { subjectOf } from "./results";
import type { RunOfDoctor } from "./subjects";

export async function readOff({ run, at, trained }: RunOfDoctor, seed: number, { dataset: mnist, judge }: Surroundings): Promise<Known> {
  const { config, preset } = parse(run);
  const start = trained && await readCheckpoint(new Blob([await readFile(path.join(TRAINED, `${preset!.name}@${preset!.version}.safetensors`))]));
  const dataset = datasetOf(config.hyperparameters, () => mnist);
  const trainer = createTrainer(findModel(config.model)!, { ...config, seed, backend: "wasm" }, dataset, start?.snapshot);
  const columns = lossColumns(trainer.model).map(({ id }) => id);
  try {
    const recent = start
      ? columns.map((id) => start.losses?.[id] ?? [])
      : await lossesUpTo(trainer, at, columns.length);
    const losses = Object.fromEntries(columns.map((id, c) => [id, recentLoss(recent[c]!)]));
    const subject = subjectOf(run, at);
    const results: Partial<Record<MeasurementId, unknown>> = {};
    for (const [id, settings] of Object.entries(EXAMINED_WITH) as [keyof typeof EXAMINED_WITH, object][]) {
      if (!appliesTo(id, subject.model, subject.data.kind)) continue;
      results[id] = await measure(id, settings, { still: trainer, dataset, judge: () => Promise.resolve(judge) });
    }
    return knownFrom({ step: trainer.step, losses, results: results as Results }, subject);
  } finally {
    trainer.dispose();
  }
}

/** Trains to this step. → by column, the losses of the last RECENT steps. */
async function lossesUpTo(trainer: Trainer, at: number, columns: number): Promise<readonly (readonly number[])[]> {
  await trainer.compile();
  let kept: number[] = [];
  while (trainer.step < at) {
    trainer.advance();
    if (trainer.step % RECENT === 0 || trainer.step === at) kept = [...kept, ...await trainer.losses()].slice(-RECENT * columns);
  }
  return Array.from({ length: columns }, (_, c) => kept.filter((__, i) => i % columns === c));
}
