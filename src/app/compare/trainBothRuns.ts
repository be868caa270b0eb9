/** Training actions for two compared runs: an action on the first run ends when the second run is at the same step. */
import type { Session } from "../../state/session";
import type { Comparing } from "./comparing";

type Training = Pick<Session, "train" | "pause" | "step">;

/** Returns the first run's training actions, which also wait for the second run. */
export function trainBothRuns(first: Training, { level }: Pick<Comparing, "level">): Training {
  return {
    async train(options) {
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
  };
}
