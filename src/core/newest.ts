/** Of several requests of one kind only the newest counts: the signals of earlier ones are aborted. */
import { ElboError } from "./errors";

/** How the caller of long work ends it and hears of it. */
export interface Caller {
  /** Work whose signal is aborted soon rejects with "superseded". */
  readonly signal?: AbortSignal | undefined;
  /** Called with 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

export const supersededError = (): ElboError => new ElboError("superseded", "it was ended, or other work of its kind has begun");

export class Newest {
  #newest = new AbortController();
  #ended: Promise<unknown> = Promise.resolve();

  /** The signal of work that belongs to the newest request. */
  get signal(): AbortSignal { return this.#newest.signal; }

  /** Begins a request, and ends earlier ones. */
  begin(): AbortSignal {
    this.cancel();
    return this.signal;
  }

  /** Ends all requests: their signals are aborted with the error "superseded". */
  cancel(): void {
    this.#newest.abort(supersededError());
    this.#newest = new AbortController();
  }

  /** Begins work, which must reject soon after its signal is aborted. It also ends when the caller's signal is aborted. */
  run<T>(work: (signal: AbortSignal) => Promise<T>, caller?: AbortSignal): Promise<T> {
    const signal = this.begin();
    const end = () => { if (!signal.aborted) this.cancel(); };
    if (caller?.aborted) end();
    caller?.addEventListener("abort", end, { once: true });
    const running = work(signal);
    this.#ended = Promise.allSettled([this.#ended, running]);
    return running;
  }

  /** Cancels all work; resolves when it has ended. */
  async end(): Promise<void> {
    this.cancel();
    await this.#ended;
  }
}

/** Settles as `work` does, or rejects with "superseded" as soon as the signal is aborted. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  signal?.throwIfAborted();
  if (!signal) return work;
  return Promise.race([work, new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(supersededError()), { once: true });
  })]);
}
