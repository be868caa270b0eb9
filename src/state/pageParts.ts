/** What the page gives to the actions of a feature, and how such actions are made: once for each session, when they are first asked for; those of a `start.ts` at once. */
import type { Backend } from "../core/runConfig";
import type { Client } from "../worker/client";
import type { WorkerPort } from "../worker/rpc";
import type { Frames } from "./frames";
import type { Series } from "./series";
import type { Store } from "./store";

/** Whether anybody can see the page: not behind another tab, in a window that is minimised or covered, or with the screen locked. */
export interface Visibility {
  readonly hidden: boolean;
  /** Returns the way to stop. */
  onChange(listener: () => void): () => void;
}

/** The second argument is the worker's laboratory. */
type WorkerCommands = Readonly<Record<string, (params: never, laboratory: never) => unknown>>;

export interface PageParts {
  /** Of the page. */
  readonly version: string;
  readonly store: Store;
  readonly series: Series;
  readonly frames: Frames;
  readonly run: {
    /** Waits for the run to be ready. Rejects with the failure's code where it never is. */
    readonly call: Client["call"];
    /** Nothing trains while it is suspended. What was training goes on being training, and goes on from where it stands when that ends. */
    suspend(suspended: boolean): void;
  };
  /** Has the run's worker do what the feature's `worker.ts` exports as `commands`. Rejects as the command does, and as `run.call`. */
  askWorker<C extends WorkerCommands, K extends keyof C & string>(feature: string, command: K, params: Parameters<C[K]>[0]): Promise<Awaited<ReturnType<C[K]>>>;
  /** A new worker of this name, each time it is called. */
  readonly spawn: (kind: "run" | "machine" | "data") => WorkerPort;
  /** Pauses training and ends what else computes beside it. Resolves when the processor is free, and workers can be made. */
  clearProcessor(): Promise<void>;
  /** Whether `auto` may choose this backend from now on. */
  trust(backend: Backend, trusted: boolean): void;
  readonly visibility: Visibility;
}

/** Makes a feature's actions. `dispose`, where there is one, is called when the session ends. */
export type CreateActions<A extends object> = (page: PageParts) => A & { dispose?(): void };
