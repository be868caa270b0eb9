/** A run that goes on from an earlier step of the one that stands, which is kept for "Undo". It stands there, paused. */
import { ElboError } from "../core/errors";
import { forkedAt, standingAt } from "../core/liveChanges";
import type { Series } from "../state/series";
import type { Session } from "../state/session";
import type { Store } from "../state/store";
import { knownUpTo } from "./known";
import type { Openings } from "./openings";
import { addNotice } from "./runFeed";
import type { RunKeeper } from "./runKeeper";

export function createForking(
  store: Store, series: Series, run: Pick<RunKeeper, "call" | "pause" | "open">, openings: Openings,
): Pick<Session, "fork" | "endFork"> {
  let forks = 0;
  return {
    async fork() {
      const { rewound } = store.getState();
      if (rewound === null) return;
      const mine = ++forks;
      const { asked } = openings;
      const wanted = () => mine === forks && asked === openings.asked;
      store.setState({ forking: 0, replaying: false });
      try {
        await run.pause();
        const snapshot = await run.call("stateAt", { step: rewound });
        if (!wanted()) return;
        const state = store.getState();
        const begun = forkedAt(state.begun, snapshot.step);
        const known = knownUpTo(snapshot.step, state, { losses: series.record(), before: null });
        await openings.again(() => run.open(begun, {
          snapshot, known, again: true, fork: true,
          state: { begun, config: standingAt(begun, snapshot.step), forkedFrom: snapshot.step },
        }));
      } catch (caught) {
        const { code } = ElboError.of(caught);
        if (code !== "superseded" && wanted()) addNotice(store, { kind: "not-forked", step: rewound });
      } finally {
        if (wanted()) store.setState({ forking: null });
      }
    },
    async endFork() {
      forks++;
      store.setState({ forking: null });
      await run.call("endStateAt", null);
    },
  };
}
