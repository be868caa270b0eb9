/** docs/doctor.md: the doctor's rules with their reasons, and what they say of runs that have an illness and of runs that have none. */
import { en } from "../../../src/i18n/doctor.en";
import { ILLNESS_IDS, type IllnessId } from "../../../src/doctor/ids";
import type { Sign } from "../../../src/doctor/illness";
import { illnesses } from "../../../src/doctor/registry";
import { REASONS } from "./reasons";
import { examined, resultsOf, type DoctorResult } from "./results";
import { RUNS_OF_DOCTOR, type RunOfDoctor } from "./subjects";

const nameOf = (id: IllnessId) => en.illnesses[id]!.name;
const number = (value: number) => String(Number(value.toPrecision(3)));
const signText = ({ what, is, value }: Sign) => `${en.readings[what]} ${is === "at most" ? "≤" : "≥"} ${number(value)}`;
const all = (signs: readonly Sign[]) => signs.map(signText).join(" and ");

function ruleOf(id: IllnessId): readonly string[] {
  const { from, hints, signs, requires } = illnesses[id];
  const { why, sources } = REASONS[id];
  return [
    `### ${nameOf(id)} (\`${id}\`)`, "",
    `- Ill, from step ${from} on: ${[...hints.length > 0 ? [all(hints)] : [], ...signs.length > 0 ? [signs.map(all).join(", or ")] : []].join("; and ")}.`,
    ...requires.length > 0 ? [`- There is no telling without these signs unless ${all(requires)}.`] : [],
    `- ${why}`,
    `- ${sources.join("; ")}.`, "",
  ];
}

/** What the doctor says of a run: the illnesses found, and where there is no telling. */
function saidOf(result: DoctorResult): string {
  const of = (kind: "ill" | "unknown") => examined(result).filter(({ verdict }) => verdict.kind === kind).map(({ id }) => id);
  const [ill, unknown] = [of("ill"), of("unknown")];
  return `${ill.length > 0 ? `**${ill.join(", ")}**` : "nothing"}${unknown.length > 0 ? ` (no telling: ${unknown.join(", ")})` : ""}`;
}

export interface Score {
  readonly runs: number;
  /** Of the illnesses that runs were set up to have: found, and all. */
  readonly hits: number;
  readonly wanted: number;
  /** Runs in which something was found that they were not set up to have. */
  readonly others: number;
}

export function scoreOf(runs: readonly RunOfDoctor[], results: readonly DoctorResult[]): Score {
  const found = runs.flatMap((one) => resultsOf(one, results).map((result) => ({
    has: one.has, ill: examined(result).filter(({ verdict }) => verdict.kind === "ill").map(({ id }) => id),
  })));
  return {
    runs: found.length,
    hits: found.reduce((sum, { has, ill }) => sum + has.filter((id) => ill.includes(id)).length, 0),
    wanted: found.reduce((sum, { has }) => sum + has.length, 0),
    others: found.filter(({ has, ill }) => ill.some((id) => !has.includes(id))).length,
  };
}

/** Seeds that say the same share a row. */
function rowsOf(one: RunOfDoctor, results: readonly DoctorResult[]): readonly string[] {
  const said = new Map<string, number[]>();
  for (const result of resultsOf(one, results)) {
    const text = saidOf(result);
    said.set(text, [...said.get(text) ?? [], result.seed]);
  }
  const has = one.has.length > 0 ? one.has.join(", ") : "–";
  return [...said].map(([text, seeds]) => `| \`${one.run}\` | ${one.at}${one.trained ? ", trained start" : ""} | ${seeds.join(", ")} | ${has} | ${text} |`);
}

export function page(results: readonly DoctorResult[]): string {
  const [ill, well] = [RUNS_OF_DOCTOR.filter(({ has }) => has.length > 0), RUNS_OF_DOCTOR.filter(({ has }) => has.length === 0)];
  const [ofIll, ofWell] = [scoreOf(ill, results), scoreOf(well, results)];
  const notRun = RUNS_OF_DOCTOR.flatMap((one) => {
    const missing = one.seeds.filter((seed) => resultsOf({ ...one, seeds: [seed] }, results).length === 0);
    return missing.length > 0 ? [`\`${one.run}\` (seed ${missing.join(", ")})`] : [];
  });
  const head = ["| run | step | seeds | set up to have | found |", "|---|---|---|---|---|"];
  return [
    "# What the doctor notices", "",
    "Made by `npm run quality -- doctor`, which trains the runs below on WASM and measures them as the page does, on 1,000 images or samples.",
    "Verdicts are made from what was measured ([doctor.json](data/doctor.json)) by the rules as they stand ([src/doctor](../src/doctor/README.md)).", "",
    `In ${ofIll.runs} runs that were set up to have something, the doctor finds ${ofIll.hits} of ${ofIll.wanted} illnesses; in ${ofIll.others} of them it finds another one, too.`,
    `In ${ofWell.runs} runs that were set up to be well, it finds something in ${ofWell.others}.`, "",
    "Thresholds were set with these runs in view, so the counts say that one set of thresholds fits all of them, and less of runs that are not here.", "",
    "## Rules", "",
    "Losses are medians over the last 50 steps. They are looked at while a run trains, and cost nothing; what else a rule takes is measured when the",
    "reader asks, or after epochs, where it is measured anyway.", "",
    ...ILLNESS_IDS.flatMap(ruleOf),
    "## Runs that were set up to have something", "", ...head, ...ill.flatMap((one) => rowsOf(one, results)), "",
    "## Runs that were set up to be well", "", ...head, ...well.flatMap((one) => rowsOf(one, results)), "",
    ...(notRun.length > 0 ? [`Not run: ${notRun.join(", ")}.`, ""] : []),
  ].join("\n");
}
