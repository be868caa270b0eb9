/** Training actions for two compared runs: an action on the first run ends when the second run is at the same step. */
import type { Step } from "../../core/run/ids";
import type { Session, TrainOptions } from "../../state/session";
import type { Store } from "../../state/store";
import type { Scheduler } from "../runs/scheduler";

type Training = Pick<Session, "train" | "pause" | "step">;

/** Returns the first run's training actions, which also wait for the second run. */
export function trainBothRuns(store: Store, first: Training, { level }: Pick<Scheduler, "level">): Training & Pick<Session, "trainTo"> {
  const both = {
    async train(options?: TrainOptions) {
      const outcome = await first.train(options);
      await level();
      return outcome;
    },
    async pause() {
      await first.pause();
      await level();
    },
    async step() {
      await first.step();
      await level();
    },
    async trainTo(stop: Step | null) {
      const { phase } = store.getState();
      store.setState({ stop });
      if (stop === null && phase !== "training") return;
      await both.train({ restart: true });
    },
  };
  return both;
}
