/**
 * The page's end of the connection to a run's worker: calls and events of the current run. It drops late messages of earlier runs
 * and notices when the worker fails or hangs; the session then acts.
 */
import { ElboError } from "../../core/errors";
import { aboutOf } from "../events";
import { millis, runId, type RunId } from "../../core/run/ids";
import { patienceFor, wasLong } from "../../core/run/patience";
import type { Commands, EventKind, EventOf, WorkerEvent } from "./protocol";
import { connect, type Rpc, type WorkerPort } from "./rpc";

export type Client = ReturnType<typeof createClient>;

/** The worker was lost. */
export class WorkerLost extends ElboError {
  /** `counts`: another worker would perhaps be lost in the same way; false if this one was only slow, or the reader has ended it. */
  constructor(message: string, readonly counts: boolean) {
    super("worker-lost", message);
  }
}

/** Silence is counted in ticks, not by the clock, so that a sleeping laptop does not look like a hanging worker. */
const TICK_MS = 1000;
/** Opening a run compiles shaders, which can block the worker's thread. */
const SILENT_TICKS_OPENING = 30;
/** Before its first word, a worker's scripts may still be on their way: nobody is silent yet, but the network or the processor is slow. */
const SILENT_TICKS_LOADING = 120;

export interface ClientListeners {
  /** The worker was lost; every open call has been rejected with "worker-lost". Called once. */
  onLost(error: WorkerLost): void;
  /** Called every second with the seconds for which the worker has owed an answer and said nothing. */
  onTick?(silentFor: number): void;
}

/** Returns a client for a new worker. A worker that owes an answer may be silent for as long as its steps take; see `patienceFor`. */
export function createClient(port: WorkerPort, { onLost, onTick }: ClientListeners) {
  const listeners = new Map<EventKind, Set<(event: never) => void>>();
  let run = runId(0);
  let silent = 0;
  /** Ticks of silence that the worker's last word permits. A new run does not change it: the worker may still be at a step of the previous one. */
  let patience = patienceFor(millis(0));
  let opened = false;
  let loaded = false;

  const rpc = connect<Commands, WorkerEvent>(port, {
    onMessage(message) {
      silent = 0;
      loaded ||= message.kind !== "awake"; // which comes before the scripts that compute
      if (message.kind === "heartbeat") patience = patienceFor(message.stepMs);
      if (message.kind === "reply") opened ||= rpc.open.get(message.id)?.command === "open";
      else if (message.kind !== "error" && message.kind !== "progress") dispatch(message);
    },
    onFailure: (message) => lose(`The worker failed${message && `: ${message}`}`),
    // The worker would continue without knowing the request.
    onSendError: (error) => lose(`A message could not be sent: ${String(error)}`),
  });

  const watchdog = setInterval(() => {
    silent = rpc.open.size > 0 ? silent + 1 : 0;
    const opening = [...rpc.open.values()].some(({ command }) => command === "open");
    onTick?.(silent);
    if (silent >= Math.max(patience, !loaded ? SILENT_TICKS_LOADING : opening ? SILENT_TICKS_OPENING : 0)) lose(`The worker has been silent for ${silent} s.`, !wasLong(patience));
  }, TICK_MS);

  function lose(message: string, counts = true) {
    if (rpc.ended) return;
    clearInterval(watchdog);
    const error = new WorkerLost(message, counts);
    rpc.end(error);
    onLost(error);
  }

  function dispatch(event: WorkerEvent) {
    if (!("run" in event)) return;
    const about = aboutOf(event);
    if ((event.run !== run && about !== "data") || (!opened && about === "open run")) return;
    listeners.get(event.kind)?.forEach((listen) => listen(event as never)); // listeners are stored by the kind of their events
  }

  const call: Rpc<Commands>["call"] = (...args) => {
    if (rpc.open.size === 0) silent = 0;
    return rpc.call(...args);
  };

  return {
    call,
    /** From now on only this run's messages count; calls of the previous run reject with "superseded". */
    begin(next: RunId) {
      run = next;
      opened = false;
      rpc.supersede();
    },
    /** Adds a listener and returns a function that removes it. */
    on<K extends EventKind>(kind: K, listener: (event: EventOf<K>) => void): () => void {
      const mine = listeners.get(kind) ?? new Set();
      listeners.set(kind, mine.add(listener));
      return () => mine.delete(listener);
    },
    /** Abandons a worker that responds but makes no progress, or is not to be waited for. Open calls reject with "worker-lost". `counts`: see `WorkerLost`. */
    lose,
    /** Ends the worker; open calls, and later ones, reject with "superseded". */
    dispose() {
      clearInterval(watchdog);
      rpc.end();
    },
  };
}

/**
 * Returns a function that sends values with at most one request pending. Of the values that arrive meanwhile only the newest is
 * sent, and the last one always is. `send` handles its own errors; a rejection does not stop the next value.
 */
export function latestWins<T>(send: (value: T) => Promise<unknown>): (value: T) => void {
  let busy = false;
  let waiting: { readonly value: T } | null = null;
  const pump = async () => {
    busy = true;
    while (waiting) {
      const { value }: { readonly value: T } = waiting;
      waiting = null;
      await send(value).catch(() => undefined);
    }
    busy = false;
  };
  return (value) => {
    waiting = { value };
    if (!busy) void pump();
  };
}
