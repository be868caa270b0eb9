/** What happens to a run: what the reader wants, what the worker tells, what the clock says, and what follows from an effect. Types only. */
import type { WireError } from "../../../../core/errors";
import type { HyperparameterValue, HyperparameterValues } from "../../../../core/model/hyperparameters";
import type { OwnImages } from "../../../../core/data/ownData";
import type { BackendReport } from "../../../../core/run/reports";
import type { RunConfig } from "../../../../core/run/runConfig";
import type { Millis, RunId, Step } from "../../../../core/run/ids";
import type { Snapshot } from "../../../../core/run/snapshot";
import type { State } from "../../../state/store";
import type { Opened, TrainOutcome } from "../../../../engine/worker/protocol";
import type { Departure, UndoableRun } from "../../undo";
import type { LastState, RunRecord } from "../runRecord";

export interface OpenOptions {
  /** Milliseconds to wait for further changes, or a promise to wait for. The previous run ends at once. */
  readonly settle?: number | Promise<unknown>;
  /** The state with which the run begins; if absent, it begins at step 0. */
  readonly snapshot?: Snapshot | null;
  /** The new run trains if the previous one trained without a limit of steps. */
  readonly keepTraining?: boolean;
  /** The run continues from an earlier step of the current run, and has its past up to that step. */
  readonly fork?: boolean;
  /** It is the same experiment again: the losses of the previous run stay for comparison. */
  readonly again?: boolean;
  /** The record of the run up to its snapshot. */
  readonly record?: RunRecord;
  /** Other values of the store for the new run. They are written together with it, so that no view shows a mixture. */
  readonly state?: Partial<State>;
}

/** How an attempt to open a run goes on. */
interface Begins {
  readonly settle: number | Promise<unknown>;
}

/** A request for training, before it begins. */
interface Wanted {
  /** The question that its outcome answers. */
  readonly ask: number;
  readonly steps: number | undefined;
}

type ReaderEvent =
  | { readonly kind: "open"; readonly config: RunConfig; readonly options: OpenOptions }
  | { readonly kind: "leave"; readonly ask: number; readonly departure: Departure }
  /** The run that was left last is brought back. */
  | { readonly kind: "take-left" }
  /** `restart`: a training that runs is ended for it. */
  | Wanted & { readonly kind: "train"; readonly restart: boolean }
  | { readonly kind: "pause"; readonly ask: number }
  /** The worker is ended in the middle of its work. */
  | { readonly kind: "stop-now" }
  | { readonly kind: "change"; readonly id: string; readonly value: HyperparameterValue }
  | { readonly kind: "hold"; readonly hold: Partial<{ readonly at: Step | null; readonly limit: Step | null; readonly suspended: boolean }> }
  | { readonly kind: "retry-data"; readonly ask: number }
  /** The page wants to know when the newest attempt to open a run has ended. */
  | { readonly kind: "await-open"; readonly ask: number }
  | { readonly kind: "carry-on-from"; readonly snapshot: Snapshot }
  | { readonly kind: "dispose" };

type WorkerEvent =
  /** `again`: it is not lost too often to be replaced. */
  | { readonly kind: "lost"; readonly error: WireError; readonly again: boolean }
  /** `requested`: the configuration as it was sent; settings may have changed since. */
  | { readonly kind: "opened"; readonly attempt: RunId; readonly requested: RunConfig; readonly opened: Opened; readonly classNames: State["classNames"] }
  | { readonly kind: "not-opened"; readonly attempt: RunId; readonly error: WireError }
  | { readonly kind: "trained"; readonly request: number; readonly attempt: RunId; readonly outcome: TrainOutcome }
  | { readonly kind: "not-trained"; readonly request: number; readonly attempt: RunId; readonly error: WireError }
  | { readonly kind: "not-paused"; readonly request: number }
  /** The answer to a change of settings, of this run; `at`: the last step before they hold; null: the worker was lost. */
  | { readonly kind: "changed"; readonly run: number; readonly values: HyperparameterValues; readonly rested: boolean; readonly at: Step | null }
  /** The last state of the run that was left has been read. */
  | { readonly kind: "left"; readonly last: LastState }
  | { readonly kind: "reached"; readonly at: Step }
  | { readonly kind: "heartbeat"; readonly training: boolean; readonly waitingForData: boolean; readonly stepMs: Millis | null; readonly step: Step }
  | { readonly kind: "snapshot"; readonly snapshot: Snapshot }
  | { readonly kind: "failed"; readonly error: WireError }
  | { readonly kind: "device"; readonly report: BackendReport }
  /** The data of the next step cannot be loaded. */
  | { readonly kind: "out-of-data" };

type ClockEvent =
  /** A second has passed. `silentFor`: the seconds for which the worker has not answered. */
  | { readonly kind: "tick"; readonly silentFor: number }
  | { readonly kind: "changes-due" }
  /** A pause waits for the end of a step. */
  | { readonly kind: "pause-slow"; readonly request: number };

/** An effect is done, and the state decides how it goes on. Readers may have done something else meanwhile. */
type Continuation =
  | Begins & { readonly kind: "shown"; readonly run: number; readonly fork: boolean }
  | Begins & { readonly kind: "begin"; readonly run: number; readonly fork: boolean }
  | Begins & { readonly kind: "opening"; readonly attempt: RunId; readonly now: "begun" | "left" | "settled" | "connected" }
  | { readonly kind: "images"; readonly attempt: RunId; readonly own: OwnImages | null }
  | { readonly kind: "opened-shown"; readonly attempt: RunId; readonly requested: RunConfig; readonly opened: Opened }
  | { readonly kind: "ready"; readonly attempt: RunId }
  | { readonly kind: "attempt-over" }
  /** The run that was left is there as a whole; null: it cannot be read, or is too short. */
  | { readonly kind: "remembered"; readonly run: UndoableRun | null; readonly silent: boolean }
  | Wanted & { readonly kind: "may-train"; readonly run: number; readonly pauses: number; readonly now: "stopped" | "fetched" | "open" }
  | { readonly kind: "start"; readonly request: number }
  | { readonly kind: "pause-over" }
  | { readonly kind: "paused"; readonly ask: number }
  | { readonly kind: "stopped-now" }
  | { readonly kind: "retried"; readonly ask: number };

export type RunEvent = ReaderEvent | WorkerEvent | ClockEvent | Continuation;
