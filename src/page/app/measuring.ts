/** Measures the current weights on request. */
import type { Measured, MeasurementId, SettingsOf } from "../../subject/measurements/registry";
import { Newest } from "../../core/newest";
import { shownSettings } from "../state/keyframes";
import type { Session } from "../state/session";
import type { Store } from "../state/store";
import type { RunKeeper } from "./run/runKeeper";

type Measuring = Pick<Session, "evaluate" | "measure" | "endMeasure">;

/** Returns the session's measuring actions, which write progress and results into the store. They reject as the worker does. */
export function createMeasuring(store: Store, run: Pick<RunKeeper, "call">): Measuring {
  const requests = new Newest();
  let newest = requests.signal;
  return {
    evaluate: () => run.call("evaluate", null),
    async measure<I extends MeasurementId>(id: I, settings: Partial<SettingsOf<I>> = {}) {
      const signal = newest = requests.begin();
      store.setState({ measuring: { id, progress: 0 } });
      const onProgress = (progress: number) => store.setState(({ measuring }) => (measuring ? { measuring: { id, progress } } : {})); // null: the run was left
      const under = shownSettings(store.getState());
      try {
        const result = await run.call("measure", { id, settings }, { signal, onProgress });
        store.setState(({ measured }) => ({ measured: [...measured.filter((other) => other.id !== id), { ...result, under }] }));
        return result as Measured<I>;
      } finally {
        if (signal === newest) store.setState({ measuring: null });
      }
    },
    endMeasure: async () => requests.cancel(),
  };
}
