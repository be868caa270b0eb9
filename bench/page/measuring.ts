/**
 * Trains a run with pictures, as the page does, with or without measurements after each epoch, and on a GPU with or without
 * checks of its steps. Data are loaded beforehand.
 */
import { bufferOf, NOTHING_WATCHED } from "../../src/core/latent/pictures";
import { coordinatePlane } from "../../src/core/latent/plane";
import { STANDARD_RANGE } from "../../src/core/latent/range";
import judgeFile from "../../src/subject/metrics/judge/judge.bin?url";
import { dispatchTo } from "../../src/engine/events";
import { defaultsOf } from "../../src/core/model/hyperparameters";
import { step } from "../../src/core/run/ids";
import type { CheckReport } from "../../src/core/run/reports";
import type { Backend } from "../../src/core/run/runConfig";
import type { Dataset } from "../../src/subject/data/dataset";
import { startBackend } from "../../src/engine/device/backends/start";
import { workerChecker } from "../../src/engine/worker/check";
import { Experiment } from "../../src/engine/run/experiment";
import { fetchJudge, judgeSource } from "../../src/engine/measurements";
import { MEASUREMENT_BUDGET } from "../../src/engine/scheduling/sideWork";
import { findModel } from "../../src/subject/models/registry";
import { answer } from "./answer";
import { wholeDataset } from "./contestant";
import { wasmPaths } from "./wasmPaths";
import { SEED } from "./workloads";

const LATENT = { vae: 20, cgan: 64 } as const;
export type MeasuredModel = keyof typeof LATENT;

export interface MeasuringRequest {
  readonly model: MeasuredModel;
  /** The same in all requests to a worker. */
  readonly backend: Backend;
  readonly batch: number;
  /** Default: the model's. */
  readonly hidden?: number;
  readonly epochs: number;
  readonly measuring: boolean;
  /** β alternates between 1 and 1.5 at this interval in milliseconds; default: it does not change. */
  readonly changesEvery?: number;
  /** Whether steps are compared with WASM's. */
  readonly checking: boolean;
}

export interface MeasuringTurn {
  readonly ms: number;
  readonly steps: number;
  /** The milliseconds of `ms` spent on pictures; `measurements` likewise. */
  readonly pictures: number;
  readonly measurements: number;
  /** The milliseconds for which checks delayed the training thread. */
  readonly checks: number;
  readonly checked: readonly CheckReport[];
  /** The milliseconds by which the first check delayed the first step, not part of `ms`; null without a check. */
  readonly firstCheck: number | null;
  /** The measurements made, each with its step. */
  readonly results: readonly (readonly [what: string, step: number])[];
}

let dataset: Promise<Dataset> | null = null;
const judge = judgeSource(() => fetchJudge(judgeFile));

answer<MeasuringRequest & { baseUrl: string }>(async (
  { model: id, backend, batch, hidden, epochs, measuring, changesEvery, checking, baseUrl },
): Promise<MeasuringTurn> => {
  if (!dataset) await startBackend(backend, { wasmPaths, softwareWebgl: true, onLost: (detail) => { throw new Error(detail); } });
  dataset ??= wholeDataset(baseUrl);
  const model = findModel(id)!;
  const hyperparameters = { ...defaultsOf(model.hyperparameters), latent: LATENT[id], batch, ...(hidden === undefined ? {} : { hidden }) };
  const plane = coordinatePlane([0, 1], new Array<number>(LATENT[id]).fill(0), STANDARD_RANGE);
  const results: (readonly [string, number])[] = [];
  const checked: CheckReport[] = [];
  const checker = checking ? workerChecker(() => new Worker(new URL("./check.ts", import.meta.url), { type: "module" })) : null;
  let failure: unknown = null;
  let compiledAt = 0;
  let firstCheck: number | null = null;
  const experiment = new Experiment({
    model, config: { model: id, seed: SEED, backend, hyperparameters }, dataset: await dataset, judge, ...(checker ? { checker } : {}),
    watch: {
      ...NOTHING_WATCHED, samples: true, reconstructions: true, codes: { directions: plane, count: 1500 },
      manifold: { plane, side: 13, class: 3 },
    },
    tell: dispatchTo({
      engine: ({ report }) => { if (report.mode === "compiled") compiledAt = performance.now(); },
      checked: ({ report }) => {
        firstCheck ??= performance.now() - compiledAt;
        checked.push(report);
      },
      frame: ({ frame }) => experiment.frameDrawn(frame.kind, bufferOf(frame)),
      heldOut: ({ heldOut }) => results.push(["held-out", heldOut.step]),
      measured: ({ measured: one }) => results.push([one.id, one.step]),
    }),
    fail: (error) => { failure = error; },
    measurementsBeside: { ...MEASUREMENT_BUDGET, ...(measuring ? {} : { share: 0, initial: 0 }) },
  });
  await experiment.train(step(5)); // work that is done only once
  const before = experiment.sideWorkMs;
  const start = performance.now();
  const steps = epochs * experiment.trainer.stepsPerEpoch;
  let beta = 1;
  const changes = changesEvery === undefined ? undefined : setInterval(() => {
    beta = beta === 1 ? 1.5 : 1;
    experiment.adjust({ ...hyperparameters, beta });
  }, changesEvery);
  await experiment.train(step(5 + steps));
  clearInterval(changes);
  const ms = performance.now() - start;
  const { pictures, measurements, checks } = experiment.sideWorkMs;
  await experiment.dispose();
  checker?.dispose();
  if (failure) throw failure;
  return {
    ms, steps, pictures: pictures - before.pictures, measurements: measurements - before.measurements,
    checks: checks - before.checks, checked, firstCheck, results,
  };
});
