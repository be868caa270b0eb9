/** What the page knows of the saving of its current run, what happens to it, and what that causes. Types, and the questions that are asked of the state. */
import type { RunId, Step } from "../../../../core/run/ids";
import type { HistoryRequest, HistoryUpdate } from "../../../../core/run/past";
import type { NotKept } from "../../../state/keptRuns";
import type { State } from "../../../state/store";
import { isWorthKeeping } from "../../run/machine/state";

/** What of the current run is written and still valid: steps that are undone reduce it. */
export interface Stored {
  /** The step at which it was written last; null: it was not. */
  readonly step: Step | null;
  /** The number of steps whose losses are written. */
  readonly losses: number;
  /** The keyframes and the starting state that are written. */
  readonly past: HistoryRequest["had"];
}

export interface Saving {
  /** The id of the run that this tab has locked; null: the current run is not stored. */
  readonly id: State["keptAs"];
  readonly stored: Stored;
  /** The run that has trained long enough to be worth saving. */
  readonly worthSaving: RunId | null;
  /** While the run trains, its state is not requested before this time of performance.now(). */
  readonly nextTakeAt: number;
  /** The number of writes that have failed since the last that worked. */
  readonly failures: number;
}

export type Durability = "relaxed" | "strict";

/** The values of the store that decide something. */
export type Seen = Pick<State, "run" | "begun" | "keptAs" | "phase" | "room" | "comparison" | "opened" | "heldOut" | "measured" | "afterEpochs">;

/** `at`: the time of performance.now(). */
export type SavingEvent =
  | { readonly kind: "begin"; readonly hidden: boolean; readonly at: number }
  /** The store has changed. */
  | { readonly kind: "changed"; readonly before: Seen; readonly at: number }
  /** There are losses up to this step, of this many steps. `canWrite`: a write may begin now. */
  | { readonly kind: "losses"; readonly upTo: number; readonly length: number; readonly canWrite: boolean; readonly at: number }
  | { readonly kind: "hidden" }
  /** The run is worth saving, however short it is. */
  | { readonly kind: "wanted" }
  /** The worker is asked for the run's state. */
  | { readonly kind: "taking" }
  | { readonly kind: "taken"; readonly at: number }
  /** The worker gets this past from the storage. */
  | { readonly kind: "past-read"; readonly past: HistoryRequest["had"] }
  /** A write begins. Steps that are undone meanwhile reduce what is stored. */
  | { readonly kind: "writing"; readonly losses: number; readonly past: HistoryUpdate | null }
  /** `wasThere`: the run was stored before. */
  | { readonly kind: "written"; readonly id: State["keptAs"]; readonly step: Step; readonly wasThere: boolean; readonly durability: Durability }
  /** A write has ended, or was not needed. `refused`: why it failed; null: it did not. */
  | { readonly kind: "write-over"; readonly refused: NotKept | null }
  | { readonly kind: "retry" }
  | { readonly kind: "dispose" };

export type SavingEffect =
  /** The tab locks this run, and releases the one before it. */
  | { readonly kind: "lock"; readonly id: State["keptAs"]; readonly before: State["keptAs"] }
  /** The address without a fragment opens this run in this room. */
  | { readonly kind: "remember-run"; readonly id: string; readonly room: State["room"] }
  | { readonly kind: "remember-paused"; readonly paused: boolean }
  /** The worker gets the stored past of the run. */
  | { readonly kind: "send-past" }
  /** The run's state is requested, and written. */
  | { readonly kind: "take"; readonly durability: Durability }
  /** After a while the browser is asked not to evict the storage; false: it is not asked. */
  | { readonly kind: "ask-to-persist"; readonly soon: boolean }
  /** "unblocked": when the storage can be opened; null: never. */
  | { readonly kind: "retry"; readonly when: number | "unblocked" | null };

/** Returns whether a run does not train and has a state to save. */
export const isAtRest = ({ phase }: Pick<State, "phase">): boolean => phase === "paused" || phase === "finished";

/** Returns whether the run is to be written at this step. */
export const isToBeWritten = ({ worthSaving }: Saving, { keptAs, run, begun }: Seen, at: Step): boolean => keptAs !== null || worthSaving === run || isWorthKeeping(begun, at);
