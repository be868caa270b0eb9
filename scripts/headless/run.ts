/** A run in Node: the page's own experiment on WASM, without a page. */
import { Worker } from "node:worker_threads";
import { NOTHING_WATCHED } from "../../src/core/latent/pictures";
import type { EventOf } from "../../src/engine/events";
import { step as toStep } from "../../src/core/run/ids";
import type { Model } from "../../src/core/model/model";
import { sizeOf } from "../../src/core/model/parameters";
import type { EngineReport, HeldOut, TrainOutcome } from "../../src/core/run/reports";
import type { RunConfig } from "../../src/core/run/runConfig";
import type { Snapshot } from "../../src/core/run/snapshot";
import type { Dataset } from "../../src/subject/data/dataset";
import { datasetOf } from "../../src/subject/data/open";
import { dataOfRun, onPoints, ownOf } from "../../src/subject/data/registry";
import { diskDataset, diskJudge } from "../../src/engine/measurements/testing";
import { Experiment } from "../../src/engine/run/experiment";
import { useBackend } from "../../src/engine/testing";
import { parametersOf } from "../../src/engine/step/weights";
import { setThreadFactory, type ThreadPort } from "../../src/engine/trainer/stepper/threads";
import { appliesTo, type Measured } from "../../src/subject/measurements/registry";
import type { Measure } from "./options";
import { Refusal } from "./refusal";

export type Losses = Omit<EventOf<"losses">, "kind">;

export interface Measurements {
  readonly heldOut: readonly HeldOut[];
  readonly measured: readonly Measured[];
}

export interface Run {
  readonly experiment: Experiment;
  /** The number of weights and biases. */
  readonly parameters: number;
  /** Trains until this step in all. Resolves early with another reason if the run was paused or diverged. */
  train(until: number): Promise<TrainOutcome>;
  measure(what: readonly Measure[]): Promise<Measurements>;
}

export interface RunOptions {
  readonly model: Model;
  readonly config: RunConfig;
  readonly snapshot: Snapshot | null;
  readonly threads?: number;
  onLosses?(losses: Losses): void;
  /** Called when it is known how steps are computed. */
  onEngine?(report: EngineReport): void;
}

/** The page measures during training. Here it would take time from training. */
const NOT_MEASURED = { share: 0, initial: 0, capacity: 0 };

/** Opens a run at its first step, or at that of the snapshot. Rejects with a Refusal if MNIST is missing or damaged. */
export async function openRun({ model, config, snapshot, threads = 1, onLosses, onEngine }: RunOptions): Promise<Run> {
  const dataset = await openData(config);
  setThreadFactory(startThread);
  await useBackend("wasm");
  const experiment = new Experiment({
    model, config, dataset, threads, watch: NOTHING_WATCHED, judge: diskJudge, measurementsBeside: NOT_MEASURED, ...(snapshot && { snapshot }),
    tell(event) {
      if (event.kind === "losses") onLosses?.(event);
      if (event.kind === "engine") onEngine?.(event.report);
    },
    fail: () => undefined, // what fails also rejects, or is the outcome of training
  });
  const parameters = parametersOf(experiment.trainer.specs).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  return {
    experiment, parameters,
    train: (until) => experiment.train(toStep(until)),
    async measure(what) {
      const heldOut: HeldOut[] = [], measured: Measured[] = [];
      for (const id of what) {
        if (id === "held-out") heldOut.push(await experiment.evaluate());
        else measured.push(await experiment.measure(id, {}));
      }
      return { heldOut, measured };
    },
  };
}

/** Throws a Refusal if a measurement does not apply to the model. */
export function expectMeasurable(model: Model, config: RunConfig, what: readonly Measure[]): void {
  const unfit = what.find((id) => id !== "held-out" && !appliesTo(id, model, dataOfRun(config).kind));
  if (unfit !== undefined) throw new Refusal(`The measurement ${unfit} does not apply to ${model.id}. Remove it from --measure.`);
}

/** Throws a Refusal if a run is trained on a reader's own images. `subject`: who trains, such as "The link trains". */
export function expectNoOwnImages(config: RunConfig, subject: string, advice: string): void {
  if (ownOf(config) !== undefined) throw new Refusal(`${subject} on a reader's own images, which only their browser has. ${advice}`);
}

async function openData({ hyperparameters }: RunConfig): Promise<Dataset> {
  const mnist = onPoints(hyperparameters) ? null : await diskDataset().catch(() => {
    throw new Refusal("MNIST is not here, or its files are damaged. Run `npm run data` in ELBO Room's folder first.");
  });
  return datasetOf(hyperparameters, () => mnist!);
}

/** As the page's `help` does, but in a thread of Node. */
const HELPER = `
  const { parentPort } = require("node:worker_threads");
  parentPort.once("message", ({ module, memory, scratch }) => {
    new WebAssembly.Instance(module, { env: { memory, scratch } }).exports.serve();
  });
`;

function startThread(): ThreadPort {
  const worker = new Worker(HELPER, { eval: true });
  worker.unref();
  const port: ThreadPort = { onerror: null, postMessage: (job) => { worker.postMessage(job); }, terminate: () => void worker.terminate() };
  worker.once("error", () => port.onerror?.(new Event("error") as ErrorEvent)); // only its default is prevented
  return port;
}
