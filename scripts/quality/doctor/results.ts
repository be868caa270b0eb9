/** Reads the doctor's stored measurements of each run. Verdicts are computed from them by the current rules. */
import { readFile } from "node:fs/promises";
import { valuesAt } from "../../../src/core/run/liveChanges";
import type { Subject } from "../../../src/subject/measurements/readings";
import { alarms, type RunReadings } from "../../../src/course/doctor/failureMode";
import type { FailureModeId } from "../../../src/course/doctor/ids";
import { examine, type Examination } from "../../../src/course/doctor/registry";
import { presetValuesFor } from "../../../src/page/features/doctor/presetValues";
import { subjectOf } from "../../../src/page/state/seen";
import { parse } from "../../../src/page/state/urlCodec";
import { CHANGED_RESULTS } from "./changed";
import type { RunOfDoctor } from "./subjects";
import type { ChangedResult } from "./train";

export const RESULTS = "docs/data/doctor.json";
export const PAGE = "docs/doctor.md";
export const PRESET_VALUES = "src/page/features/doctor/presetValues.json";

export interface DoctorResult extends RunReadings {
  readonly run: string;
  readonly seed: number;
  /** Its losses during training, every 50 steps. */
  readonly course: readonly RunReadings[];
}

/** Returns all stored results. */
export async function readResults(): Promise<readonly DoctorResult[]> {
  return JSON.parse(await readFile(RESULTS, "utf8")) as DoctorResult[];
}

/** Returns the results of a run in the order of its seeds, without missing ones. */
export const resultsOf = ({ run, at, seeds }: RunOfDoctor, all: readonly DoctorResult[]): readonly DoctorResult[] =>
  seeds.flatMap((seed) => all.find((one) => one.run === run && one.seed === seed && one.step === at) ?? []);

/** Returns the run of a link at a step, as the rules examine it. */
export function subjectAt(link: string, step: number): Subject {
  const { config, preset } = parse(link);
  const subject = subjectOf(config, valuesAt(config, step));
  const ofPreset = presetValuesFor(preset, { ...config, hyperparameters: subject.h }, { losses: step, samples: step });
  return { ...subject, ...(ofPreset && { ofPreset }) };
}

/** Returns the current rules' verdicts on a result. */
export const examined = ({ run, ...known }: DoctorResult): readonly Examination[] => examine(subjectAt(run, known.step), known);

/** Returns the failure modes for which the losses alone raised an alarm during training. */
export const alarmed = ({ run, course }: DoctorResult): readonly FailureModeId[] => [...new Set(course.flatMap((known) =>
  examine(subjectAt(run, known.step), known).filter(({ verdict }) => alarms(verdict)).map(({ id }) => id)))];

/** Returns the stored results of changed runs and of their presets. */
export async function readChangedResults(): Promise<readonly ChangedResult[]> {
  return JSON.parse(await readFile(CHANGED_RESULTS, "utf8")) as ChangedResult[];
}
