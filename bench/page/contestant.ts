/**
 * What the contestants of `steps` that compute in a worker share, so that they differ in nothing but the engine: the
 * same inputs from typed arrays, the same way to time. Losses are read once a round; nobody waits between two steps.
 */
import type { Backend } from "../../src/core/run/runConfig";
import type { Dataset } from "../../src/data/dataset";
import { openMnist } from "../../src/data/mnist/dataset";
import { shardsOf } from "../../src/data/mnist/manifest";
import { answer } from "./answer";
import { workload, type Workload, type WorkloadId } from "./workloads";

/** How this project's engine computes a step. */
export type EngineMode = "compiled" | "eager";

export interface Start {
  readonly backend: Backend;
  readonly workload: WorkloadId;
  /** For this project's engine only. */
  readonly engineMode?: EngineMode;
  /** How many threads work on a step, for this project's engine and jax-js; 1 where absent. More need a page that is isolated. */
  readonly threads?: number;
}

type Request =
  | (Start & { readonly kind: "start"; readonly baseUrl: string })
  | { readonly kind: "train"; readonly steps: number };

export interface Round {
  readonly msPerStep: number;
  /** Of every step: −ELBO, or the discriminator's loss. */
  readonly losses: readonly number[];
  /** What the page around it drew meanwhile. */
  readonly drawn?: Drawn;
}

/** How often a second the page had a new picture of each kind, or drew the chart. */
export type Drawn = Readonly<Record<string, number>>;

export interface Runner {
  /** Whatever it has to say about its start, for the file of figures. */
  readonly about?: unknown;
  /** Submits one training step, without waiting for it. A promise where submitting takes one. */
  step(): void | Promise<void>;
  /** Waits for everything under way; the losses since the last call. */
  losses(): Promise<number[]>;
}

/** Rejects where the contestant cannot take part; the message says why. */
type Prepare = (start: Start, work: Workload, dataset: Dataset) => Promise<Runner>;

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

/** Every image, before anything is timed. */
export function wholeDataset(baseUrl: string): Promise<Dataset> {
  return new Promise((resolve, reject) => {
    const dataset = openMnist({ baseUrl, onError: reject });
    const train = shardsOf("train").map((_, i) => dataset.whenTrain(i));
    const test = shardsOf("test").map((_, i) => dataset.whenTest(i));
    void Promise.all([...train, ...test]).then(() => resolve(dataset), reject);
  });
}
