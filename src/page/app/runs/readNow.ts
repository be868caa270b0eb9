/** Reads the state of a run, from which it can continue elsewhere. */
import type { Snapshot } from "../../../core/run/snapshot";
import type { ResumePoint } from "../experiments";
import { runRecordUpTo } from "../run/runRecord";
import type { PageRun } from "./runs";

/** Rejects as `RunKeeper.call` does. */
export async function readNow({ keeper, store, series }: Pick<PageRun, "keeper" | "store" | "series">): Promise<ResumePoint & { readonly snapshot: Snapshot }> {
  const snapshot = await keeper.call("snapshot", null);
  const state = store.getState();
  return { begun: state.begun, snapshot, record: runRecordUpTo(snapshot.step, state, { losses: series.record(), before: null }) };
}
