/** `window.bench`: what the bench asks of its workers, each of which computes alone in a thread of its own. */
import type { Backend } from "../../src/core/runConfig";
import type { ContestantModel } from "./contestant";
import type { JudgedCgan } from "./judge";
import type { MeasuringRequest, MeasuringTurn } from "./measuring";

export interface Round {
  readonly msPerStep: number;
  /** Of every step: −ELBO, or the discriminator's loss. */
  readonly losses: readonly number[];
}

export type ContestantName = "plain" | "engine";

const workers: Record<ContestantName | "judge" | "measuring", () => Worker> = {
  measuring: () => new Worker(new URL("./measuring.ts", import.meta.url), { type: "module" }),
  plain: () => new Worker(new URL("./plain.ts", import.meta.url), { type: "module" }),
  engine: () => new Worker(new URL("./engine.ts", import.meta.url), { type: "module" }),
  judge: () => new Worker(new URL("./judge.ts", import.meta.url), { type: "module" }),
};
const running = new Map<ContestantName, Worker>();
let measuring: Worker | null = null;

function ask<T>(worker: Worker, request: unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    worker.onerror = ({ message }) => reject(new Error(message || "the worker failed"));
    worker.onmessage = ({ data }: MessageEvent<{ value: T } | { error: string }>) =>
      ("error" in data ? reject(new Error(data.error)) : resolve(data.value));
    worker.postMessage(request);
  });
}

const bench = {
  /** A new worker with the model at step 0. */
  async start(name: ContestantName, backend: Backend, model: ContestantModel): Promise<void> {
    const worker = workers[name]();
    running.set(name, worker);
    await ask(worker, { kind: "start", backend, model, baseUrl: location.href });
  },
  train: (name: ContestantName, steps: number) => ask<Round>(running.get(name)!, { kind: "train", steps }),
  stop(): void {
    running.forEach((worker) => worker.terminate());
    running.clear();
  },
  /** One turn, always in the same worker. */
  measuring(request: MeasuringRequest): Promise<MeasuringTurn> {
    measuring ??= workers.measuring();
    return ask<MeasuringTurn>(measuring, { ...request, baseUrl: location.href });
  },
  async judgeCgan(epochs: number): Promise<JudgedCgan> {
    const worker = workers.judge();
    try {
      return await ask<JudgedCgan>(worker, { epochs, baseUrl: location.href });
    } finally {
      worker.terminate();
    }
  },
};

export type BenchPage = typeof bench;

Object.assign(window, { bench });
