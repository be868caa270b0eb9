/** Trains a run that is not shown ahead of the one in front, which has the cores when it trains: the other then makes few steps at a time and rests between them. */
import { sleep } from "../../../core/tasks";
import type { PageRun } from "./runs";

/** Steps that are made without a rest while the run in front does not train. */
const STRIDE = 100;
/** Steps that are made without a rest while it trains. */
const SMALL_STRIDE = 10;
/** While it trains, the other rests this many times as long as it trained. */
const RESTS = 9;

/** Trains up to this step, or until the signal is aborted. */
export async function trainAhead({ keeper, store }: PageRun, front: Pick<PageRun, "store">, until: number, signal: AbortSignal): Promise<void> {
  const frontTrains = () => front.store.getState().phase === "training";
  while (!signal.aborted && store.getState().step < until) {
    const began = performance.now();
    await keeper.train({ steps: Math.min(until - store.getState().step, frontTrains() ? SMALL_STRIDE : STRIDE) });
    if (frontTrains()) await sleep(RESTS * (performance.now() - began));
  }
}
