/** Trains a run from its link on WASM, or loads a pretrained checkpoint, and takes the doctor's measurements. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { recentLoss } from "../../../src/measurements/readings";
import { datasetOf } from "../../../src/data/open";
import { readingsAt, measurementsFor } from "../../../src/doctor/registry";
import { createTrainer } from "../../../src/engine/trainer/trainer";
import { findModel } from "../../../src/models/registry";
import { readCheckpoint } from "../../../src/state/checkpoint/decode";
import { parse } from "../../../src/state/urlCodec";
import { advanceTo, currentResults, type MeasurementContext } from "../presets/quantities";
import { FOLDER as TRAINED } from "../trained/results";
import { subjectAt, type DoctorResult } from "./results";
import type { RunOfDoctor } from "./subjects";

/** Steps between two readings of the losses. */
const EVERY = 50;

/** Returns the measurements of a run with a seed, at the step of its subject. */
export async function readOff(
  { run, at, trained }: Pick<RunOfDoctor, "run" | "at" | "trained">, seed: number, { dataset: mnist, judge }: MeasurementContext,
): Promise<DoctorResult> {
  const { config, preset } = parse(run);
  const start = trained && await readCheckpoint(new Blob([await readFile(path.join(TRAINED, `${preset!.name}@${preset!.version}.safetensors`))]));
  const dataset = datasetOf(config.hyperparameters, () => mnist);
  const trainer = createTrainer(findModel(config.model)!, { ...config, seed, backend: "wasm" }, dataset, start?.snapshot);
  try {
    if (!start) await trainer.compile();
    const losses = start ? start.losses ?? {} : await advanceTo(trainer, at);
    const course = Array.from({ length: Math.ceil(at / EVERY) - 1 }, (_, i) => {
      const step = EVERY * (i + 1);
      const recent = Object.entries(losses).map(([id, values]) => [id, recentLoss(Array.from(values).slice(0, step))] as const);
      return readingsAt(step, { ...subjectAt(run, step), losses: Object.fromEntries(recent), results: {} });
    });
    const results = await currentResults(trainer, losses, measurementsFor(subjectAt(run, at)), { dataset, judge });
    return { run, seed, ...readingsAt(trainer.step, results), course: course.filter(({ values }) => Object.keys(values).length > 0) };
  } finally {
    trainer.dispose();
  }
}
