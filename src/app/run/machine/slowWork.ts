/** Says how long a step, or another piece of work, has been under way, where it takes long: nothing is wrong, but the reader has to know. */
import type { State } from "../../../state/store";
import type { RunEvent } from "./events";
import { isIdle, type RunMachine, type Seen } from "./state";
import { to, type Transition } from "./transition";

/** Seconds after which work is said to take long, and said again; then every minute, as screen readers read each sentence. */
const FIRST_S = 10;
const SECOND_S = 30;
const EVERY_S = 60;

/** Returns the seconds that are said; null: none yet. */
function saidFor(seconds: number): number | null {
  if (seconds < FIRST_S) return null;
  return seconds < SECOND_S ? FIRST_S : seconds < EVERY_S ? SECOND_S : seconds - (seconds % EVERY_S);
}

function said(what: NonNullable<State["takesLong"]>["what"], passed: number): State["takesLong"] {
  const seconds = saidFor(passed);
  return seconds === null ? null : { what, seconds };
}

/** A second has passed. */
export function tick(state: RunMachine, { silentFor }: Extract<RunEvent, { kind: "tick" }>, { waitingForData, takesLong }: Seen): Transition {
  const { slow, lastStep, hold } = state;
  const makesSteps = !isIdle(state) && !hold.suspended && !waitingForData;
  const seconds = makesSteps && slow.at === lastStep ? slow.seconds + 1 : 0;
  const now = makesSteps ? said("step", seconds) : said("answer", silentFor);
  const same = now?.what === takesLong?.what && now?.seconds === takesLong?.seconds;
  return to({ ...state, slow: { at: lastStep, seconds } }, ...(same ? [] : [{ kind: "set", patch: { takesLong: now }, flush: false } as const]));
}
