/** What the page gives to the actions of a feature, and how such actions are made: once for each session, when they are first asked for; those of a `start.ts` at once. */
import type { IsCurrent } from "../core/newest";
import type { Backend, RunConfig } from "../core/run/runConfig";
import type { CommandName, Params, Reply, TrainOutcome } from "../worker/protocol";
import type { WorkerPort } from "../worker/rpc";
import type { Frames } from "./frames";
import type { State, Store } from "./store";
import type { Link } from "./urlCodec";

/** Whether anybody can see the page: not behind another tab, in a window that is minimised or covered, or with the screen locked. */
export interface Visibility {
  readonly hidden: boolean;
  /** Returns the way to stop. */
  onChange(listener: () => void): () => void;
}

/** The second argument is the worker's laboratory. */
type WorkerCommands = Readonly<Record<string, (params: never, laboratory: never) => unknown>>;

/** An experiment at a step. */
export interface Goal {
  /** What is opened, with or without #. */
  readonly fragment: string;
  /** The step that the run is to have reached; null: where the experiment begins, or, where it stands already, as it stands. */
  readonly step: number | null;
}

export interface PageParts {
  /** The version of the page. */
  readonly version: string;
  readonly store: Store;
  readonly frames: Frames;
  /** Resolves when training stops; rejects with the code of a failure. */
  train(options?: { steps?: number }): Promise<TrainOutcome>;
  /** What the address says, part by part. */
  linked(): Link;
  /**
   * Opens an experiment at a step: at once where it was trained ahead, else it is trained up to there, on show. Goes on training where the
   * link says so. Resolves when the run stands at its step, or when another one was opened. The run that stood is not offered for `undo`.
   */
  openAt(goal: Goal): Promise<void>;
  /**
   * Trains these runs up to their steps meanwhile, in a worker of their own, in this order, and keeps them for `openAt`; what was
   * trained before and is not among them is forgotten. None: the worker ends.
   */
  trainAhead(goals: readonly Goal[]): Promise<void>;
  /** Suspends training, or lets it go on from where it stands. The run counts as training meanwhile. */
  suspend(suspended: boolean): void;
  /** Runs a command of the run's worker, once the run is ready. Rejects as the command does, and with the failure's code where the run never is ready. */
  call<C extends CommandName>(this: void, command: C, params: Params<C>): Promise<Reply<C>>;
  /** Runs a command of the feature's `worker.ts` there. Rejects likewise. */
  askWorker<C extends WorkerCommands, K extends keyof C & string>(feature: string, command: K, params: Parameters<C[K]>[0]): Promise<Awaited<ReturnType<C[K]>>>;
  /** A new worker, each time it is called: one that checks the machine, or one that runs the `program.ts` of this feature. */
  readonly spawn: (name: string) => WorkerPort;
  /** Another experiment is requested, and begun as soon as it is known. The result says whether no other one has been requested since. */
  request(): IsCurrent;
  /** Begins the experiment again as this configuration says, in place of the current run; `state` says what else changes. */
  restart(begun: RunConfig, state: Partial<State>): Promise<void>;
  /** Fetches again what the run lacks, and goes on. */
  retryData(): Promise<void>;
  /** Pauses training and ends other computations. Resolves when the processor is free and workers can be started. */
  clearProcessor(): Promise<void>;
  /** Whether `auto` may choose this backend from now on. */
  trust(backend: Backend, trusted: boolean): void;
  readonly visibility: Visibility;
}

/** Makes a feature's actions. `dispose`, where there is one, is called when the session ends. */
export type CreateActions<A extends object> = (page: PageParts) => A & { dispose?(): void };
