/**
 * "Check this machine": its tasks, which run one after the other, and their results. The page sends tasks to a separate worker,
 * which completes one at a time. `gradeOf` and `gradeOfBackend` rate a backend by its findings.
 */
import type { Millis } from "../run/ids";
import type { BackendTrial } from "../run/reports";
import type { Backend, RunConfig } from "../run/runConfig";

/** Families of kernels that are checked against double precision; `shaders` are those of the step compiler, on WebGPU only. */
export const KERNEL_FAMILIES = ["operations", "convolutions", "products", "sums", "functions", "shaders"] as const;
export type KernelFamily = (typeof KERNEL_FAMILIES)[number];

export const STEP_MODES = ["compiled", "eager"] as const;
export type StepMode = (typeof STEP_MODES)[number];

/** `usual`: the model with its default settings; `small`: a smaller one for emulated GPUs and other slow backends. */
export type ModelSize = "usual" | "small";

/** The models whose steps are timed: a dense one and, unless that takes minutes, one with convolutions. */
export const PACE_MODELS: Readonly<Record<ModelSize, readonly string[]>> = { usual: ["vae", "conv-vae"], small: ["vae"] };

/** The model and engine whose steps are timed. */
export type PaceSubject = Pick<RunConfig, "model" | "engine" | "hyperparameters">;

/** The parameters and the reply of each task that computes. Tasks other than `start` concern the backend that was started last. */
export interface BenchTasks {
  /** `threads`: for steps of WASM; default 1. */
  start: { params: { readonly backend: Backend; readonly threads?: number }; reply: BackendFacts };
  kernels: { params: { readonly family: KernelFamily }; reply: Comparison };
  /** Compares three steps with three eager ones of `reference`. */
  model: { params: { readonly model: string; readonly mode: StepMode; readonly size: ModelSize; readonly reference: Backend }; reply: Comparison };
  /** Returns the milliseconds of a step, compiled if possible; null if it took too long. */
  pace: { params: { readonly subject: PaceSubject; readonly limit: Millis }; reply: Millis | null };
  costs: { params: null; reply: Costs };
}

export type TaskKind = keyof BenchTasks;
export type TaskParams<K extends TaskKind> = BenchTasks[K]["params"];
export type TaskResult<K extends TaskKind> = BenchTasks[K]["reply"];

/** All tasks of the worker that checks the machine. */
export interface MachineTasks extends BenchTasks {
  /** Returns the GPU backends that need not be tried, with the reason, except those to avoid anyway. Starts no backend and loads no kernels. */
  gpusToSkip: { params: { readonly avoid: readonly Backend[] }; reply: readonly BackendTrial[] };
}

/** The facts reported about a backend; nothing that could identify a person. */
export interface BackendFacts {
  /** True if the processor emulates it. */
  readonly software: boolean;
  /** True if steps can be compiled for it. */
  readonly compiles: boolean;
  /** The vendor and kind, as far as the browser tells; "" if it does not. */
  readonly device: string;
  readonly limits: Readonly<Record<string, number>>;
  readonly features: readonly string[];
}

/** The errors of computed numbers. */
export interface Comparison {
  readonly comparisons: number;
  /** The worst deviation relative to its tolerance. */
  readonly worst: Deviation;
}

export interface Deviation {
  readonly name: string;
  readonly off: number;
  readonly tolerance: number;
}

export interface Costs {
  /** The time of one small operation of TensorFlow.js among many: one dispatch on a GPU. */
  readonly operationMs: Millis | null;
  /** The time from requesting a number until it arrives. */
  readonly readbackMs: Millis;
}

/** The outcome of a comparison. */
export type Finding =
  | ({ readonly kind: "compared" } & Comparison)
  | { readonly kind: "took-too-long"; readonly limit: Millis }
  | { readonly kind: "failed"; readonly detail: string }
  /** It was left out: there was no time for it, or too many tasks had failed before. */
  | { readonly kind: "left-out" };

export interface BackendChecked {
  readonly kind: "checked";
  readonly backend: Backend;
  readonly facts: BackendFacts;
  readonly kernels: readonly { readonly family: KernelFamily; readonly finding: Finding }[];
  readonly models: readonly { readonly model: string; readonly mode: StepMode; readonly finding: Finding }[];
  readonly size: ModelSize;
  /** The backend that models were compared with. */
  readonly reference: Backend;
  readonly pace: readonly { readonly model: string; readonly msPerStep: Millis | null }[];
  readonly costs: Costs | null;
}

export type BackendResult =
  | BackendChecked
  | { readonly kind: "unavailable"; readonly backend: Backend; readonly detail: string };

export interface BrowserFacts {
  /** For example "Firefox 141"; "" if unknown. */
  readonly browser: string;
  /** For example "Windows" or "Android". */
  readonly system: string;
  readonly cores: number | null;
  readonly crossOriginIsolated: boolean;
}

export interface MachineReport {
  /** The version of the page. */
  readonly version: string;
  /** "2026-11-21". */
  readonly date: string;
  readonly browser: BrowserFacts;
  /** The number of threads requested for compiled steps of WASM. */
  readonly threads: number;
  /** The backends in the order in which they were checked. */
  readonly backends: readonly BackendResult[];
  readonly seconds: number;
  /** False if it was stopped. */
  readonly complete: boolean;
}

export type Grade =
  | "right"
  /** The error is larger than usual rounding, but may still be rounding. */
  | "rough"
  | "wrong"
  /** There was no result. */
  | "unknown";

/** An error of this many times the rounding tolerance must be a defect. */
export const ROUGH = 10;

/** Grades one finding by its worst deviation. */
export function gradeOf(finding: Finding): Grade {
  if (finding.kind === "failed") return "wrong";
  if (finding.kind !== "compared") return "unknown";
  const share = shareOf(finding.worst);
  return share <= 1 ? "right" : share <= ROUGH ? "rough" : "wrong";
}

/** Returns a deviation as a multiple of its tolerance; infinite for NaN. */
export function shareOf({ off, tolerance }: Deviation): number {
  const share = off / tolerance;
  return Number.isNaN(share) ? Infinity : share;
}

const WORST_FIRST = ["wrong", "rough", "unknown", "right"] as const satisfies readonly Grade[];

/** Returns the findings of the kernels, then those of the models. */
export const findingsOf = ({ kernels, models }: BackendChecked): readonly Finding[] =>
  [...kernels, ...models].map(({ finding }) => finding);

/** Returns the worst grade of the completed comparisons; "unknown" if there is none. */
export function gradeOfBackend(backend: BackendChecked): Grade {
  const grades = new Set(findingsOf(backend).filter(({ kind }) => kind !== "left-out").map(gradeOf));
  return WORST_FIRST.find((grade) => grades.has(grade)) ?? "unknown";
}
