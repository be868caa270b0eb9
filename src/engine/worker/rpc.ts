/**
 * Calls to a worker, from the page or from another worker: `connect` is the calling end, `serve` the answering end, and one
 * interface of commands per worker types both. The calling end decides when to give up a worker. Libraries such as Comlink do not
 * suffice: its calls stay open forever when their worker fails or is ended (https://github.com/GoogleChromeLabs/comlink/issues/601),
 * its errors lose their codes, and it has no events.
 */
import { ElboError, type WireError } from "../../core/errors";
import { supersededError, type Caller } from "../../core/newest";
import type { Millis } from "../../core/run/ids";

/** The part of `Worker` that is used, so that tests can replace it. */
export interface WorkerPort {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: "message" | "error" | "messageerror", listener: (event: unknown) => void): void;
  terminate(): void;
}

/** The parameters and the reply of each command of a worker, by its name. */
export type Table<C> = { readonly [K in keyof C]: { readonly params: unknown; readonly reply: unknown } };

export type RequestOf<C extends Table<C>, K extends keyof C = keyof C> =
  { [N in K]: { readonly id: number; readonly command: N; readonly params: C[N]["params"] } }[K];

/** A call's signal was aborted. */
export interface Cancel {
  readonly kind: "cancel";
  readonly id: number;
}

export type AnswerOf<C extends Table<C>> =
  /** Progress of a pending reply, 0 to 1. */
  | { readonly kind: "progress"; readonly id: number; readonly share: number }
  | { readonly kind: "reply"; readonly id: number; readonly value: C[keyof C]["reply"] }
  | { readonly kind: "error"; readonly id: number; readonly error: WireError };

/** A call was not answered within its time limit, so that its worker was ended. */
export class CallTimeout extends Error {
  override readonly name = "CallTimeout";

  constructor(readonly limit: Millis, message = `no answer within ${limit} ms`) {
    super(message);
  }
}

/** When its signal is aborted, a call rejects with "superseded" at once, and the worker's command ends soon. */
export interface CallOptions extends Caller {
  readonly transfer?: ArrayBufferLike[];
  /** The worker is ended with this error when its limit is exceeded. */
  readonly timeout?: CallTimeout;
}

export interface Rpc<C extends Table<C>> {
  /** The error with which the worker was ended; null if it was not. */
  readonly ended: Error | null;
  /** Calls that wait for their reply, by the requests' ids. */
  readonly open: ReadonlyMap<number, { readonly command: keyof C }>;
  /** Calls a command. Rejects with the worker's error, with `ended`, with "superseded", or with "internal" if the message cannot be sent and the worker was not ended. */
  call<K extends keyof C>(command: K, params: C[K]["params"], options?: CallOptions): Promise<C[K]["reply"]>;
  /** Open calls reject with "superseded"; the worker continues. */
  supersede(): void;
  /** Ends the worker, once. Open and later calls reject with this error, by default "superseded". */
  end(error?: Error): void;
}

/** Listeners of a connection. `E`: the worker's events, of other kinds than its answers. */
export interface Listeners<C extends Table<C>, E> {
  /** Receives every message, before the call that it answers settles. */
  onMessage?(message: AnswerOf<C> | E): void;
  /** The worker failed; `words` is the browser's message or empty. Without this listener the worker is ended with "worker-lost". */
  onFailure?(words: string): void;
  /** A message cannot be sent. Called asynchronously, before its call rejects. */
  onSendError?(error: unknown): void;
}

interface OpenCall<C> extends CallOptions {
  readonly command: keyof C;
  readonly timer: ReturnType<typeof setTimeout> | undefined;
  /** Typed `never`, because a map of open calls cannot pair each command with its reply. */
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/** Returns the calling end, which listens to the worker at once. */
export function connect<C extends Table<C>, E extends { readonly kind: string } = never>(port: WorkerPort, listeners: Listeners<C, E> = {}): Rpc<C> {
  const open = new Map<number, OpenCall<C>>();
  let ended: Error | null = null;
  let ids = 0;

  function take(id: number): OpenCall<C> | undefined {
    const call = open.get(id);
    open.delete(id);
    clearTimeout(call?.timer);
    return call;
  }
  function rejectAll(error: Error) {
    for (const id of open.keys()) take(id)!.reject(error);
  }

  function end(error: Error = new ElboError("superseded", "The worker was ended.")) {
    if (ended) return;
    ended = error;
    port.terminate();
    rejectAll(error);
  }

  function fail(words: string) {
    if (ended) return;
    if (listeners.onFailure) listeners.onFailure(words);
    else end(new ElboError("worker-lost", words || "the worker failed"));
  }

  /** Passes all messages to the listener, and settles the call that an answer belongs to. */
  function receive(message: AnswerOf<C>) {
    if (ended) return;
    listeners.onMessage?.(message);
    if (message.kind === "progress") open.get(message.id)?.onProgress?.(message.share);
    else if (message.kind === "reply") take(message.id)?.resolve(message.value as never); // an answer has the type of the command with its id
    else if (message.kind === "error") take(message.id)?.reject(ElboError.from(message.error));
  }

  port.addEventListener("message", (event) => receive((event as MessageEvent<AnswerOf<C>>).data));
  port.addEventListener("error", (event) => fail((event as Partial<ErrorEvent>).message ?? ""));
  port.addEventListener("messageerror", () => fail("a message could not be read"));

  return {
    get ended() { return ended; },
    open,
    call: (command, params, options = {}) => new Promise((resolve, reject) => {
      if (ended) return reject(ended);
      const { transfer = [], timeout, signal } = options;
      if (signal?.aborted) return reject(supersededError());
      const id = ++ids;
      const timer = timeout && setTimeout(() => end(timeout), timeout.limit);
      open.set(id, { ...options, command, timer, resolve, reject });
      try {
        port.postMessage({ id, command, params } satisfies RequestOf<C>, transfer as Transferable[]);
      } catch (caught) {
        queueMicrotask(() => {
          listeners.onSendError?.(caught);
          take(id)?.reject(ElboError.of(caught));
        });
      }
      signal?.addEventListener("abort", () => {
        const call = take(id);
        if (!call) return;
        port.postMessage({ kind: "cancel", id } satisfies Cancel, []);
        call.reject(supersededError());
      }, { once: true });
    }),
    supersede: () => rejectAll(new ElboError("superseded", "Something else was asked for.")),
    end,
  };
}

/** A command's caller. The signal is aborted when it needs no reply any more: a command that takes long should end then, others ignore it. */
interface WaitingCaller {
  readonly signal: AbortSignal;
  /** Reports 0 to 1. */
  onProgress(this: void, share: number): void;
}

/** The implementation of each command. Those whose reply is null may return nothing. */
export type Handlers<C extends Table<C>> = {
  readonly [K in keyof C]: (params: C[K]["params"], caller: WaitingCaller) => Promise<C[K]["reply"]> | (null extends C[K]["reply"] ? void | Promise<void> : never);
};

export interface ServeOptions<C extends Table<C>> {
  /** Runs one command at a time, in order; otherwise each begins when it arrives. */
  readonly inOrder?: boolean;
  /** Where calls arrive; default: the worker's own scope. */
  readonly scope?: typeof self | MessagePort;
  /** Buffers of a reply that are transferred, not copied. */
  readonly buffersOf?: (reply: C[keyof C]["reply"]) => ArrayBufferLike[];
}

type Post<E> = (message: E, buffers?: ArrayBufferLike[]) => void;

/**
 * Answers calls in the worker. `handlersFor` receives a function that sends events, with buffers to transfer. If a message
 * cannot be sent, the worker fails and sends no further ones, because the page would not notice the gap.
 */
export function serve<C extends Table<C>, E extends { readonly kind: string } = never>(
  handlersFor: (post: Post<E>) => Handlers<C>, { inOrder = false, scope = self, buffersOf = () => [] }: ServeOptions<C> = {},
): void {
  let broken = false;
  let last: Promise<void> = Promise.resolve();
  const ends = new Map<number, AbortController>();

  const post: Post<AnswerOf<C> | E> = (message, buffers = []) => {
    if (broken) return;
    try {
      scope.postMessage(message, { transfer: buffers as Transferable[] });
    } catch (error) {
      broken = true;
      setTimeout(() => { throw error; });
    }
  };
  const handlers = handlersFor(post);

  async function answer<K extends keyof C>({ id, command, params }: RequestOf<C, K>, { signal }: AbortController): Promise<void> {
    try {
      const value = (await handlers[command](params, { signal, onProgress: (share) => post({ kind: "progress", id, share }) })) ?? null;
      post({ kind: "reply", id, value }, buffersOf(value));
    } catch (error) {
      post({ kind: "error", id, error: ElboError.of(error).toWire() });
    } finally {
      ends.delete(id);
    }
  }
  scope.addEventListener("message", (event) => {
    const { data } = event as MessageEvent<RequestOf<C> | Cancel>;
    if ("kind" in data) return ends.get(data.id)?.abort(supersededError());
    const end = new AbortController();
    ends.set(data.id, end);
    last = inOrder ? last.then(() => answer(data, end)) : answer(data, end);
  });
}
