/** What an event causes besides another state: calls to the worker, patches of the store, answers, timers. Types only. The interpreter carries them out in their order. */
import type { WireError } from "../../../../core/errors";
import type { HyperparameterValues } from "../../../../core/model/hyperparameters";
import type { OwnImages } from "../../../../core/data/ownData";
import type { BackendReport } from "../../../../core/run/reports";
import type { Backend, RunConfig } from "../../../../core/run/runConfig";
import type { RunId, Step } from "../../../../core/run/ids";
import type { Snapshot } from "../../../../core/run/snapshot";
import type { Notice } from "../../../state/notices";
import type { State } from "../../../state/store";
import type { TrainOutcome } from "../../../../engine/worker/protocol";
import type { UndoableRun } from "../../undo";
import type { LastState, RunRecord } from "../runRecord";
import type { RunEvent } from "./events";
import type { LeavingRun } from "./state";

type StoreEffect =
  /** `flush`: with everything that waits to be displayed. */
  | { readonly kind: "set"; readonly patch: Partial<State>; readonly flush: boolean }
  | { readonly kind: "drop-patches" }
  | { readonly kind: "notice"; readonly notice: Notice }
  | { readonly kind: "notice-fall-back"; readonly report: BackendReport }
  /** Training measured something after this step, which is undone. */
  | { readonly kind: "drop-undone"; readonly at: Step }
  /** The store, the losses and the pictures become those of this run. */
  | { readonly kind: "show"; readonly config: RunConfig; readonly previous: RunConfig; readonly at: Step; readonly again: boolean; readonly record: RunRecord | undefined; readonly patch: Partial<State> };

type WorkerEffect =
  /** Waits until a worker can be started, unless there is one. */
  | { readonly kind: "connect"; readonly then: RunEvent }
  | { readonly kind: "begin-client"; readonly attempt: RunId }
  /** Starts a worker where there is none, and finds the reader's images that it needs. */
  | { readonly kind: "start-client"; readonly attempt: RunId; readonly config: RunConfig }
  | { readonly kind: "open"; readonly attempt: RunId; readonly config: RunConfig; readonly snapshot: Snapshot | null; readonly backendBefore: Backend | undefined; readonly fork: RunId | null; readonly own: OwnImages | null }
  | { readonly kind: "train"; readonly request: number; readonly attempt: RunId; readonly until: Step }
  /** `then` comes when the training has ended, too. */
  | { readonly kind: "pause"; readonly request: number; readonly then: RunEvent }
  | { readonly kind: "pause-quietly" }
  | { readonly kind: "retry-data"; readonly then: RunEvent }
  /** `run`: null: nobody waits for the answer. */
  | { readonly kind: "adjust"; readonly values: HyperparameterValues; readonly run: number | null; readonly rested: boolean }
  | { readonly kind: "hold"; readonly at: Step | null }
  | { readonly kind: "lose"; readonly message: string; readonly counts: boolean }
  /** Reads the last state of the run, if the worker holds it. */
  | { readonly kind: "leave"; readonly ask: number; readonly isOpen: boolean; readonly snapshot: Snapshot | null }
  | { readonly kind: "await-left"; readonly then: RunEvent }
  /** The run that was left is remembered. */
  | { readonly kind: "remember"; readonly leaving: LeavingRun; readonly last: LastState };

type Answer =
  | { readonly kind: "conclude"; readonly request: number; readonly reason: TrainOutcome["reason"] }
  | { readonly kind: "refuse"; readonly request: number; readonly error: WireError }
  /** A second request for training has the outcome of the first. */
  | { readonly kind: "follow"; readonly ask: number; readonly request: number }
  | { readonly kind: "answer"; readonly ask: number; readonly isOpen: boolean };

type Call =
  | { readonly kind: "on-opening" }
  | { readonly kind: "on-opened"; readonly report: BackendReport }
  | { readonly kind: "on-step" }
  | { readonly kind: "on-left"; readonly run: UndoableRun }
  | { readonly kind: "on-snapshot"; readonly snapshot: Snapshot };

export type Effect = StoreEffect | WorkerEffect | Answer | Call
  /** At once, with the state as the effects before have left it. */
  | { readonly kind: "then"; readonly event: RunEvent }
  /** When what has been asked in the same task has begun, too. */
  | { readonly kind: "later"; readonly event: RunEvent }
  | { readonly kind: "wait"; readonly settle: number | Promise<unknown>; readonly then: RunEvent }
  /** Sends the waiting changes of settings; null: not any more. */
  | { readonly kind: "time-changes"; readonly afterMs: number | null }
  | { readonly kind: "train-again" }
  /** Asks the memory of backends; `chosen`: null: forgets. */
  | { readonly kind: "remember-backend"; readonly config: RunConfig; readonly chosen: Backend | null }
  | { readonly kind: "dispose" };
