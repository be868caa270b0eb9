/** Diagnoses the page's run at the displayed step, from its losses and the measurements made since a setting last changed. */
import { step } from "../../../core/run/ids";
import { measured, pastOf, RECENT_STEPS, type ReadMeasurementId, type Results, type Subject } from "../../../subject/measurements/readings";
import type { Fix, RunReadings } from "../../../course/doctor/failureMode";
import { examine, failureModes, measurementOf, measurementsFor, readingsAt, type Examination } from "../../../course/doctor/registry";
import { changesFrom, startingPoint } from "../../state/changes";
import type { Measured } from "../../../subject/measurements/registry";
import { shownSettings } from "../../state/keyframes";
import { newestOf } from "../../state/measured";
import { recentLosses, subjectOf } from "../../state/seen";
import { recordUpTo, type LossRecord } from "../../state/series";
import type { State } from "../../state/store";
import type { PanelParts } from "../../ui/context";
import { presetValuesFor } from "./presetValues";

/** The parts of the state that describe the run. */
export type Run = Pick<State, "preset" | "config" | "begun" | "rewound" | "step" | "failure" | "measured" | "afterEpochs">;

/** Returns the largest share of clear samples that was measured before the newest one; undefined if there is none. */
function clearBefore(run: Run): number | undefined {
  const newest = newestOf("class-histogram", run);
  const before = [...run.measured, ...run.afterEpochs].filter((one) => one.id === "class-histogram" && one.step < Math.max(newest?.step ?? 0, shownStep(run)));
  return before.length === 0 ? undefined : Math.max(...before.map((one) => (one.id === "class-histogram" ? one.result.clear : 0)));
}

/** `samplesAt`: the step of the samples that were measured. */
function subject(run: Run, samplesAt = shownStep(run)): Subject {
  const known = subjectOf(run.config, shownSettings(run));
  const ofPreset = presetValuesFor(run.preset, { ...run.config, hyperparameters: known.h }, { losses: shownStep(run), samples: samplesAt });
  const clear = known.data.kind === "image" ? clearBefore(run) : undefined; // thresholds are those of digits
  return { ...known, ...(ofPreset && { ofPreset }), ...(clear !== undefined && { clearBefore: clear }) };
}

const shownStep = ({ rewound, step: now }: Run): number => rewound ?? now;

/** `found` empty: from losses alone. */
function readingsOf(run: Run, series: LossRecord, examined: Subject, found: readonly Measured[] = [], freshFrom = 0): RunReadings {
  const at = shownStep(run);
  const record = recordUpTo(series, step(at));
  const past = pastOf(Object.fromEntries(record.columns.map((column) => [column, record.values(column)])));
  const hasFailed = run.rewound === null && run.failure?.code === "loss-not-finite"; // the page removes the losses of that step
  const results: Results = Object.fromEntries(found.map(({ id, result }) => [id, result]));
  const measuredAt = Object.fromEntries(found.map((one) => [one.id, one.step]));
  return { ...readingsAt(at, { ...examined, losses: recentLosses(record), past: hasFailed ? { ...past, isFinite: false } : past, results }, measuredAt), freshFrom };
}

/** Returns the newest results. Measurements made before a setting changed do not count. */
function newestResults(run: Run): readonly Measured[] {
  const at = shownStep(run);
  const since = Math.max(0, ...(run.begun.then ?? []).map((change) => change.step).filter((changed) => changed <= at));
  return measurementsFor(subject(run)).flatMap((id): readonly Measured[] => {
    const newest = newestOf(id, run);
    return newest && newest.step >= since ? [newest] : [];
  });
}

/** The verdicts on a run, and the measurements that they are based on. */
export interface Report {
  readonly step: number;
  readonly subject: Subject;
  readonly examinations: readonly Examination[];
  /** The settings that differ from the preset, each with the way back: the first suspects. */
  readonly waysBack: readonly Fix[];
  /** The step from which all verdicts are possible; null if they are now. */
  readonly judgeableFrom: number | null;
}

/** Returns the settings of the preset that the run has left. */
function waysBackOf({ preset, config }: Run, { model, h }: Subject): readonly Fix[] {
  const start = startingPoint(model, preset);
  if (start.kind !== "preset") return [];
  return changesFrom(start, { ...config, hyperparameters: h }).filter(({ id }) => id !== "seed")
    .map(({ id, from }): Fix => ({ setting: id, value: from, from: model.hyperparameters[id]!.live ? "here" : "start" }));
}

/** Returns the first step at which no verdict is too early; null if none is now. */
function judgeableFrom(examinations: readonly Examination[]): number | null {
  const early = examinations.filter(({ verdict }) => verdict.kind === "unknown" && verdict.why === "early");
  return early.length === 0 ? null : Math.max(...early.map(({ id }) => failureModes[id].from));
}

/**
 * Returns the diagnosis from what is known without measuring. `began`: the step at which the measurements of an examination began; older ones, and those
 * from before the last losses that are read, rule nothing out.
 */
export const reportOn = (run: Run, series: LossRecord, began = Infinity): Report => {
  const at = shownStep(run);
  const found = newestResults(run);
  const examined = subject(run, found.find(({ id }) => id === "class-histogram")?.step);
  const examinations = examine(examined, readingsOf(run, series, examined, found, Math.min(began, at - RECENT_STEPS)));
  return { step: at, subject: examined, examinations, waysBack: waysBackOf(run, examined), judgeableFrom: judgeableFrom(examinations) };
};

/** Returns the measurements needed for those verdicts that the losses do not decide. */
export function needed(run: Run, series: LossRecord): readonly ReadMeasurementId[] {
  const examined = subject(run);
  const missing = examine(examined, readingsOf(run, series, examined)).flatMap(({ verdict }) =>
    (verdict.kind === "unknown" && verdict.why === "unmeasured" ? verdict.missing : []));
  return [...new Set(missing.flatMap((what) => measurementOf(what, examined) ?? []))];
}

/** Measures what is needed and returns the diagnosis. `onMeasure` reports how many of how many measurements are done. Rejects as `Session.measure` does. */
export async function examineNow(
  { store, session, series }: Pick<PanelParts, "store" | "session" | "series">, onMeasure?: (done: number, of: number) => void,
): Promise<Report> {
  const began = shownStep(store.getState());
  const wanted = needed(store.getState(), series);
  let done = 0;
  await measured(wanted, async (id, settings) => {
    onMeasure?.(done++, wanted.length);
    return (await session.measure(id, settings)).result;
  });
  return reportOn(store.getState(), series, began);
}
