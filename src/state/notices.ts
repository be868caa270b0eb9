/** What the page tells its reader besides the experiment: what a link's values were changed to, what failed and was worked around. */
import type { ErrorCode } from "../core/errors";
import type { EpochId } from "../measurements/registry";
import type { Backend } from "../core/run/runConfig";
import type { CheckpointReason } from "./checkpoint/format";

export type Notice =
  /** The value of `key` was not allowed; `used` is what holds instead. Texts as written, cut to 40 characters. */
  | { readonly kind: "adjusted"; readonly key: string; readonly written: string; readonly used: string }
  | { readonly kind: "unknown-key"; readonly key: string }
  | { readonly kind: "unknown-model"; readonly written: string; readonly used: string }
  | { readonly kind: "unknown-preset"; readonly written: string }
  /** The link names a version of the preset that does not exist; `used` is the one opened. */
  | { readonly kind: "unknown-preset-version"; readonly written: string; readonly used: string }
  | { readonly kind: "link-too-long"; readonly characters: number }
  /** The link has so many mistakes that the rest of them is only counted. */
  | { readonly kind: "more-adjusted"; readonly count: number }
  /** The device of this backend was lost; the run carried on from its last snapshot, on another one. */
  | { readonly kind: "device-lost"; readonly backend: Backend; readonly step: number }
  | { readonly kind: "fell-back"; readonly from: Backend; readonly to: Backend; readonly detail: string }
  /**
   * A step was not what `reference` made of the same weights, by `off` of it; the run goes on from `step`, by `to`: another
   * backend, or without compiled steps. `itself`: the same step gave different results.
   */
  | {
    readonly kind: "disagreed"; readonly backend: Backend; readonly reference: Backend | "itself"; readonly off: number;
    readonly step: number; readonly to: Backend | "eager";
  }
  /** Measured while the run was on WASM already: the next run is `times` as fast. */
  | { readonly kind: "faster"; readonly backend: Backend; readonly times: number }
  /** A compiled step broke off; the run goes on eagerly, from its last good state. */
  | { readonly kind: "step-failed" }
  /** So many threads of WASM could not start or have stopped; the run goes on without them. */
  | { readonly kind: "threads-lost"; readonly threads: number }
  /** What differed in the second of two runs makes no difference any more, or no sense: the first goes on alone. */
  | { readonly kind: "comparison-ended" }
  /** The worker was lost and carried on from its last snapshot. */
  | { readonly kind: "worker-restarted"; readonly step: number }
  /** A file of a saved run was refused; `detail` is cut short. */
  | { readonly kind: "not-loaded"; readonly reason: CheckpointReason; readonly detail: string }
  /** The file of a trained start, at this step, did not come as it should; the run is as it was. */
  | { readonly kind: "not-begun"; readonly step: number; readonly code: ErrorCode }
  /** The run could not be taken back to this step, to go on from there; it is as it was. */
  | { readonly kind: "not-forked"; readonly step: number }
  /** No file could bring the run back: its weights are not numbers, or this setting (`detail`) is beyond its limits. */
  | { readonly kind: "not-saved"; readonly detail: string | null }
  /** The run has made the most steps that it can. */
  | { readonly kind: "last-step"; readonly step: number }
  /** The run has as many changes of settings as links and files can say; a further one was not made. */
  | { readonly kind: "changes-full"; readonly count: number }
  /** What keeps runs in this browser did not come. */
  | { readonly kind: "not-keeping" }
  /** The host has another version by now, and not all that this one needs. */
  | { readonly kind: "page-updated" }
  /** The reader wanted the page loaded again, and the run cannot be kept before that. */
  | { readonly kind: "reload-loses" }
  /** A kept run without a name was deleted to make room for others. */
  | { readonly kind: "run-removed"; readonly preset: string | null; readonly model: string; readonly step: number }
  /** It is measured after each epoch, and could not be; the run goes on without. */
  | { readonly kind: "not-measured"; readonly id: EpochId; readonly code: ErrorCode }
  /** The browser did not store what the reader wrote or drew. It lasts until the page is closed. */
  | { readonly kind: "not-stored"; readonly what: Stored }
  | { readonly kind: "copied" };

/** What the reader wrote or drew, which the browser stores. */
export type Stored = "talk" | "notes" | "drawings";
