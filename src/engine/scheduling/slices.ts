/** Work in slices: a generator that pauses after each, so that messages and training have their turn in between. */
import { ElboError } from "../../core/errors";
import { nextTask } from "./tasks";

/** Work whose slices are made one at a time between steps, by `SideWork`; what it yields is looked at by nobody. */
export type Slices = AsyncGenerator<unknown, void, void>;

export interface FinishOptions<Slice> {
  /** Ends the work after the slice under way. */
  readonly signal?: AbortSignal | undefined;
  /** After each slice, with what it yielded. */
  readonly onSlice?: ((slice: Slice) => void) | undefined;
}

/** Makes all slices, one after the other, and gives way to messages after each. Rejects with "superseded" when the signal ends it. */
export async function runSlices<Slice, Result>(
  work: AsyncGenerator<Slice, Result, void>, { signal, onSlice }: FinishOptions<Slice> = {},
): Promise<Result> {
  try {
    for (;;) {
      const { done, value } = await work.next();
      if (done) return value;
      onSlice?.(value);
      await nextTask();
      throwIfAborted(signal);
    }
  } finally {
    // Frees what it holds; nobody reads what it returns.
    await work.return(undefined as Result);
  }
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw supersededError();
}

/** Rejects with "superseded" as soon as the signal ends it. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  throwIfAborted(signal);
  if (!signal) return work;
  return Promise.race([work, new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(supersededError()), { once: true });
  })]);
}

const supersededError = () => new ElboError("superseded", "it was ended, or other work of its kind has begun");
