/** Work in slices: a generator that yields after each slice, so that messages are handled and training continues in between. */
import { nextTask } from "../../core/tasks";

/** Work whose slices `SideWork` runs between steps; yielded values are ignored. */
export type Slices = AsyncGenerator<unknown, void, void>;

/** Passes slices on. `took` receives the milliseconds that all of them took, without the time between them. */
export async function* metered(slices: Slices, took: (ms: number) => void): Slices {
  let ms = 0;
  let began = performance.now();
  for await (const slice of slices) {
    ms += performance.now() - began;
    yield slice;
    began = performance.now();
  }
  took(ms + performance.now() - began);
}

export interface FinishOptions<Slice> {
  /** Ends the work after the current slice. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each slice with the yielded value. */
  readonly onSlice?: ((slice: Slice) => void) | undefined;
}

/** Runs all slices and handles messages after each. Returns the work's result. Rejects with "superseded" when the signal is aborted. */
export async function runSlices<Slice, Result>(
  work: AsyncGenerator<Slice, Result, void>, { signal, onSlice }: FinishOptions<Slice> = {},
): Promise<Result> {
  try {
    for (;;) {
      const { done, value } = await work.next();
      if (done) return value;
      onSlice?.(value);
      await nextTask();
      signal?.throwIfAborted();
    }
  } finally {
    // Lets it free its resources; the returned value is ignored.
    await work.return(undefined as Result);
  }
}
