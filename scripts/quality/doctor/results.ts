/** Where the doctor's results lie: what was read off each run. Verdicts are made anew from it, by the rules as they stand. */
import { readFile } from "node:fs/promises";
import { dataOf } from "../../../src/data/registry";
import type { Known, Subject } from "../../../src/doctor/readings";
import { examine, type Examination } from "../../../src/doctor/registry";
import { findModel } from "../../../src/models/registry";
import { valuesAt } from "../../../src/core/liveChanges";
import { parse } from "../../../src/state/urlCodec";
import type { RunOfDoctor } from "./subjects";

export const RESULTS = "docs/data/doctor.json";
export const PAGE = "docs/doctor.md";

export interface DoctorResult extends Known {
  readonly run: string;
  readonly seed: number;
}

export async function readResults(): Promise<readonly DoctorResult[]> {
  return JSON.parse(await readFile(RESULTS, "utf8")) as DoctorResult[];
}

/** Of this run, in the order of its seeds; those not made are left out. */
export const resultsOf = ({ run, at, seeds }: RunOfDoctor, all: readonly DoctorResult[]): readonly DoctorResult[] =>
  seeds.flatMap((seed) => all.find((one) => one.run === run && one.seed === seed && one.step === at) ?? []);

/** The run of a link as it stands at a step. */
export function subjectOf(link: string, step: number): Subject {
  const { config } = parse(link);
  const h = valuesAt(config, step);
  return { model: findModel(config.model)!, data: dataOf(h), h };
}

export const examined = (result: DoctorResult): readonly Examination[] => examine(subjectOf(result.run, result.step), result);
