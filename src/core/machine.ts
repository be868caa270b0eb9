/**
 * "Check this machine": what it does, one task after the other, and what each of them finds. The page asks, a worker of
 * its own does a task in one go. What the findings say of a backend is read off them by `gradeOf` and `gradeOfBackend`.
 */
import type { Millis } from "./ids";
import type { Backend, RunConfig } from "./runConfig";

/** Kernels that are checked against double precision; `shaders`: those of the step compiler, on WebGPU alone. */
export const KERNEL_FAMILIES = ["operations", "convolutions", "products", "sums", "functions", "optimiser", "shaders"] as const;
export type KernelFamily = (typeof KERNEL_FAMILIES)[number];

export const STEP_MODES = ["compiled", "eager"] as const;
export type StepMode = (typeof STEP_MODES)[number];

/** `usual`: as the model is set at first; `small`: for what emulates a GPU, or is slow otherwise. */
export type ModelSize = "usual" | "small";

/** Whose steps are timed: a dense model and, where that does not take minutes, one with convolutions. */
export const PACE_MODELS: Readonly<Record<ModelSize, readonly string[]>> = { usual: ["vae", "conv-vae"], small: ["vae"] };

/** Whose steps are timed, and how they are made. */
export type PaceSubject = Pick<RunConfig, "model" | "engine" | "hyperparameters">;

/** Each task's parameters and what it gives. Tasks besides `start` are about the backend that was started last. */
export interface MachineTasks {
  /** `threads`: for steps of WASM; 1 where absent. */
  start: { params: { readonly backend: Backend; readonly threads?: number }; reply: BackendFacts };
  kernels: { params: { readonly family: KernelFamily }; reply: Comparison };
  /** Three steps, beside three eager ones of `reference`. */
  model: { params: { readonly model: string; readonly mode: StepMode; readonly size: ModelSize; readonly reference: Backend }; reply: Comparison };
  /** Milliseconds for a step, compiled where that can be done; null: it took too long to tell. */
  pace: { params: { readonly subject: PaceSubject; readonly limit: Millis }; reply: Millis | null };
  costs: { params: null; reply: Costs };
}

export type TaskKind = keyof MachineTasks;
export type TaskParams<K extends TaskKind> = MachineTasks[K]["params"];
export type TaskResult<K extends TaskKind> = MachineTasks[K]["reply"];

/** What is told of a backend; nothing by which somebody could be recognised. */
export interface BackendFacts {
  /** Emulated by the processor. */
  readonly software: boolean;
  /** Whether steps can be compiled for it. */
  readonly compiles: boolean;
  /** Maker and kind, as far as the browser tells; "" where it does not. */
  readonly device: string;
  readonly limits: Readonly<Record<string, number>>;
  readonly features: readonly string[];
}

/** How far numbers are from what they should be. */
export interface Comparison {
  readonly comparisons: number;
  /** The one that is furthest off, measured by what it may be. */
  readonly worst: Deviation;
}

export interface Deviation {
  readonly name: string;
  readonly off: number;
  readonly tolerance: number;
}

export interface Costs {
  /** Of one small operation of TensorFlow.js among many: one dispatch on a GPU. */
  readonly operationMs: Millis | null;
  /** From asking for a number until it is there. */
  readonly readbackMs: Millis;
}

/** What became of a comparison. */
export type Finding =
  | ({ readonly kind: "compared" } & Comparison)
  | { readonly kind: "took-too-long"; readonly limit: Millis }
  | { readonly kind: "failed"; readonly detail: string }
  /** There was no time for it, or too much before it went wrong. */
  | { readonly kind: "left-out" };

export interface BackendChecked {
  readonly kind: "checked";
  readonly backend: Backend;
  readonly facts: BackendFacts;
  readonly kernels: readonly { readonly family: KernelFamily; readonly finding: Finding }[];
  readonly models: readonly { readonly model: string; readonly mode: StepMode; readonly finding: Finding }[];
  readonly size: ModelSize;
  /** What models were compared with. */
  readonly reference: Backend;
  readonly pace: readonly { readonly model: string; readonly msPerStep: Millis | null }[];
  readonly costs: Costs | null;
}

export type BackendResult =
  | BackendChecked
  | { readonly kind: "unavailable"; readonly backend: Backend; readonly detail: string };

export interface BrowserFacts {
  /** "Firefox 141"; "" where it cannot be told. */
  readonly browser: string;
  /** "Windows", "Android". */
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
  /** So many were to work on compiled steps of WASM. */
  readonly threads: number;
  /** In the order they were checked in. */
  readonly backends: readonly BackendResult[];
  readonly seconds: number;
  /** False where somebody stopped it. */
  readonly complete: boolean;
}

export type Grade =
  | "right"
  /** Further off than rounding usually is, but not so far that it must be a mistake. */
  | "rough"
  | "wrong"
  /** It gave no result. */
  | "unknown";

/** So many times what rounding explains must be a mistake. */
export const ROUGH = 10;

export function gradeOf(finding: Finding): Grade {
  if (finding.kind === "failed") return "wrong";
  if (finding.kind !== "compared") return "unknown";
  const share = shareOf(finding.worst);
  return share <= 1 ? "right" : share <= ROUGH ? "rough" : "wrong";
}

/** How much of what is allowed a deviation takes up; NaN counts as infinitely far off. */
export function shareOf({ off, tolerance }: Deviation): number {
  const share = off / tolerance;
  return Number.isNaN(share) ? Infinity : share;
}

const WORST_FIRST = ["wrong", "rough", "unknown", "right"] as const satisfies readonly Grade[];

export const findingsOf = ({ kernels, models }: BackendChecked): readonly Finding[] =>
  [...kernels, ...models].map(({ finding }) => finding);

/** The worst of what there was time for; "unknown" where nothing was found. */
export function gradeOfBackend(backend: BackendChecked): Grade {
  const grades = new Set(findingsOf(backend).filter(({ kind }) => kind !== "left-out").map(gradeOf));
  return WORST_FIRST.find((grade) => grades.has(grade)) ?? "unknown";
}
