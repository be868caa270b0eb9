/**
 * Watches how long work takes. Where a step, or another piece of work, takes long, the reader has to know, although nothing is wrong. A worker whose steps
 * stall is ended.
 */
import { patienceFor } from "../../../../core/run/patience";
import type { State } from "../../../state/store";
import type { RunEvent } from "./events";
import { isIdle, waits, type RunMachine, type Seen } from "./state";
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

/** If a step does not end within this many heartbeats, or within the patience for work of its length, the device has stalled. The slowest step measured, on a GPU emulated in software, took 38 s. */
const STALLED_BEATS = 60;

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

/** The worker reports that it is there, and at which step. */
export function heartbeat(state: RunMachine, { training, waitingForData, stepMs, step: at }: Extract<RunEvent, { kind: "heartbeat" }>): Transition {
  const { beats, hold } = state;
  const isStill = training && !waitingForData && !hold.suspended && !waits(state) && at === beats.at;
  const still = isStill ? beats.still + 1 : 0;
  const isStalled = still >= Math.max(STALLED_BEATS, patienceFor(stepMs));
  return to({ ...state, beats: { at, still } }, ...(isStalled ? [{ kind: "lose", message: `Step ${at} has not ended for ${still} s.`, counts: true } as const] : []));
}
