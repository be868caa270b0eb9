/**
 * The common part of `steps`' contestants in workers, so that they differ only in their engine: the same inputs from
 * typed arrays, timed in the same way. Losses are read once a round. Only jax-js waits between two steps, except on WebGPU.
 */
import type { Backend } from "../../src/core/run/runConfig";
import type { Dataset } from "../../src/subject/data/dataset";
import { openMnist } from "../../src/subject/data/mnist/dataset";
import { answer } from "./answer";
import { workload, type Workload, type WorkloadId } from "./workloads";

/** How this project's engine computes a step. */
export type EngineMode = "compiled" | "eager";

export interface Start {
  readonly backend: Backend;
  readonly workload: WorkloadId;
  /** For this project's engine only. */
  readonly engineMode?: EngineMode;
  /** Threads per step, for this project's engine and jax-js; default 1. More than one needs an isolated page. */
  readonly threads?: number;
}

type Request =
  | (Start & { readonly kind: "start"; readonly baseUrl: string })
  | { readonly kind: "train"; readonly steps: number };

export interface Round {
  readonly msPerStep: number;
  /** The loss of every step: −ELBO, or the discriminator's loss. */
  readonly losses: readonly number[];
  /** For the page as a contestant: what it drew meanwhile. */
  readonly drawn?: Drawn;
  /** The share of the cores that other programs had, if the contestant has measured it; null where the system keeps no account. */
  readonly others?: number | null;
  /** How many cores the browser's workers had on average, likewise. */
  readonly workers?: number | null;
}

/** New pictures of each kind per second; the chart counts as one kind. */
export type Drawn = Readonly<Record<string, number>>;

export interface Runner {
  /** Details about the start, for the file of figures. */
  readonly about?: unknown;
  /** Submits one training step without waiting for its result. Returns a promise if submission is asynchronous. */
  step(): void | Promise<void>;
  /** Waits for all submitted steps and returns the losses since the last call. */
  losses(): Promise<number[]>;
}

/** Rejects if the contestant cannot take part; the message says why. */
type Prepare = (start: Start, work: Workload, dataset: Dataset) => Promise<Runner>;

/** Makes this worker a contestant: it prepares a run once and then answers each request with a round. */
export function contest(prepare: Prepare): void {
  let runner: Runner | null = null;
  answer<Request>(async (request) => {
    if (request.kind === "start") {
      runner = await prepare(request, workload(request.workload), await wholeDataset(request.baseUrl));
      return runner.about ?? null;
    }
    const start = performance.now();
    for (let i = 0; i < request.steps; i++) {
      const submitted = runner!.step();
      if (submitted) await submitted;
    }
    const losses = await runner!.losses();
    return { msPerStep: (performance.now() - start) / request.steps, losses } satisfies Round;
  });
}

/** Loads every training image, before anything is timed. */
export function wholeDataset(baseUrl: string): Promise<Dataset> {
  return new Promise((resolve, reject) => {
    const dataset = openMnist({ baseUrl, onError: reject });
    void Promise.all([dataset.whenTrain(dataset.trainImages), dataset.whenTest(dataset.testImages)]).then(() => resolve(dataset), reject);
  });
}
