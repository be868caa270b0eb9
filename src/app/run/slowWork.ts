/** Says how long a step, or another piece of work, has been under way, where it takes long: nothing is wrong, but the reader has to know. */
import type { Step } from "../../core/run/ids";
import type { State, Store } from "../../state/store";

/** Seconds after which work is said to take long, and said again; then every minute, as screen readers read each sentence. */
const FIRST_S = 10;
const SECOND_S = 30;
const EVERY_S = 60;

/** Returns the seconds that are said; null: none yet. */
function saidFor(seconds: number): number | null {
  if (seconds < FIRST_S) return null;
  return seconds < SECOND_S ? FIRST_S : seconds < EVERY_S ? SECOND_S : seconds - (seconds % EVERY_S);
}

interface SlowWorkParts {
  readonly store: Store;
  /** The last step that the worker has reported. */
  readonly lastStep: () => Step;
  /** The run trains and nothing holds it. */
  readonly makesSteps: () => boolean;
}

/** Returns a function to call every second; `silentFor`: the seconds for which the worker has not answered. */
export function watchSlowWork({ store, lastStep, makesSteps }: SlowWorkParts): (silentFor: number) => void {
  let at: Step | null = null;
  let seconds = 0;
  const said = (what: NonNullable<State["takesLong"]>["what"], passed: number): State["takesLong"] => {
    const reported = saidFor(passed);
    return reported === null ? null : { what, seconds: reported };
  };
  return (silentFor) => {
    const steps = makesSteps() && !store.getState().waitingForData;
    seconds = steps && at === lastStep() ? seconds + 1 : 0;
    at = lastStep();
    const now = steps ? said("step", seconds) : said("answer", silentFor);
    const { takesLong } = store.getState();
    if (now?.what !== takesLong?.what || now?.seconds !== takesLong?.seconds) store.setState({ takesLong: now });
  };
}
