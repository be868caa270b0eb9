/**
 * "Check this machine", the controlling side: which tasks run in which order, their time limits, and the worker, which can be stopped at any
 * time. The worker executes the tasks; `core/browser/machine.ts` interprets the findings.
 */
import { browserFacts } from "../../../core/browser/browserFacts";
import { ElboError } from "../../../core/errors";
import { defaultsOf } from "../../../core/model/hyperparameters";
import { millis } from "../../../core/run/ids";
import {
  gradeOfBackend, KERNEL_FAMILIES, PACE_MODELS, STEP_MODES, type BackendChecked, type BackendFacts, type BackendResult, type BrowserFacts,
  type Comparison, type Finding, type MachineReport, type MachineTasks, type ModelSize, type PaceSubject, type TaskKind, type TaskParams, type TaskResult,
} from "../../../core/browser/machine";
import { isGpu, type Backend } from "../../../core/run/runConfig";
import type { PageParts } from "../../state/pageParts";
import { findModel, models } from "../../../subject/models/registry";
import type { CheckProgress, CheckOptions } from "./slice";
import { connect, CallTimeout, type Rpc, type WorkerPort } from "../../../engine/worker/rpc";

/** What a check needs from the page. */
export interface CheckParts {
  /** Starts a new worker of the kind that checks the machine. */
  readonly spawn: () => WorkerPort;
  /** The page's version. */
  readonly version: string;
  readonly browser: BrowserFacts;
  /** Threads for compiled steps of WASM. */
  readonly threads: number;
  readonly options: CheckOptions;
  /** Cancels the check; the report then has the findings so far. */
  readonly signal: AbortSignal;
  onProgress(progress: CheckProgress): void;
}

/** The reference comes first, because the others are compared with it. */
const ORDER: readonly Backend[] = ["wasm", "webgpu", "webgl", "cpu"];
/** Drivers take seconds to compile a model's programs; a task that takes longer than this has hung. In milliseconds. */
const TASK_LIMIT = millis(45_000);
/** After this time the remaining tasks of a backend are skipped. */
const BACKEND_LIMIT_MS = 150_000;
/** A backend is skipped after this many tasks that hung or lost their worker. */
const MAX_LOSSES = 2;
/** Time limit for compiling, the first step and the timed steps. */
const PACE_LIMIT = millis(8000);

/** Excludes backends with wrong results from automatic choice; only a complete check can readmit them. */
export function remember({ backends, complete }: MachineReport, options: CheckOptions, trust: PageParts["trust"]): void {
  const full = complete && !options.models && options.kernels !== false;
  for (const result of backends) {
    if (result.kind !== "checked") continue;
    const grade = gradeOfBackend(result);
    if (grade === "wrong") trust(result.backend, false);
    else if (full && grade !== "unknown") trust(result.backend, true);
  }
}

/** Returns the facts about this browser that a report contains. */
export const thisBrowser = (): BrowserFacts => browserFacts(navigator, globalThis.crossOriginIsolated ?? false);

/** Resolves when all tasks are done or the check is cancelled. Never rejects. */
export async function checkMachine({ version, spawn, browser, threads, options, signal, onProgress }: CheckParts): Promise<MachineReport> {
  const start = performance.now();
  const worker = new CheckWorker(spawn, threads, signal);
  const backends: BackendResult[] = [];
  const report = (more: readonly BackendResult[] = []): MachineReport => ({
    version, date: new Date().toISOString().slice(0, 10), browser, threads, backends: [...backends, ...more],
    seconds: Math.round((performance.now() - start) / 1000), complete: !signal.aborted,
  });
  const order = ORDER.filter((backend) => options.backends?.includes(backend) ?? true);
  for (const [i, backend] of order.entries()) {
    if (signal.aborted) break;
    const notify = (task: CheckProgress["task"], share: number, sofar?: BackendChecked) =>
      onProgress({ backend, task, share: (i + share) / order.length, report: report(sofar ? [sofar] : []) });
    const reference = backends.some((one) => one.kind === "unavailable" && one.backend === "wasm") ? "cpu" : "wasm";
    const result = await checkBackend(worker, backend, reference, options, notify);
    if (result) backends.push(result);
  }
  worker.end();
  return report();
}

type Notify = (task: CheckProgress["task"], share: number, sofar?: BackendChecked) => void;

/** Returns null if the check was cancelled before anything was found. */
async function checkBackend(
  worker: CheckWorker, backend: Backend, reference: Backend, options: CheckOptions, notify: Notify,
): Promise<BackendResult | null> {
  notify({ kind: "start" }, 0);
  let facts: BackendFacts;
  try {
    facts = await worker.begin(backend);
  } catch (error) {
    return worker.ended ? null : { kind: "unavailable", backend, detail: detailOf(error) };
  }
  const size: ModelSize = (isGpu(backend) && !facts.software) || backend === "wasm" ? "usual" : "small";
  const families = options.kernels === false ? [] : KERNEL_FAMILIES.filter((family) => family !== "shaders" || backend === "webgpu");
  const modes = STEP_MODES.filter((mode) => (mode === "compiled" ? facts.compiles : backend !== reference));
  // Compiled steps come first if the backend has them, as in training.
  const trials = modes.flatMap((mode) => selectedModels(options).map((model) => ({ model, mode })));
  const paced = PACE_MODELS[size].filter((model) => selectedModels(options).includes(model));
  const steps: readonly CheckStep[] = [
    { task: { kind: "costs" }, take: async () => ({ costs: await worker.try("costs", null).catch(() => null) }) },
    ...paced.map((model): CheckStep => ({
      task: { kind: "pace", model },
      take: async ({ pace }) => {
        const msPerStep = await worker.try("pace", { subject: subjectOf(model), limit: PACE_LIMIT }).catch(() => null);
        return { pace: [...pace, { model, msPerStep }] };
      },
    })),
    ...families.map((family): CheckStep => ({
      task: { kind: "kernels", family },
      take: async ({ kernels }) => ({ kernels: [...kernels, { family, finding: await worker.find("kernels", { family }) }] }),
    })),
    ...trials.map(({ model, mode }): CheckStep => ({
      task: { kind: "model", model, mode },
      take: async ({ models: before }) => {
        const finding = await worker.find("model", { model, mode, size, reference });
        return { models: [...before, { model, mode, finding }] };
      },
    })),
  ];

  let found: BackendChecked = { kind: "checked", backend, facts, kernels: [], models: [], size, reference, pace: [], costs: null };
  for (const [i, { task, take }] of steps.entries()) {
    notify(task, i / steps.length, found);
    const more = await take(found);
    if (worker.ended) break;
    found = { ...found, ...more };
  }
  return found;
}

const subjectOf = (model: string): PaceSubject => ({ model, hyperparameters: defaultsOf(findModel(model)!.hyperparameters) });

interface CheckStep {
  readonly task: CheckProgress["task"];
  /** Returns the additions to the findings so far. */
  take(found: BackendChecked): Promise<Partial<BackendChecked>>;
}

const detailOf = (error: unknown): string => ElboError.of(error).message.slice(0, 200);

const selectedModels = ({ models: selected }: CheckOptions): readonly string[] =>
  models.map(({ id }) => id).filter((id) => selected?.includes(id) ?? true);

/** A worker with a backend. It is replaced when lost, until there were too many losses or no time is left. */
class CheckWorker {
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

  /** Rejects with the task's error, or with `LeftOut` if no more tasks are to be tried. */
  async try<K extends TaskKind>(task: K, params: TaskParams<K>): Promise<TaskResult<K>> {
    if (this.#losses >= MAX_LOSSES || performance.now() > this.#until) throw new LeftOut();
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

  /** Runs a comparison and returns any outcome as a finding. Never rejects. */
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
