/** A run as the page has it, pictures and all, with measurements after each epoch or without. Data are here beforehand. */
import { NOTHING_WATCHED } from "../../src/core/pictures";
import { coordinatePlane } from "../../src/core/plane";
import judgeFile from "../../src/metrics/judge/judge.bin?url";
import { defaultsOf } from "../../src/core/hyperparameters";
import { step } from "../../src/core/ids";
import type { Dataset } from "../../src/data/dataset";
import { startBackend } from "../../src/engine/backends/start";
import { Experiment } from "../../src/engine/experiment";
import { fetchJudge, judgeSource } from "../../src/engine/measurements";
import { MEASUREMENTS_BESIDE } from "../../src/engine/sideWork";
import { findModel } from "../../src/models/registry";
import { answer } from "./answer";
import { wholeDataset } from "./contestant";
import { wasmPaths } from "./wasmPaths";
import { SEED } from "./workloads";

const LATENT = { vae: 20, cgan: 64 } as const;
export type MeasuredModel = keyof typeof LATENT;

export interface MeasuringRequest {
  readonly model: MeasuredModel;
  readonly batch: number;
  readonly epochs: number;
  readonly measuring: boolean;
}

export interface MeasuringTurn {
  readonly ms: number;
  readonly steps: number;
  /** Milliseconds of `ms` that went into slices of either kind. */
  readonly pictures: number;
  readonly measurements: number;
  /** What came of it, with its step. */
  readonly results: readonly (readonly [what: string, step: number])[];
}

let dataset: Promise<Dataset> | null = null;
const judge = judgeSource(() => fetchJudge(judgeFile));

answer<MeasuringRequest & { baseUrl: string }>(async ({ model: id, batch, epochs, measuring, baseUrl }): Promise<MeasuringTurn> => {
  if (!dataset) await startBackend("wasm", { wasmPaths, softwareWebgl: false, onLost: () => undefined });
  dataset ??= wholeDataset(baseUrl);
  const model = findModel(id)!;
  const hyperparameters = { ...defaultsOf(model.hyperparameters), latent: LATENT[id], batch };
  const plane = coordinatePlane([0, 1], new Array<number>(LATENT[id]).fill(0), 3);
  const results: (readonly [string, number])[] = [];
  let failure: unknown = null;
  const experiment = new Experiment({
    model, config: { model: id, seed: SEED, backend: "wasm", hyperparameters }, dataset: await dataset, judge,
    watch: {
      ...NOTHING_WATCHED, samples: true, reconstructions: true, codes: { directions: plane, count: 1500 },
      manifold: { plane, side: 13, class: 3 },
    },
    events: {
      losses: () => undefined, snapshot: () => undefined, engine: () => undefined,
      frame: (frame) => experiment.drawn(frame.kind, frame.kind === "codes" ? frame.points.buffer : frame.pixels.buffer),
      heldOut: (heldOut) => results.push(["held-out", heldOut.step]),
      measured: (one) => results.push([one.id, one.step]),
      notMeasured: (_, error) => { failure = error; },
      failed: (error) => { failure = error; },
    },
    measurementsBeside: { ...MEASUREMENTS_BESIDE, ...(measuring ? {} : { share: 0 }) },
  });
  await experiment.train(step(5)); // what is done once
  const before = experiment.beside;
  const start = performance.now();
  const steps = epochs * experiment.trainer.stepsPerEpoch;
  await experiment.train(step(5 + steps));
  const ms = performance.now() - start;
  const { pictures, measurements } = experiment.beside;
  await experiment.dispose();
  if (failure) throw failure;
  return { ms, steps, pictures: pictures - before.pictures, measurements: measurements - before.measurements, results };
});
