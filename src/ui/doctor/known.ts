/** What is known of the run on the page, at the step on show: losses, and what was measured since a setting last changed. */
import type { HyperparameterValues } from "../../core/hyperparameters";
import { step } from "../../core/ids";
import type { MeasurementId } from "../../core/measurements";
import { dataOf } from "../../data/registry";
import { EXAMINED_WITH, knownFrom, readingOf, RECENT, recentLoss, type Examined, type Known, type Results, type Subject } from "../../doctor/readings";
import { examine, type Examination } from "../../doctor/registry";
import { findModel } from "../../models/registry";
import { shownSettings } from "../../state/keyframes";
import { newestOf } from "../../state/measured";
import { recordUpTo, type LossRecord } from "../../state/series";
import type { State } from "../../state/store";

export const EXAMINED = Object.keys(EXAMINED_WITH) as readonly Examined[];

export type Run = Pick<State, "config" | "begun" | "rewound" | "step" | "measured" | "afterEpochs">;

export function subjectOf(run: Run): Subject {
  const h: HyperparameterValues = shownSettings(run);
  return { model: findModel(run.config.model)!, data: dataOf(h), h };
}

const shownStep = ({ rewound, step: now }: Run): number => rewound ?? now;

/** By column. */
function recentLosses(series: LossRecord, at: number): Readonly<Record<string, number>> {
  const record = recordUpTo(series, step(at));
  return Object.fromEntries(record.columns.map((column) => [column, recentLoss(record.values(column).subarray(-RECENT))]));
}

/** `results` left out: from losses alone. */
function known(run: Run, series: LossRecord, results: Results = {}): Known {
  const at = shownStep(run);
  return knownFrom({ step: at, losses: recentLosses(series, at), results }, subjectOf(run));
}

/** What was measured before a setting changed is of another run, so to say. */
function resultsOf(run: Run): Results {
  const at = shownStep(run);
  const since = Math.max(0, ...(run.begun.then ?? []).map((change) => change.step).filter((changed) => changed <= at));
  const newest = EXAMINED.map((id: MeasurementId) => newestOf(id, run)).filter((one) => one !== undefined && one.step >= since);
  return Object.fromEntries(newest.map((one) => [one!.id, one!.result]));
}

export interface Report {
  readonly step: number;
  readonly subject: Subject;
  readonly examinations: readonly Examination[];
}

export const reportOn = (run: Run, series: LossRecord): Report => {
  const subject = subjectOf(run);
  return { step: shownStep(run), subject, examinations: examine(subject, known(run, series, resultsOf(run))) };
};

/** What must be measured for a verdict on all that the losses do not decide. */
export function needed(run: Run, series: LossRecord): readonly Examined[] {
  const subject = subjectOf(run);
  const missing = examine(subject, known(run, series)).flatMap(({ verdict }) =>
    (verdict.kind === "unknown" && verdict.why === "unmeasured" ? verdict.missing : []));
  const wanted = new Set(missing.map((what) => readingOf(what).needs(subject)));
  return EXAMINED.filter((id) => wanted.has(id));
}
