/**
 * What the page and the worker say to each other. Types only. One table of commands gives both the request
 * and its reply, so that the two cannot drift apart; events flow from the worker without being asked for.
 */
import type { Backend, BackendWish, RunConfig } from "../core/runConfig";
import type { HyperparameterValues } from "../core/hyperparameters";
import type { Millis, RunId, Step } from "../core/ids";

export interface Commands {
  /** Ends whatever runs and prepares this configuration at step 0, or at the snapshot's step. */
  open: { params: { config: RunConfig; snapshot?: Snapshot }; reply: Opened };
  /** Trains until paused, or until `until` steps are done in all. Replies when it stops, for whatever reason. */
  train: { params: { until?: Step }; reply: TrainOutcome };
  pause: { params: null; reply: { step: Step } };
  /** New values for hyperparameters that are `live`. They hold from the next step on. */
  adjust: { params: { hyperparameters: HyperparameterValues }; reply: null };
  /** One image. z has the model's latent size; `class` is ignored by models that are not conditional. */
  decode: { params: { z: Float32Array; class: number }; reply: Decoded };
  /** Which pictures the page wants to be kept up to date. Replaces the former wish. */
  watch: { params: Watch; reply: null };
  /** A picture was drawn: its buffer comes back and the next of this kind may be sent. */
  drawn: { params: { kind: Frame["kind"]; buffer: ArrayBuffer }; reply: null };
  /** The held-out measurement, now, at the present step. */
  evaluate: { params: null; reply: HeldOut };
  /** Weights and optimiser state, to carry on from if the worker is lost. */
  snapshot: { params: null; reply: Snapshot };
  /** Fetches again what is missing of the data. */
  retryData: { params: null; reply: null };
}

export type CommandName = keyof Commands;
export type Params<C extends CommandName> = Commands[C]["params"];
export type Reply<C extends CommandName> = Commands[C]["reply"];

export type Request = {
  [C in CommandName]: { readonly id: number; readonly run: RunId; readonly command: C; readonly params: Params<C> };
}[CommandName];

export type Response =
  | { readonly kind: "reply"; readonly id: number; readonly run: RunId; readonly value: Reply<CommandName> }
  | { readonly kind: "error"; readonly id: number; readonly run: RunId; readonly error: WireError };

export type Message = Response | (Event & { readonly run: RunId });

/** Errors cross with a code; `src/i18n` has a sentence for each code, `message` is for the console. */
export type ErrorCode =
  | "data-unreachable" | "data-damaged" | "backend-unavailable" | "backend-lost" | "loss-not-finite"
  | "unknown-model" | "bad-latent" | "bad-snapshot" | "superseded" | "worker-lost" | "no-such-measurement" | "internal";

export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly stack?: string;
}

export interface Opened {
  readonly backend: Backend;
  /** "eager": plain tfjs operations. "compiled": the step compiler. */
  readonly engineMode: "eager" | "compiled";
  readonly step: Step;
  readonly parameters: number;
  readonly report: BackendReport;
}

/** Why this backend: what each one did when it was tried. */
export interface BackendReport {
  readonly wish: BackendWish;
  readonly chosen: Backend;
  readonly reason: "asked-for" | "fastest" | "remembered" | "only-one" | "fell-back";
  readonly trials: readonly BackendTrial[];
}

export type BackendTrial =
  | { readonly backend: Backend; readonly kind: "measured"; readonly msPerStep: Millis }
  | { readonly backend: Backend; readonly kind: "unavailable"; readonly detail: string }
  /** Gave no result in the time allowed. */
  | { readonly backend: Backend; readonly kind: "too-slow"; readonly limit: Millis };

export interface TrainOutcome {
  readonly step: Step;
  readonly reason: "paused" | "reached" | "not-finite" | "data" | "superseded";
}

export interface Decoded {
  /** [784] in [0,1]. */
  readonly pixels: Float32Array;
  readonly step: Step;
}

export interface HeldOut {
  readonly step: Step;
  /** Number of test images measured. */
  readonly images: number;
  /** Loss column id → mean over the test images, in the term's unit. */
  readonly values: Readonly<Record<string, number>>;
}

export interface Snapshot {
  readonly step: Step;
  /** Weight, layer state and optimiser moment by name. */
  readonly tensors: Readonly<Record<string, { readonly shape: readonly number[]; readonly data: Float32Array }>>;
}

/** The plane of latent space shown on the map. */
export interface Plane {
  /** Which two dimensions, horizontal and vertical. */
  readonly axes: readonly [number, number];
  /** Where the plane passes through in the other dimensions; length d. */
  readonly through: readonly number[];
  /** The map spans [-extent, extent] in both directions. */
  readonly extent: number;
}

export interface Watch {
  readonly samples: boolean;
  readonly reconstructions: boolean;
  /** Decoded images on a regular grid of side² points. */
  readonly manifold: { readonly plane: Plane; readonly side: number; readonly class: number } | null;
  /** Posterior means of the first `count` test images along two axes. */
  readonly codes: { readonly axes: readonly [number, number]; readonly count: number } | null;
}

/**
 * Pictures: one image after the other, row by row, a byte a pixel (0 black … 255 white, as MNIST has it).
 * Dropped, not queued, while the page has not drawn the last one of its kind.
 */
export type Frame =
  /** Conditional models: column k of each row shows class k. */
  | { readonly kind: "samples"; readonly step: Step; readonly count: number; readonly pixels: Uint8Array<ArrayBuffer> }
  /** `count` test images, then their reconstructions. */
  | { readonly kind: "reconstructions"; readonly step: Step; readonly count: number; readonly pixels: Uint8Array<ArrayBuffer> }
  /** side² images; first row: top of the map (vertical axis at +extent). */
  | { readonly kind: "manifold"; readonly step: Step; readonly plane: Plane; readonly side: number; readonly pixels: Uint8Array<ArrayBuffer> }
  /** count × (horizontal, vertical), and the class of each. */
  | { readonly kind: "codes"; readonly step: Step; readonly axes: readonly [number, number]; readonly points: Float32Array<ArrayBuffer>; readonly labels: Uint8Array };

export type Event =
  /** One row of `columns` values per step, steps firstStep, firstStep+1, …; never dropped. */
  | { readonly kind: "losses"; readonly firstStep: Step; readonly values: Float32Array; readonly msPerStep: Millis }
  | { readonly kind: "frame"; readonly frame: Frame }
  | { readonly kind: "heldOut"; readonly heldOut: HeldOut }
  /** About every second. A step that stands still while training means that the device stalled. */
  | { readonly kind: "heartbeat"; readonly step: Step; readonly training: boolean; readonly waitingForData: boolean; readonly tensors: number; readonly bytes: number }
  | { readonly kind: "data"; readonly progress: DataProgress }
  /** The backend under measurement while choosing, or the one fallen back to. */
  | { readonly kind: "device"; readonly report: BackendReport }
  | { readonly kind: "probing"; readonly backend: Backend }
  /** A snapshot taken unasked, every few seconds of training. */
  | { readonly kind: "snapshot"; readonly snapshot: Snapshot }
  | { readonly kind: "failed"; readonly error: WireError };

export interface DataProgress {
  readonly trainImages: number;
  readonly trainImagesInAll: number;
  readonly testImages: number;
  readonly testImagesInAll: number;
  readonly bytes: number;
  readonly bytesInAll: number;
}
