/** Where the doctor's results lie: what was read off each run. Verdicts are made anew from it, by the rules as they stand. */
import { readFile } from "node:fs/promises";
import { valuesAt } from "../../../src/core/run/liveChanges";
import type { Subject } from "../../../src/measurements/readings";
import { alarms, type RunReadings } from "../../../src/doctor/illness";
import type { IllnessId } from "../../../src/doctor/ids";
import { examine, type Examination } from "../../../src/doctor/registry";
import { subjectOf } from "../../../src/state/seen";
import { parse } from "../../../src/state/urlCodec";
import type { RunOfDoctor } from "./subjects";

export const RESULTS = "docs/data/doctor.json";
export const PAGE = "docs/doctor.md";

export interface DoctorResult extends RunReadings {
  readonly run: string;
  readonly seed: number;
  /** What its losses said on the way, every 50 steps. */
  readonly course: readonly RunReadings[];
}

export async function readResults(): Promise<readonly DoctorResult[]> {
  return JSON.parse(await readFile(RESULTS, "utf8")) as DoctorResult[];
}

/** Of this run, in the order of its seeds; those not made are left out. */
export const resultsOf = ({ run, at, seeds }: RunOfDoctor, all: readonly DoctorResult[]): readonly DoctorResult[] =>
  seeds.flatMap((seed) => all.find((one) => one.run === run && one.seed === seed && one.step === at) ?? []);

/** The run of a link as it stands at a step. */
export function subjectAt(link: string, step: number): Subject {
  const { config } = parse(link);
  return subjectOf(config, valuesAt(config, step));
}

export const examined = ({ run, ...known }: DoctorResult): readonly Examination[] => examine(subjectAt(run, known.step), known);

/** Illnesses of which its losses alone raised an alarm while it trained. */
export const alarmed = ({ run, course }: DoctorResult): readonly IllnessId[] => [...new Set(course.flatMap((known) =>
  examine(subjectAt(run, known.step), known).filter(({ verdict }) => alarms(verdict)).map(({ id }) => id)))];
