/**
 * Calls to a worker, from the page or from another worker: `connect` asks, `serve` answers, and one interface of commands per worker types both.
 * When a worker is given up, and what follows, is the business of whoever is connected. No library such as Comlink: its calls stay open for ever
 * when their worker fails or is ended (https://github.com/GoogleChromeLabs/comlink/issues/601), its errors lose their codes, and it has no events.
 */
import { ElboError, type WireError } from "../core/errors";
import type { Millis } from "../core/ids";

/** What is needed of a `Worker`, so that tests can stand in for it. */
export interface WorkerPort {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: "message" | "error" | "messageerror", listener: (event: unknown) => void): void;
  terminate(): void;
}

/** By name, what each command of a worker takes and what it is answered with. */
export type Table<C> = { readonly [K in keyof C]: { readonly params: unknown; readonly reply: unknown } };

export type RequestOf<C extends Table<C>, K extends keyof C = keyof C> =
  { [N in K]: { readonly id: number; readonly command: N; readonly params: C[N]["params"] } }[K];

export type AnswerOf<C extends Table<C>> =
  /** Of the reply that is to come, 0 to 1. */
  | { readonly kind: "progress"; readonly id: number; readonly share: number }
  | { readonly kind: "reply"; readonly id: number; readonly value: C[keyof C]["reply"] }
  | { readonly kind: "error"; readonly id: number; readonly error: WireError };

/** A call was not answered within its limit, so that its worker was ended. */
export class CallTimeout extends Error {
  override readonly name = "TookTooLong";

  constructor(readonly limit: Millis, message = `no answer within ${limit} ms`) {
    super(message);
  }
}

export interface CallOptions {
  readonly transfer?: ArrayBufferLike[];
  /** The worker is ended with this error when its time is up. */
  readonly timeout?: CallTimeout;
  readonly onProgress?: (share: number) => void;
}

export interface Rpc<C extends Table<C>> {
  /** Why the worker was ended; null: it was not. */
  readonly ended: Error | null;
  /** What waits for its reply, by the requests' ids. */
  readonly open: ReadonlyMap<number, { readonly command: keyof C }>;
  /** Rejects with the worker's error, with `ended`, with "superseded", and with "internal" where the message cannot be sent and the worker was not ended for it. */
  call<K extends keyof C>(command: K, params: C[K]["params"], options?: CallOptions): Promise<C[K]["reply"]>;
  /** Open calls reject with "superseded"; the worker goes on. */
  supersede(): void;
  /** Ends the worker, once: open calls, and later ones, reject with this error, "superseded" where there is none. */
  end(error?: Error): void;
}

/** What happens besides calls. `E`: what the worker says unasked, of other kinds than its answers. */
export interface Listeners<C extends Table<C>, E> {
  /** Whatever comes; the call that it answers settles next. */
  onMessage?(message: AnswerOf<C> | E): void;
  /** The worker failed, with the browser's words if there are any. Where absent it is ended, with "worker-lost". */
  onFailure?(words: string): void;
  /** A message cannot be sent. Its call rejects next; whoever calls is not interrupted. */
  onSendError?(error: unknown): void;
}

interface OpenCall<C> extends CallOptions {
  readonly command: keyof C;
  readonly timer: ReturnType<typeof setTimeout> | undefined;
  /** The table pairs each command with its reply; this is the one place where the pair comes apart. */
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/** The asking end. Listens to the worker at once. */
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

  /** Events go to the listener alone: they answer no call. */
  function receive(message: AnswerOf<C>) {
    if (ended) return;
    listeners.onMessage?.(message);
    if (message.kind === "progress") open.get(message.id)?.onProgress?.(message.share);
    else if (message.kind === "reply") take(message.id)?.resolve(message.value as never);
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
      const id = ++ids;
      const { transfer = [], timeout } = options;
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
    }),
    supersede: () => rejectAll(new ElboError("superseded", "Something else was asked for.")),
    end,
  };
}

/** Where a command's reply is null, nothing need be returned. */
export type Handlers<C extends Table<C>> = {
  readonly [K in keyof C]: (params: C[K]["params"], onProgress: (share: number) => void) => Promise<C[K]["reply"]> | (null extends C[K]["reply"] ? void | Promise<void> : never);
};

export interface ServeOptions<C extends Table<C>> {
  /** One command at a time, in the order they come; otherwise each begins when it comes. */
  readonly inOrder?: boolean;
  /** What is handed over with a reply, not copied. */
  readonly buffersOf?: (reply: C[keyof C]["reply"]) => ArrayBufferLike[];
}

type Post<E> = (message: E, buffers?: ArrayBufferLike[]) => void;

/**
 * The answering end, in the worker. `handlersFor`: given what says something unasked, with buffers that
 * are handed over. After a message that cannot be sent none is sent any more, as the page would take what comes next for all that there was: the
 * worker fails, so that the page hears of it.
 */
export function serve<C extends Table<C>, E extends { readonly kind: string } = never>(
  handlersFor: (post: Post<E>) => Handlers<C>, { inOrder = false, buffersOf = () => [] }: ServeOptions<C> = {},
): void {
  const scope = self;
  let broken = false;
  let last: Promise<void> = Promise.resolve();

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

  async function answer<K extends keyof C>({ id, command, params }: RequestOf<C, K>): Promise<void> {
    try {
      const value = (await handlers[command](params, (share) => post({ kind: "progress", id, share }))) ?? null;
      post({ kind: "reply", id, value }, buffersOf(value));
    } catch (error) {
      post({ kind: "error", id, error: ElboError.of(error).toWire() });
    }
  }
  scope.addEventListener("message", ({ data }: MessageEvent<RequestOf<C>>) => {
    last = inOrder ? last.then(() => answer(data)) : answer(data);
  });
}
