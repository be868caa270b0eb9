/** Trains a run from its link on WASM, or loads a pretrained checkpoint, and takes the doctor's measurements. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { read, recentLoss, pastOf, type PastLosses, type ReadingId } from "../../../src/subject/measurements/readings";
import { datasetOf } from "../../../src/subject/data/open";
import { readingsAt, measurementsFor } from "../../../src/course/doctor/registry";
import { createTrainer } from "../../../src/engine/trainer/trainer";
import { findModel } from "../../../src/subject/models/registry";
import { readCheckpoint } from "../../../src/page/state/checkpoint/decode";
import { parse } from "../../../src/page/state/urlCodec";
import { advanceTo, currentResults, type MeasurementContext } from "../presets/quantities";
import { FOLDER as TRAINED } from "../trained/results";
import type { ChangedRun } from "./changed";
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
      const so = Object.fromEntries(Object.entries(losses).map(([id, values]) => [id, Array.from(values).slice(0, step)]));
      const recent = Object.entries(so).map(([id, values]) => [id, recentLoss(values)] as const);
      return readingsAt(step, { ...subjectAt(run, step), losses: Object.fromEntries(recent), past: pastOf(so), results: {} });
    });
    const results = await currentResults(trainer, losses, measurementsFor(subjectAt(run, at)), { dataset, judge });
    return { run, seed, ...readingsAt(trainer.step, { ...results, ...subjectAt(run, at) }), course: course.filter(({ values }) => Object.keys(values).length > 0) };
  } finally {
    trainer.dispose();
  }
}

/** The readings of samples and codes that verdicts on changed runs need. */
const KEPT: readonly ReadingId[] = [
  "clear samples", "classes", "variety", "right class", "active units", "variance of codes", "reconstructions of the same class",
];

/** The stored measurements of a changed run: losses as they were, so that changed rules can read them. */
export interface ChangedResult {
  readonly run: string;
  readonly seed: number;
  readonly step: number;
  readonly values: Readonly<Partial<Record<ReadingId, number>>>;
  readonly losses: Readonly<Record<string, number>>;
  readonly past: PastLosses;
}

/** Trains a changed run, or its preset, and measures it. A run whose losses are not finite is not measured. */
export async function readChanged({ run, at }: Pick<ChangedRun, "run" | "at">, seed: number, { dataset: mnist, judge }: MeasurementContext): Promise<ChangedResult> {
  const { config } = parse(run);
  const dataset = datasetOf(config.hyperparameters, () => mnist);
  const trainer = createTrainer(findModel(config.model)!, { ...config, seed, backend: "wasm" }, dataset);
  try {
    await trainer.compile();
    const losses = await advanceTo(trainer, at);
    const past = pastOf(losses);
    const wanted = past.isFinite ? [...new Set([...measurementsFor(subjectAt(run, at)), "class-histogram" as const])] : [];
    const results = await currentResults(trainer, losses, wanted, { dataset, judge });
    const values = KEPT.map((what) => [what, read(what, results)] as const).filter(([, value]) => Number.isFinite(value));
    return { run, seed, step: trainer.step, values: Object.fromEntries(values), losses: results.losses, past };
  } finally {
    trainer.dispose();
  }
}
