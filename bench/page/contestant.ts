/**
 * What the two contestants of `steps` share, so that they differ in nothing but the engine: the same images in the same
 * order from typed arrays, the same way to time. Losses are read once a round; nobody waits between two steps.
 */
import type { Backend } from "../../src/core/runConfig";
import { CLASSES, PIXELS } from "../../src/core/runConfig";
import { openDataset, type Dataset } from "../../src/data/dataset";
import { createOrder } from "../../src/data/order";
import { shardsOf } from "../../src/data/manifest";
import { answer } from "./answer";
import type { Round } from "./main";

export const BATCH = 128;
export const SEED = 1;
export type ContestantModel = "vae" | "cgan";
export const LATENT = { vae: 20, cgan: 64 } as const;

type Request =
  | { readonly kind: "start"; readonly backend: Backend; readonly model: ContestantModel; readonly baseUrl: string }
  | { readonly kind: "train"; readonly steps: number };

export interface Runner {
  /** One training step, without waiting for it. */
  step(): void;
  /** Waits for everything under way; the losses since the last call. */
  losses(): Promise<number[]>;
}

type Prepare = (backend: Backend, model: ContestantModel, dataset: Dataset) => Promise<Runner>;

export function contest(prepare: Prepare): void {
  let runner: Runner | null = null;
  answer<Request>(async (request) => {
    if (request.kind === "start") {
      runner = await prepare(request.backend, request.model, await wholeDataset(request.baseUrl));
      return null;
    }
    const start = performance.now();
    for (let i = 0; i < request.steps; i++) runner!.step();
    const losses = await runner!.losses();
    return { msPerStep: (performance.now() - start) / request.steps, losses } satisfies Round;
  });
}

/** Every image, before anything is timed. */
export function wholeDataset(baseUrl: string): Promise<Dataset> {
  return new Promise((resolve, reject) => {
    const dataset = openDataset({ baseUrl, onError: reject });
    const train = shardsOf("train").map((_, i) => dataset.whenTrain(i));
    const test = shardsOf("test").map((_, i) => dataset.whenTest(i));
    void Promise.all([...train, ...test]).then(() => resolve(dataset), reject);
  });
}

/** The batch of each step in turn, in typed arrays of its own. */
export function batches(dataset: Dataset): () => { x: Float32Array; y: Float32Array } {
  const order = createOrder(SEED, BATCH);
  let step = 0;
  return () => {
    const x = new Float32Array(BATCH * PIXELS);
    const y = new Float32Array(BATCH * CLASSES);
    dataset.fillTrain(order.indices(step++), x, y);
    return { x, y };
  };
}
