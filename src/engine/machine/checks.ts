/**
 * The computing part of "Check this machine": starts backends and runs one task after the other on the last started one. The
 * page chooses the tasks and their time limits, and interprets the findings.
 */
import { setBackend } from "@tensorflow/tfjs-core";
import type { Millis } from "../../core/run/ids";
import type { Comparison, KernelFamily, PaceSubject, TaskKind, TaskParams, TaskResult } from "../../core/browser/machine";
import { ElboError } from "../../core/errors";
import type { Backend } from "../../core/run/runConfig";
import { findModel } from "../../subject/models/registry";
import { blankImages, measureSteps } from "./stepTime";
import type { StartOptions } from "../device/backends/options";
import { isEmulated } from "../device/backends/software";
import { startBackend, stopBackend } from "../device/backends/start";
import { SHADER_TOLERANCE } from "step-compiler/wgsl/planChecks";
import { kernelChecks } from "../device/kernels/kernelChecks";
import { KERNEL_TOLERANCE } from "../device/kernels/tolerance";
import { createTrainer } from "../trainer/trainer";
import { measureCosts } from "./costs";
import { factsOf } from "./facts";
import { References, worstOf } from "./models";
import { checkShaders } from "./shaders";

export class MachineBench {
  readonly #options: Omit<StartOptions, "onLost">;
  readonly #started = new Set<Backend>();
  readonly #references = new References((backend) => this.#use(backend));
  #backend: Backend | null = null;
  #threads = 1;
  #lost: (backend: Backend, detail: string) => void = () => undefined;

  constructor(options: Omit<StartOptions, "onLost">) {
    this.#options = options;
  }

  readonly #tasks: { readonly [K in TaskKind]: (params: TaskParams<K>) => Promise<TaskResult<K>> } = {
    start: async ({ backend, threads = 1 }) => {
      // WASM stays as the reference; other backends are freed when they are no longer used.
      if (this.#backend && this.#backend !== backend && this.#backend !== "wasm") this.#stop(this.#backend);
      await this.#start(backend);
      this.#backend = backend;
      this.#threads = threads;
      return factsOf(backend, await isEmulated(backend));
    },
    kernels: ({ family }) => checkFamily(family),
    model: ({ model, mode, size, reference }) => this.#references.compare(model, mode, size, this.#active, reference, this.#threads),
    pace: ({ subject, limit }) => pace(subject, this.#active, limit, this.#threads),
    costs: measureCosts,
  };

  /** Runs a task; one at a time. Rejects with its error, or with "backend-lost" if the device is lost meanwhile. */
  run<K extends TaskKind>(task: K, params: TaskParams<K>): Promise<TaskResult<K>> {
    return new Promise((resolve, reject) => {
      this.#lost = (backend, detail) => backend === this.#backend && reject(new ElboError("backend-lost", detail));
      this.#tasks[task](params).then(resolve, reject);
    });
  }

  get #active(): Backend {
    if (!this.#backend) throw new Error("no backend was started");
    return this.#backend;
  }

  async #use(backend: Backend): Promise<void> {
    if (this.#started.has(backend)) await setBackend(backend);
    else await this.#start(backend);
  }

  async #start(backend: Backend): Promise<void> {
    this.#stop(backend);
    await startBackend(backend, { ...this.#options, onLost: (detail) => this.#lost(backend, detail) });
    this.#started.add(backend);
  }

  #stop(backend: Backend): void {
    if (this.#started.delete(backend)) stopBackend(backend);
  }
}

/** Factor on tolerances, which were measured on emulated GPUs: real ones add in another order. */
const TOLERANCE_FACTOR = 3;

async function checkFamily(family: KernelFamily): Promise<Comparison> {
  const [checks, tolerance] = family === "shaders"
    ? [await checkShaders(), SHADER_TOLERANCE] as const
    : [await kernelChecks[family](), KERNEL_TOLERANCE] as const;
  return worstOf(checks.map(({ name, maxError }) => ({ name, off: maxError, tolerance: TOLERANCE_FACTOR * tolerance })));
}

async function pace(subject: PaceSubject, backend: Backend, limit: Millis, threads: number): Promise<Millis | null> {
  const model = findModel(subject.model);
  if (!model) throw new Error(`there is no model "${subject.model}"`);
  const trainer = createTrainer(model, { ...subject, seed: 1, backend }, blankImages);
  try {
    return await measureSteps(trainer, limit, threads);
  } finally {
    trainer.dispose();
  }
}
