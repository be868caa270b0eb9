/** The page's interface for the actions of features. A session creates the actions of a feature once, on their first use; those of a `start.ts` at once. */
import type { Caller } from "../../core/newest";
import type { SuspendablePage } from "../../core/preference";
import type { Backend, RunConfig } from "../../core/run/runConfig";
import type { CommandName, Params, Reply, TrainOutcome } from "../../engine/worker/protocol";
import type { WorkerPort } from "../../engine/worker/rpc";
import type { Frames } from "./frames";
import type { State, Store } from "./store";
import type { Link } from "./urlCodec";

/** The second argument is the worker's laboratory. */
type WorkerCommands = Readonly<Record<string, (params: never, laboratory: never) => unknown>>;

/** An experiment at a step. */
export interface ExperimentAtStep {
  /** The fragment of its link, with or without #. */
  readonly fragment: string;
  /** The step up to which it is trained; null: the experiment's beginning, or its current step if it is open already. */
  readonly step: number | null;
}

export interface PageParts extends SuspendablePage {
  /** The version of the page. */
  readonly version: string;
  readonly store: Store;
  readonly frames: Frames;
  /** Resolves when training stops; rejects with the code of a failure. */
  train(options?: { steps?: number }): Promise<TrainOutcome>;
  /** Pauses training, also one that was requested and has not begun. Resolves when it has stopped. */
  pause(): Promise<void>;
  /** Returns the link of the current experiment. */
  currentLink(): Link;
  /**
   * Opens an experiment at a step: at once if it was trained ahead, else it is displayed while it trains up to the step. Training continues if
   * the link says so. Resolves when the run is at its step, or when another one was opened. No notice offers to undo it.
   */
  openAt(goal: ExperimentAtStep): Promise<void>;
  /**
   * Trains these runs up to their steps in a separate worker, in this order, and holds them for `openAt`; runs that were
   * trained before and are not among them are dropped. An empty list ends the worker. Resolves to the thumbnail of each (`thumbnail` in
   * `worker/protocol.ts`); null: it was not trained.
   */
  trainAhead(goals: readonly ExperimentAtStep[]): Promise<readonly (Uint8Array | null)[]>;
  /** Sends a command to the run's worker when the run is open. Rejects as the command does, and with the failure's code if the run cannot be opened. */
  call<C extends CommandName>(this: void, command: C, params: Params<C>, caller?: Caller): Promise<Reply<C>>;
  /** Runs a command of the feature's `worker.ts` in the run's worker. Rejects as `call` does. */
  askWorker<C extends WorkerCommands, K extends keyof C & string>(feature: string, command: K, params: Parameters<C[K]>[0]): Promise<Awaited<ReturnType<C[K]>>>;
  /** Starts a new worker: one that checks the machine, or one that runs the `program.ts` of this feature. */
  readonly spawn: (name: string) => WorkerPort;
  /** Registers a request for another experiment. Returns a signal that is aborted when another one is requested. */
  request(): AbortSignal;
  /** Restarts the experiment with this configuration; `state`: other changes of the store. */
  restart(begun: RunConfig, state: Partial<State>): Promise<void>;
  /** Tries again to load the data that the run lacks, and continues it. */
  retryData(): Promise<void>;
  /** Pauses training and ends other computations. Resolves when the processor is free and workers can be started. */
  clearProcessor(): Promise<void>;
  /** Whether `auto` may choose this backend from now on. */
  trust(backend: Backend, trusted: boolean): void;
}

/** Creates a feature's actions. `dispose`, if there is one, is called when the session ends. */
export type CreateActions<A extends object> = (page: PageParts) => A & { dispose?(): void };
