/**
 * The page's side of the protocol: typed calls and events over one worker. It tells messages of the present run
 * from late ones and notices when the worker is gone. What to do then is the session's business.
 */
import { ElboError } from "../core/errors";
import { aboutOf } from "../core/events";
import { runId, type RunId } from "../core/ids";
import type { CommandName, Event, EventKind, EventOf, Message, Params, Reply, Request, Response } from "./protocol";

/** What the client needs of a `Worker`, so that tests can stand in for it. */
export interface WorkerPort {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: "message" | "error" | "messageerror", listener: (event: unknown) => void): void;
  terminate(): void;
}

export interface CallOptions {
  /** Aborting rejects with "superseded"; a reply that comes later is dropped. */
  readonly signal?: AbortSignal;
  readonly transfer?: Transferable[];
}

export interface Client {
  /** From now on only this run's messages count; calls of the former run reject with "superseded". */
  begin(run: RunId): void;
  call<C extends CommandName>(command: C, params: Params<C>, options?: CallOptions): Promise<Reply<C>>;
  /** Returns the way to stop. */
  on<K extends EventKind>(kind: K, listener: (event: EventOf<K>) => void): () => void;
  /** Told once, after every open call has been rejected with "worker-lost". */
  onLost(listener: (error: ElboError) => void): void;
  /** Gives the worker up: it answers, but does nothing. Open calls reject with "worker-lost". */
  lose(message: string): void;
  /** Ends the worker; open calls reject with "superseded". */
  dispose(): void;
}

interface OpenCall {
  readonly command: CommandName;
  /** The protocol's table pairs each command with its reply; this is the one place where the pair comes apart. */
  readonly resolve: (value: never) => void;
  readonly reject: (error: ElboError) => void;
}

/** Silence is counted in ticks, not by the clock, so that a laptop that slept is not taken for a worker that hung. */
const TICK_MS = 1000;
/** The worker's heart beats about every second, between steps; the slowest step measured took 5 s. */
const SILENT_TICKS = 10;
/** Opening compiles shaders and measures backends, which can hold up the worker's thread for longer. */
const SILENT_TICKS_OPENING = 30;

export function createClient(port: WorkerPort): Client {
  const calls = new Map<number, OpenCall>();
  const listeners = new Map<EventKind, Set<(event: never) => void>>();
  const lostListeners: ((error: ElboError) => void)[] = [];
  let run = runId(0);
  let nextId = 1;
  let gone = false;
  let silent = 0;
  let opened = false;

  const watchdog = setInterval(() => {
    silent = calls.size > 0 ? silent + 1 : 0;
    const opening = [...calls.values()].some(({ command }) => command === "open");
    if (silent >= (opening ? SILENT_TICKS_OPENING : SILENT_TICKS)) lose(`The worker has been silent for ${silent} s.`);
  }, TICK_MS);

  function rejectAll(error: ElboError) {
    const open = [...calls.values()];
    calls.clear();
    open.forEach(({ reject }) => reject(error));
  }

  function end() {
    gone = true;
    clearInterval(watchdog);
    port.terminate();
  }

  function lose(message: string) {
    if (gone) return;
    end();
    const error = new ElboError("worker-lost", message);
    rejectAll(error);
    lostListeners.forEach((listen) => listen(error));
  }

  function receive(message: Message) {
    silent = 0;
    if (gone || message.kind === "awake") return;
    if (message.kind === "reply" || message.kind === "error") answer(message);
    else hear(message);
  }

  function answer(response: Response) {
    if (response.run !== run) return;
    const open = calls.get(response.id);
    calls.delete(response.id);
    if (open?.command === "open" && response.kind === "reply") opened = true;
    if (response.kind === "reply") open?.resolve(response.value as never);
    else open?.reject(ElboError.from(response.error));
  }

  function hear(event: Event & { readonly run: RunId }) {
    const about = aboutOf(event);
    if ((event.run !== run && about !== "data") || (!opened && about === "open run")) return;
    listeners.get(event.kind)?.forEach((listen) => listen(event as never));
  }

  const textOf = (event: unknown) =>
    typeof event === "object" && event !== null && "message" in event && event.message ? `: ${String(event.message)}` : "";
  port.addEventListener("message", (event) => receive((event as MessageEvent<Message>).data));
  port.addEventListener("error", (event) => lose(`The worker failed${textOf(event)}`));
  port.addEventListener("messageerror", () => lose("A message of the worker could not be read."));

  return {
    begin(next) {
      run = next;
      opened = false;
      rejectAll(new ElboError("superseded", "Another run has begun."));
    },
    call<C extends CommandName>(command: C, params: Params<C>, { signal, transfer = [] }: CallOptions = {}) {
      return new Promise<Reply<C>>((resolve, reject) => {
        if (gone) return reject(new ElboError("worker-lost", "The worker is gone."));
        const aborted = () => reject(new ElboError("superseded", `${command} was aborted.`));
        if (signal?.aborted) return aborted();
        if (calls.size === 0) silent = 0;
        const id = nextId++;
        signal?.addEventListener("abort", () => calls.delete(id) && aborted(), { once: true });
        calls.set(id, { command, resolve, reject });
        const request = { id, run, command, params } as Request;
        try {
          port.postMessage(request, transfer);
        } catch (caught) {
          // The worker would go on without knowing what it was asked for. Whoever calls is not interrupted.
          queueMicrotask(() => lose(`A message could not be sent: ${String(caught)}`));
        }
      });
    },
    on(kind, listener) {
      const mine = listeners.get(kind) ?? new Set();
      listeners.set(kind, mine.add(listener));
      return () => mine.delete(listener);
    },
    lose,
    onLost: (listener) => void lostListeners.push(listener),
    dispose() {
      if (!gone) end();
      rejectAll(new ElboError("superseded", "The worker was ended."));
    },
  };
}

/**
 * At most one request under way. Of the values that come meanwhile only the newest is sent, and the last one
 * always is. `send` deals with its own errors; one that rejects does not stop the next.
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
