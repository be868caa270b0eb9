/** Forks the current run: a new run begins, paused, at one of its earlier steps. "Undo" brings the current run back. */
import { ElboError } from "../../../core/errors";
import { forkedAt } from "../../../core/run/liveChanges";
import { Newest } from "../../../core/newest";
import type { Series } from "../../state/series";
import type { Session } from "../../state/session";
import type { Store } from "../../state/store";
import { runRecordUpTo } from "../run/runRecord";
import type { Openings } from "../openings";
import { addNotice } from "../run/runEvents";
import type { RunKeeper } from "../run/runKeeper";

/** Returns the session's actions that fork. They do not reject: a failed fork adds a notice. */
export function createForking(
  store: Store, series: Series, run: Pick<RunKeeper, "call" | "pause" | "open">, openings: Openings,
): Pick<Session, "fork" | "endFork"> {
  const forks = new Newest();
  return {
    async fork() {
      const { rewound } = store.getState();
      if (rewound === null) return;
      const signal = forks.begin();
      const opening = openings.request();
      const isCurrent = () => !signal.aborted && !opening.aborted;
      const onProgress = (progress: number) => store.setState(({ forking }) => (forking === null ? {} : { forking: progress }));
      store.setState({ forking: 0, replaying: false });
      try {
        await run.pause();
        const snapshot = await run.call("stateAt", { step: rewound }, { signal, onProgress });
        if (!isCurrent()) return;
        const state = store.getState();
        const begun = forkedAt(state.begun, snapshot.step);
        const record = runRecordUpTo(snapshot.step, state, { losses: series.record(), before: null });
        await openings.again(() => run.open(begun, { snapshot, record, again: true, fork: true, state: { forkedFrom: snapshot.step } }));
      } catch (caught) {
        const { code } = ElboError.of(caught);
        if (code !== "superseded" && isCurrent()) addNotice(store, { kind: "not-forked", step: rewound });
      } finally {
        if (!signal.aborted) store.setState({ forking: null }); // also if a file was to be opened meanwhile and could not be read
      }
    },
    async endFork() {
      forks.cancel();
      store.setState({ forking: null });
    },
  };
}
