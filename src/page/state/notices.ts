/** The page's messages to its reader: values of a link that were adjusted, and failures that were worked around. */
import type { ErrorCode } from "../../core/errors";
import type { EpochId } from "../../subject/measurements/registry";
import type { Backend } from "../../core/run/runConfig";
import type { CheckpointReason } from "./checkpoint/format";
import type { Trait } from "../../core/run/liveChanges";

export type Notice =
  /** The value of `key` was not allowed, and `used` replaces it. Texts are as written, cut to 40 characters. */
  | { readonly kind: "adjusted"; readonly key: string; readonly written: string; readonly used: string }
  | { readonly kind: "unknown-key"; readonly key: string }
  /** The link has no experiment that this page knows. Here and below, `used` is what was opened: a preset with its version, or a model's id. */
  | { readonly kind: "no-experiment"; readonly used: string }
  | { readonly kind: "unknown-model"; readonly written: string; readonly used: string }
  | { readonly kind: "unknown-preset"; readonly written: string; readonly used: string }
  /** The link names a version of the preset that does not exist. */
  | { readonly kind: "unknown-preset-version"; readonly written: string; readonly used: string }
  /** The link names a lesson, a study or an exercise that does not exist: none is open. */
  | { readonly kind: "unknown-part"; readonly part: "lesson" | "study" | "exercise"; readonly written: string; readonly used: string }
  /**
   * A program of the link could not be read: it is damaged, the page refuses it (`detail`: why), or what reads programs was not loaded. `of`: that of the
   * second run, or the one that the link puts into the editor; absent: the run's, and `used` was opened instead.
   */
  | { readonly kind: "no-program"; readonly why: "damaged" | "refused" | "not-loaded"; readonly detail?: string; readonly of?: "second" | "editor"; readonly used?: string }
  /** The settings do not fit together; the program's own are used. `detail`: why they do not. */
  | { readonly kind: "settings-refused"; readonly detail: string }
  | { readonly kind: "link-too-long"; readonly characters: number; readonly used: string }
  /** The link has this many further mistakes. `named`: the keys, and the values that were not used, each cut to 40 characters. */
  | { readonly kind: "more-adjusted"; readonly count: number; readonly named: readonly string[] }
  /** The device of this backend was lost; the run continued from its last snapshot on a new device. */
  | { readonly kind: "device-lost"; readonly backend: Backend; readonly step: number; readonly device?: string }
  | { readonly kind: "fell-back"; readonly from: Backend; readonly to: Backend; readonly detail: string; readonly device?: string }
  /**
   * A step differed from that of `reference` with the same weights, by the fraction `off`; the run continues from `step` with `to`: another
   * backend, or steps that are not compiled. `itself`: the same step gave different results.
   */
  | {
    readonly kind: "disagreed"; readonly backend: Backend; readonly reference: Backend | "itself"; readonly off: number;
    readonly step: number; readonly to: Backend | "eager"; readonly device?: string;
  }
  /** Another backend was measured while the run was on WASM: the next run is `times` as fast. */
  | { readonly kind: "faster"; readonly backend: Backend; readonly times: number }
  /** A compiled step failed; the run continues eagerly from its last good state. */
  | { readonly kind: "step-failed" }
  /** This many threads of WASM could not start or have stopped; the run continues without them. */
  | { readonly kind: "threads-lost"; readonly threads: number }
  /** The difference of the second run does not exist in this experiment any more: the first run continues alone. */
  | { readonly kind: "comparison-ended" }
  /** The worker was lost, and the run continued in a new one from its last snapshot. */
  | { readonly kind: "worker-restarted"; readonly step: number }
  /** The reader has ended a worker in the middle of its work; the run is paused at its last snapshot. */
  | { readonly kind: "step-stopped"; readonly step: number }
  /** A file of a saved run was refused; `detail` is cut short. */
  | { readonly kind: "not-loaded"; readonly reason: CheckpointReason; readonly detail: string }
  /** The file of the trained start at this step could not be loaded; the run is unchanged. */
  | { readonly kind: "not-begun"; readonly step: number; readonly code: ErrorCode }
  /** The run could not be forked at this step; it is unchanged. */
  | { readonly kind: "not-forked"; readonly step: number }
  /** This step could not be recomputed: the nearest keyframe is displayed. */
  | { readonly kind: "not-recomputed"; readonly step: number }
  /** The run cannot be saved: its weights are not finite, or this setting (`detail`) is beyond its limits. */
  | { readonly kind: "not-saved"; readonly detail: string | null }
  /** The run has reached the largest possible step. */
  | { readonly kind: "last-step"; readonly step: number }
  /** The run has as many changes of settings as links and files can contain; a further one was not made. */
  | { readonly kind: "changes-full"; readonly count: number }
  /** The script that keeps runs in this browser could not be loaded. */
  | { readonly kind: "not-keeping" }
  /** A translation or an extension changed the page's elements, and the page was mounted once more. */
  | { readonly kind: "untranslated" }
  /** The host has another version by now, without all files of this one. */
  | { readonly kind: "page-updated" }
  /** The reader asked for a reload, and the run could not be saved before it. */
  | { readonly kind: "reload-loses" }
  /** A kept run without a name was deleted: there were too many, or the browser had no room. `traits`: how it differed from others. */
  | { readonly kind: "run-removed"; readonly why: "limits" | "full"; readonly preset: string | null; readonly model: string; readonly traits: readonly Trait[]; readonly step: number }
  /** A measurement after an epoch failed; the run continues without it. */
  | { readonly kind: "not-measured"; readonly id: EpochId; readonly code: ErrorCode }
  /** The browser did not store what the reader made. It lasts until the page is closed. */
  | { readonly kind: "not-stored"; readonly what: StoredWork }
  /** A file was handed to the browser's downloads, or could not be. */
  | { readonly kind: "download"; readonly name: string; readonly handed: boolean }
  /**
   * `untrained`: the link has the program in the editor, which the run does not train. `step`: where the link opens, or to which it trains by itself
   * (`trains`). `canTrain`: another link would show the run's step.
   */
  | { readonly kind: "copied"; readonly untrained: boolean; readonly step: number; readonly trains: boolean; readonly canTrain: boolean };

/** What the reader made and the browser stores. */
export type StoredWork = "talk" | "recordings" | "notes" | "drawings";
