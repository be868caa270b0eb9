/** What is known of the run on the page, at the step on show: losses, and what was measured since a setting last changed. */
import { step } from "../../core/run/ids";
import { measured, needs, type ReadMeasurementId, type Results, type Subject } from "../../measurements/readings";
import type { Known } from "../../doctor/illness";
import { examine, knownFrom, measurementsFor, type Examination } from "../../doctor/registry";
import { shownSettings } from "../../state/keyframes";
import { newestOf } from "../../state/measured";
import { recentLosses, subjectOf } from "../../state/seen";
import { recordUpTo, type LossRecord } from "../../state/series";
import type { State } from "../../state/store";
import type { Room } from "../../ui/context";

export type Run = Pick<State, "config" | "begun" | "rewound" | "step" | "measured" | "afterEpochs">;

const subject = (run: Run): Subject => subjectOf(run.config, shownSettings(run));

const shownStep = ({ rewound, step: now }: Run): number => rewound ?? now;

/** `results` left out: from losses alone. */
function known(run: Run, series: LossRecord, results: Results = {}): Known {
  const at = shownStep(run);
  return knownFrom(at, { ...subject(run), losses: recentLosses(recordUpTo(series, step(at))), results });
}

/** What was measured before a setting changed is of another run, so to say. */
function resultsOf(run: Run): Results {
  const at = shownStep(run);
  const since = Math.max(0, ...(run.begun.then ?? []).map((change) => change.step).filter((changed) => changed <= at));
  const newest = measurementsFor(subject(run)).map((id) => newestOf(id, run)).filter((one) => one !== undefined && one.step >= since);
  return Object.fromEntries(newest.map((one) => [one!.id, one!.result]));
}

export interface Report {
  readonly step: number;
  readonly subject: Subject;
  readonly examinations: readonly Examination[];
}

export const reportOn = (run: Run, series: LossRecord): Report => {
  const examined = subject(run);
  return { step: shownStep(run), subject: examined, examinations: examine(examined, known(run, series, resultsOf(run))) };
};

/** What must be measured for a verdict on all that the losses do not decide. */
export function needed(run: Run, series: LossRecord): readonly ReadMeasurementId[] {
  const examined = subject(run);
  const missing = examine(examined, known(run, series)).flatMap(({ verdict }) =>
    (verdict.kind === "unknown" && verdict.why === "unmeasured" ? verdict.missing : []));
  return [...new Set(missing.flatMap((what) => needs(what, examined) ?? []))];
}

/** Measures what is needed, and reports. `onMeasure`: so many of so many are done. Rejects as `Session.measure` does. */
export async function examineNow(
  { store, session, series }: Pick<Room, "store" | "session" | "series">, onMeasure?: (done: number, of: number) => void,
): Promise<Report> {
  const wanted = needed(store.getState(), series);
  let done = 0;
  await measured(wanted, async (id, settings) => {
    onMeasure?.(done++, wanted.length);
    return (await session.measure(id, settings)).result;
  });
  return reportOn(store.getState(), series);
}
