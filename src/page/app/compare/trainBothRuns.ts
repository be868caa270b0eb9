/** Training actions for runs that are shown beside each other: an action on the first run ends when the others are at the same step. */
import type { Step } from "../../../core/run/ids";
import type { Session, TrainOptions } from "../../state/session";
import type { Store } from "../../state/store";
import type { Scheduler } from "../runs/scheduler";

type Training = Pick<Session, "train" | "pause" | "step">;

/** Returns the first run's training actions, which also wait for the others. */
export function trainBothRuns(store: Store, first: Training, { level }: Pick<Scheduler, "level">): Training & Pick<Session, "trainTo"> {
  const andLevel = async <T>(action: Promise<T>): Promise<T> => {
    const outcome = await action;
    await level();
    return outcome;
  };
  const train = (options?: TrainOptions) => andLevel(first.train(options));
  return {
    train,
    pause: () => andLevel(first.pause()),
    step: () => andLevel(first.step()),
    async trainTo(stop: Step | null) {
      const { phase } = store.getState();
      store.setState({ stop });
      if (stop !== null || phase === "training") await train({ restart: true });
    },
  };
}
