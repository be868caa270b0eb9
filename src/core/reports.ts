/** What a run reports about itself: which backend and why, how training ended, held-out values, data on its way. */
import type { Millis, Step } from "./ids";
import type { Backend, BackendWish } from "./runConfig";

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

export interface HeldOut {
  readonly step: Step;
  /** Number of test images measured. */
  readonly images: number;
  /** Loss column id → mean over the test images, in the term's unit. */
  readonly values: Readonly<Record<string, number>>;
}

export interface DataProgress {
  readonly trainImages: number;
  readonly trainImagesInAll: number;
  readonly testImages: number;
  readonly testImagesInAll: number;
  readonly bytes: number;
  readonly bytesInAll: number;
}
