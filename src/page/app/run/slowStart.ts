/**
 * In lecture mode, training on points starts slowly: it makes thousands of steps per second, and would be over before an audience has seen how the
 * model finds the data. The speed grows until training is as fast as it can. Steps only wait, so the run's numbers are the same.
 */
import { step } from "../../../core/run/ids";
import { Timer } from "../../../core/timer";
import { onPoints } from "../../../subject/data/registry";
import type { State, Store } from "../../state/store";
import type { RunKeeper } from "./runKeeper";

/** Steps per second at the beginning. */
const FIRST_SPEED = 60;
/** Seconds in which the speed grows by the factor e. */
const GROWTH = 3;
/** Seconds after which nothing limits the speed: it would be 8,900 steps per second. */
const DURATION = 15;
/** Milliseconds between two limits. */
const TICK_MS = 50;

/** Returns the number of steps that training may have made after these seconds. */
export const stepsAfter = (seconds: number): number => Math.floor(FIRST_SPEED * GROWTH * Math.expm1(seconds / GROWTH));

const startsSlowly = ({ present, phase, comparison, config }: State): boolean =>
  present && phase === "training" && comparison === null && onPoints(config.hyperparameters);

/** Limits the speed until `dispose`. Training to a step, for example of a talk's moment, is not slowed. */
export function createSlowStart(store: Store, run: Pick<RunKeeper, "lastStep" | "trainsUnlimited" | "limitTo">): { dispose(): void } {
  const rising = new Timer();
  const begin = () => {
    const [from, began] = [run.lastStep, performance.now()];
    const limit = () => {
      const seconds = (performance.now() - began) / 1000;
      if (seconds >= DURATION) return run.limitTo(null);
      run.limitTo(step(from + 1 + stepsAfter(seconds)));
      rising.set(limit, TICK_MS);
    };
    limit();
  };
  const unsubscribe = store.subscribe((state, before) => {
    if (startsSlowly(state) === startsSlowly(before)) {
      if (state.step !== before.step) rising.hurry(); // timers may be a second late
    } else if (!startsSlowly(state)) {
      rising.stop();
      run.limitTo(null);
    } else if (run.trainsUnlimited) begin();
  });
  return {
    dispose() {
      unsubscribe();
      rising.stop();
    },
  };
}
