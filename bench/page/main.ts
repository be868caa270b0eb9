/** `window.bench`: the bench's commands to its workers, each of which computes alone in its own thread. */
import type { Round, Start } from "./contestant";
import type { GemmRound } from "./gemm";
import type { Handing, HandingRequest } from "./handing";
import type { JudgedCgan } from "./judge";
import type { MeasuringRequest, MeasuringTurn } from "./measuring";
import type { Peak } from "./peakLoop";
import type { WorkloadId } from "./workloads";

/** The contestants, which are started once and train round after round. */
export type ContestantName = "compiled" | "threads" | "eager" | "plain" | "jax";

const engine = () => new Worker(new URL("./engine.ts", import.meta.url), { type: "module" });
const contestants: Record<ContestantName, () => Worker> = {
  compiled: engine,
  threads: engine,
  eager: engine,
  plain: () => new Worker(new URL("./plain.ts", import.meta.url), { type: "module" }),
  jax: () => new Worker(new URL("./jax.ts", import.meta.url), { type: "module" }),
};
const helpers = {
  measuring: () => new Worker(new URL("./measuring.ts", import.meta.url), { type: "module" }),
  handing: () => new Worker(new URL("./handing.ts", import.meta.url), { type: "module" }),
  judge: () => new Worker(new URL("./judge.ts", import.meta.url), { type: "module" }),
  flops: () => new Worker(new URL("./flops.ts", import.meta.url), { type: "module" }),
  peak: () => new Worker(new URL("./peak.ts", import.meta.url), { type: "module" }),
  gemm: () => new Worker(new URL("./gemm.ts", import.meta.url), { type: "module" }),
};
const running = new Map<ContestantName, Worker>();
let measuring: Worker | null = null;
let peak: Worker | null = null;
let gemm: Worker | null = null;

function ask<T>(worker: Worker, request: unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    worker.onerror = ({ message }) => reject(new Error(message || "the worker failed"));
    worker.onmessage = ({ data }: MessageEvent<{ value: T } | { error: string }>) =>
      ("error" in data ? reject(new Error(data.error)) : resolve(data.value));
    worker.postMessage(request);
  });
}

/** Sends one request to a worker and ends it afterwards. */
async function askOnce<T>(worker: Worker, request: unknown): Promise<T> {
  try {
    return await ask<T>(worker, request);
  } finally {
    worker.terminate();
  }
}

const bench = {
  /** Starts a worker with the model at step 0 and resolves with details about its start. */
  start(name: ContestantName, start: Start): Promise<unknown> {
    const worker = contestants[name]();
    running.set(name, worker);
    return ask(worker, { kind: "start", ...start, baseUrl: location.href });
  },
  train: (name: ContestantName, steps: number) => ask<Round>(running.get(name)!, { kind: "train", steps }),
  /** Ends the contestant's worker at once. */
  stop(name: ContestantName): void {
    running.get(name)?.terminate();
    running.delete(name);
  },
  /** The floating-point operations in a step. */
  flops: (workload: WorkloadId) => askOnce<number>(helpers.flops(), { workload }),
  /** The processor's peak; the first call takes longer. */
  peak(): Promise<Peak> {
    peak ??= helpers.peak();
    return ask<Peak>(peak, {});
  },
  /** One round of every product; the first call takes longer. */
  gemm(): Promise<GemmRound> {
    gemm ??= helpers.gemm();
    return ask<GemmRound>(gemm, {});
  },
  /** One turn of `measuring`, always in the same worker. */
  measuring(request: MeasuringRequest): Promise<MeasuringTurn> {
    measuring ??= helpers.measuring();
    return ask<MeasuringTurn>(measuring, { ...request, baseUrl: location.href });
  },
  /** The cost of submitting steps of a new run. */
  handing: (request: HandingRequest) => askOnce<Handing>(helpers.handing(), { ...request, baseUrl: location.href }),
  judgeCgan: (epochs: number) => askOnce<JudgedCgan>(helpers.judge(), { epochs, baseUrl: location.href }),
};

export type BenchPage = typeof bench;

Object.assign(window, { bench });
