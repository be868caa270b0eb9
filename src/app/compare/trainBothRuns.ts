/** Training of two runs that are compared: what is asked of the first is done when the second stands at the same step. */
import type { Session } from "../../state/session";
import type { Comparing } from "./comparing";

type Training = Pick<Session, "train" | "pause" | "step">;

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
