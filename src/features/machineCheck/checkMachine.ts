/**
 * "Check this machine", the part that asks: which tasks, in which order, how long each may take, and a worker that it can
 * always take back. What a task does is the worker's business, what the findings mean is said in `core/browser/machine.ts`.
 */
import { ElboError } from "../../core/errors";
import { defaultsOf } from "../../core/model/hyperparameters";
import { millis } from "../../core/run/ids";
import {
  KERNEL_FAMILIES, PACE_MODELS, STEP_MODES, type BackendChecked, type BackendFacts, type BackendResult, type BrowserFacts,
  type Comparison, type Finding, type MachineReport, type MachineTasks, type ModelSize, type PaceSubject, type TaskKind, type TaskParams, type TaskResult,
} from "../../core/browser/machine";
import { isGpu, type Backend } from "../../core/run/runConfig";
import { findModel, models } from "../../models/registry";
import type { CheckProgress, CheckWish } from "./slice";
import { connect, CallTimeout, type Rpc, type WorkerPort } from "../../worker/rpc";

export interface CheckParts {
  /** A new worker of the kind that checks the machine, each time it is called. */
  readonly spawn: () => WorkerPort;
  /** The version of the page. */
  readonly version: string;
  readonly browser: BrowserFacts;
  /** For compiled steps of WASM. */
  readonly threads: number;
  readonly wish: CheckWish;
  /** Ends it: the report is then of what was found until then. */
  readonly signal: AbortSignal;
  onProgress(progress: CheckProgress): void;
}

/** The sure one first: the others are compared with it. */
const ORDER: readonly Backend[] = ["wasm", "webgpu", "webgl", "cpu"];
/** Drivers take seconds to compile a model's programs; a task that takes longer than this has hung. */
const TASK_LIMIT = millis(45_000);
/** Then what is left to do on a backend is left out. */
const BACKEND_LIMIT_MS = 150_000;
/** So many tasks that took too long, or took the worker with them, are enough. */
const MOST_LOSSES = 2;
/** For compiling, for the first step, and for those that are timed. */
const PACE_LIMIT = millis(8000);

/** Resolves when all is done or the signal has come. Never rejects. */
export async function checkMachine({ version, spawn, browser, threads, wish, signal, onProgress }: CheckParts): Promise<MachineReport> {
  const start = performance.now();
  const bench = new Bench(spawn, threads, signal);
  const backends: BackendResult[] = [];
  const report = (more: readonly BackendResult[] = []): MachineReport => ({
    version, date: new Date().toISOString().slice(0, 10), browser, threads, backends: [...backends, ...more],
    seconds: Math.round((performance.now() - start) / 1000), complete: !signal.aborted,
  });
  const order = ORDER.filter((backend) => wish.backends?.includes(backend) ?? true);
  for (const [i, backend] of order.entries()) {
    if (signal.aborted) break;
    const tell = (task: CheckProgress["task"], share: number, sofar?: BackendChecked) =>
      onProgress({ backend, task, share: (i + share) / order.length, report: report(sofar ? [sofar] : []) });
    const reference = backends.some((one) => one.kind === "unavailable" && one.backend === "wasm") ? "cpu" : "wasm";
    const result = await checkBackend(bench, backend, reference, wish, tell);
    if (result) backends.push(result);
  }
  bench.end();
  return report();
}

type Tell = (task: CheckProgress["task"], share: number, sofar?: BackendChecked) => void;

/** Null where the check was ended before anything was known. */
async function checkBackend(
  bench: Bench, backend: Backend, reference: Backend, wish: CheckWish, tell: Tell,
): Promise<BackendResult | null> {
  tell({ kind: "start" }, 0);
  let facts: BackendFacts;
  try {
    facts = await bench.begin(backend);
  } catch (error) {
    return bench.ended ? null : { kind: "unavailable", backend, detail: detailOf(error) };
  }
  const size: ModelSize = (isGpu(backend) && !facts.software) || backend === "wasm" ? "usual" : "small";
  const families = wish.kernels === false ? [] : KERNEL_FAMILIES.filter((family) => family !== "shaders" || backend === "webgpu");
  const modes = STEP_MODES.filter((mode) => (mode === "compiled" ? facts.compiles : backend !== reference));
  // What training is done with first.
  const trials = modes.flatMap((mode) => wishedModels(wish).map((model) => ({ model, mode })));
  const paced = PACE_MODELS[size].filter((model) => wishedModels(wish).includes(model));
  const steps: readonly CheckStep[] = [
    { task: { kind: "costs" }, take: async () => ({ costs: await bench.try("costs", null).catch(() => null) }) },
    ...paced.map((model): CheckStep => ({
      task: { kind: "pace", model },
      take: async ({ pace }) => {
        const msPerStep = await bench.try("pace", { subject: subjectOf(model), limit: PACE_LIMIT }).catch(() => null);
        return { pace: [...pace, { model, msPerStep }] };
      },
    })),
    ...families.map((family): CheckStep => ({
      task: { kind: "kernels", family },
      take: async ({ kernels }) => ({ kernels: [...kernels, { family, finding: await bench.find("kernels", { family }) }] }),
    })),
    ...trials.map(({ model, mode }): CheckStep => ({
      task: { kind: "model", model, mode },
      take: async ({ models: before }) => {
        const finding = await bench.find("model", { model, mode, size, reference });
        return { models: [...before, { model, mode, finding }] };
      },
    })),
  ];

  let found: BackendChecked = { kind: "checked", backend, facts, kernels: [], models: [], size, reference, pace: [], costs: null };
  for (const [i, { task, take }] of steps.entries()) {
    tell(task, i / steps.length, found);
    const more = await take(found);
    if (bench.ended) break;
    found = { ...found, ...more };
  }
  return found;
}

const subjectOf = (model: string): PaceSubject => ({ model, hyperparameters: defaultsOf(findModel(model)!.hyperparameters) });

interface CheckStep {
  readonly task: CheckProgress["task"];
  /** What it adds to what was found so far. */
  take(found: BackendChecked): Promise<Partial<BackendChecked>>;
}

const detailOf = (error: unknown): string => ElboError.of(error).message.slice(0, 200);

const wishedModels = ({ models: wished }: CheckWish): readonly string[] =>
  models.map(({ id }) => id).filter((id) => wished?.includes(id) ?? true);

/** A worker with a backend, replaced when it is lost, until there were too many losses or there is no time left. */
class Bench {
  readonly #spawn: () => WorkerPort;
  readonly #threads: number;
  readonly #signal: AbortSignal;
  #rpc: Rpc<MachineTasks> | null = null;
  #backend: Backend | null = null;
  #losses = 0;
  #until = 0;

  constructor(spawn: () => WorkerPort, threads: number, signal: AbortSignal) {
    this.#spawn = spawn;
    this.#threads = threads;
    this.#signal = signal;
    signal.addEventListener("abort", () => this.end(), { once: true });
  }

  get ended(): boolean {
    return this.#signal.aborted;
  }

  end(): void {
    this.#rpc?.end();
    this.#rpc = null;
  }

  async begin(backend: Backend): Promise<BackendFacts> {
    this.#backend = backend;
    this.#losses = 0;
    this.#until = performance.now() + BACKEND_LIMIT_MS;
    return this.#start();
  }

  /** Rejects with what went wrong, or where nothing more is to be tried. */
  async try<K extends TaskKind>(task: K, params: TaskParams<K>): Promise<TaskResult<K>> {
    if (this.#losses >= MOST_LOSSES || performance.now() > this.#until) throw new LeftOut();
    try {
      if (!this.#rpc || this.#rpc.ended) await this.#start();
      return await this.#ask(task, params);
    } catch (error) {
      if (!this.#rpc || this.#rpc.ended || ElboError.of(error).code === "backend-lost") {
        this.#losses++;
        this.end();
      }
      throw error;
    }
  }

  /** Whatever becomes of a comparison, as a finding. */
  async find<K extends "kernels" | "model">(task: K, params: TaskParams<K>): Promise<Finding> {
    try {
      const comparison: Comparison = await this.try(task, params);
      return { kind: "compared", ...comparison };
    } catch (error) {
      if (error instanceof LeftOut) return { kind: "left-out" };
      if (error instanceof CallTimeout) return { kind: "took-too-long", limit: error.limit };
      return { kind: "failed", detail: detailOf(error) };
    }
  }

  #start(): Promise<BackendFacts> {
    return this.#ask("start", { backend: this.#backend!, threads: this.#threads });
  }

  #ask<K extends TaskKind>(task: K, params: TaskParams<K>): Promise<TaskResult<K>> {
    if (!this.#rpc || this.#rpc.ended) this.#rpc = connect(this.#spawn());
    return this.#rpc.call(task, params, { timeout: new CallTimeout(TASK_LIMIT) });
  }
}

class LeftOut extends Error {
  override readonly name = "LeftOut";
}
