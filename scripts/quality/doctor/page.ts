/** Generates docs/doctor.md: the doctor's rules with reasons, their verdicts on runs with and without failure modes, and the effects of fixes. */
import { en } from "../../../src/page/features/doctor/texts.en";
import { FAILURE_MODE_IDS, type FailureModeId } from "../../../src/course/doctor/ids";
import type { Sign } from "../../../src/course/doctor/failureMode";
import { examine, failureModes } from "../../../src/course/doctor/registry";
import { presets } from "../../../src/subject/presets";
import { changedSection } from "./families";
import { REASONS } from "./reasons";
import { alarmed, examined, resultsOf, subjectAt, type DoctorResult } from "./results";
import type { ChangedResult } from "./train";
import { isUntouched, RUNS_OF_DOCTOR, SUBJECTS, TRIALS, type Subject, type Trial } from "./subjects";

const nameOf = (id: FailureModeId) => en.failureModes[id]!.name;
const number = (value: number) => String(Number(value.toPrecision(3)));
const signText = ({ what, is, value }: Sign) => `${en.readings.names[what]} ${is === "at most" ? "≤" : "≥"} ${number(value)}`;
const all = (signs: readonly Sign[]) => signs.map(signText).join(" and ");

function ruleOf(id: FailureModeId): readonly string[] {
  const { from, hints, signs, alone = [], requires } = failureModes[id];
  const { why, sources } = REASONS[id];
  return [
    `### ${nameOf(id)} (\`${id}\`)`, "",
    `- Found, from step ${from} on: ${[...hints.length > 0 ? [all(hints)] : [], ...signs.length > 0 ? [signs.map(all).join(", or ")] : []].join("; and ")}${alone.map((group) => `; or ${all(group)}`).join("")}.`,
    ...requires.length > 0 ? [`- Without these signs the verdict is inconclusive, unless ${all(requires)}.`] : [],
    `- ${why}`,
    `- ${sources.join("; ")}.`, "",
  ];
}

const foundIn = (result: DoctorResult, kind: "ill" | "unknown" = "ill"): readonly FailureModeId[] =>
  examined(result).filter(({ verdict }) => verdict.kind === kind).map(({ id }) => id);

/** The doctor's verdict on a run: the failure modes found, and those that are inconclusive. */
function saidOf(result: DoctorResult): string {
  const [ill, unknown] = [foundIn(result), foundIn(result, "unknown")];
  return `${ill.length > 0 ? `**${ill.join(", ")}**` : "nothing"}${unknown.length > 0 ? ` (inconclusive: ${unknown.join(", ")})` : ""}`;
}

export interface Score {
  readonly runs: number;
  /** The number of failure modes found among those that runs were set up to have, of which there are `wanted`. */
  readonly hits: number;
  readonly wanted: number;
  /** The number of runs with a finding that they were not set up to have. */
  readonly others: number;
  /** The number of runs whose losses were checked during training; `alarms` counts those with a false alarm. */
  readonly looked: number;
  readonly alarms: number;
}

/** Scores the verdicts. `counts` chooses the failure modes and seeds that count. */
export function scoreOf(subjects: readonly Subject[], results: readonly DoctorResult[], counts: (id: FailureModeId, seed: number) => boolean = () => true): Score {
  const found = subjects.flatMap((one) => resultsOf(one, results).map((result) => {
    const counted = (ids: readonly FailureModeId[]) => ids.filter((id) => counts(id, result.seed));
    return { has: counted(one.has), ill: counted(foundIn(result)), alarms: counted(alarmed(result)), looked: result.course.length > 0 };
  }));
  return {
    runs: found.length,
    hits: found.reduce((sum, { has, ill }) => sum + has.filter((id) => ill.includes(id)).length, 0),
    wanted: found.reduce((sum, { has }) => sum + has.length, 0),
    others: found.filter(({ has, ill }) => ill.some((id) => !has.includes(id))).length,
    looked: found.filter(({ looked }) => looked).length,
    alarms: found.filter(({ has, alarms }) => alarms.some((id) => !has.includes(id))).length,
  };
}

/** The table's rows of a run; seeds with the same verdict share a row. */
function rowsOf(one: Subject, results: readonly DoctorResult[]): readonly string[] {
  const said = new Map<string, number[]>();
  for (const result of resultsOf(one, results)) {
    const text = saidOf(result);
    said.set(text, [...said.get(text) ?? [], result.seed]);
  }
  const has = one.has.length > 0 ? one.has.join(", ") : "–";
  return [...said].map(([text, seeds]) => `| \`${one.run}\` | ${one.at}${one.trained ? ", pretrained checkpoint" : ""} | ${seeds.join(", ")} | ${has} | ${text} |`);
}

/** Returns the state of a failure mode after a fix was tried, by seed. */
export function afterTrial({ failureMode, ...trial }: Trial, results: readonly DoctorResult[]): readonly string[] {
  return resultsOf(trial, results).map((result) => {
    const verdict = examined(result).find(({ id }) => id === failureMode)?.verdict.kind;
    const others = foundIn(result).filter((id) => id !== failureMode);
    const own = verdict === undefined ? "does not apply" : { unknown: "inconclusive", ill: "found", well: "not found" }[verdict];
    return `${own}${others.length > 0 ? `, but ${others.join(", ")}` : ""}`;
  });
}

function trialRow(trial: Trial, results: readonly DoctorResult[]): string {
  const { failureMode, setting, of, run, at } = trial;
  const { hints, signs, fixes } = failureModes[failureMode];
  const { value, from } = fixes.find((one) => one.setting === setting)!;
  const [before, after] = [resultsOf(SUBJECTS.find((one) => one.run === of)!, results).filter(({ seed }) => trial.seeds.includes(seed)), resultsOf(trial, results)];
  const values = (all: readonly DoctorResult[], what: Sign["what"]) => all.map((result) => (result.values[what] === undefined ? "–" : number(result.values[what]))).join(", ");
  const readings = [...new Set([...hints, ...signs.flat()].map(({ what }) => what))].map((what) => `${en.readings.names[what]}: ${values(before, what)} → ${values(after, what)}`);
  return `| ${failureMode} | \`${of}\` | \`${setting}=${value}\`, ${from === "here" ? "in a fork" : "from step 0"}: \`${run}\` at ${at} | ${readings.join("; ")} | ${[...new Set(afterTrial(trial, results))].join("; ")} |`;
}

const GENERAL: readonly FailureModeId[] = ["diverging", "worse-than-before", "few-classes"];

/** Returns whether only the rules apply to the run that apply to most models. */
export const hasGeneralRulesOnly = (link: string): boolean =>
  examine(subjectAt(link, 0), { step: 0, values: {} }).every(({ id }) => GENERAL.includes(id));

/** Returns the page as Markdown. */
export function page(results: readonly DoctorResult[], changed: readonly ChangedResult[]): string {
  const [ill, well] = [SUBJECTS.filter(({ has }) => has.length > 0), SUBJECTS.filter(({ has }) => has.length === 0)];
  const [ofIll, ofWell] = [scoreOf(ill, results), scoreOf(well, results)];
  const [freshIll, freshWell] = [ill, well].map((some) => scoreOf(some.filter((one) => resultsOf(one, results).length > 0), results, isUntouched)) as [Score, Score]; // two in, two out
  const withGrowth = (some: readonly Subject[]) => some.flatMap((one) => resultsOf(one, results)).filter(({ values }) => values["loss growth"] !== undefined).length;
  const notRun = RUNS_OF_DOCTOR.flatMap((one) => {
    const missing = one.seeds.filter((seed) => resultsOf({ ...one, seeds: [seed] }, results).length === 0);
    return missing.length > 0 ? [`\`${one.run}\` at ${one.at} (seed ${missing.join(", ")})`] : [];
  });
  const head = ["| run | step | seeds | set up to have | found |", "|---|---|---|---|---|"];
  return [
    "# The doctor's findings", "",
    "`npm run quality -- doctor` generates this page. It trains the runs below on WASM and measures them as the page does, on 1,000 images or samples (2,000 images for",
    "their codes, 10,000 points). The current rules ([src/course/doctor](../src/course/doctor/README.md)) are applied to the stored measurements ([doctor.json](data/doctor.json)).", "",
    "| runs | set up to have | found of these | runs with another finding | alarms during training |", "|---|---|---|---|---|",
    `| ${ofIll.runs} of all seeds | ${ofIll.wanted} failure modes | ${ofIll.hits} | ${ofIll.others} | – |`,
    `| ${ofWell.runs} of all seeds | none | – | ${ofWell.others} | ${ofWell.alarms} of ${ofWell.looked} |`,
    `| fresh: seed 3 | ${freshIll.wanted} failure modes | ${freshIll.hits} | – | – |`,
    `| fresh: seed 3 | none | – | ${freshWell.others} | – |`, "",
    "Thresholds were chosen with seeds 1 and 2, so seed 3 is a fresh test of most of them. Three are left out there: that of `ignored-condition` was chosen with the run `ignores-its-label@2` of seed 3,",
    "which has 13.9 % clear samples, and those of `diverging` and `strong-discriminator` with the healthy runs that their reasons name.",
    `\`diverging\` was applied to the ${withGrowth(well)} healthy runs whose losses were compared with those of the first step. In the others it has no verdict.`, "",
    "Each verdict is about the step in the table. Other steps and other runs are not tested here.", "",
    "## Rules", "",
    "Losses are medians over the last 50 steps. They are checked during training, at no cost. Other measurements of a rule run when the reader asks, or after",
    "epochs, where the page makes them anyway.", "",
    ...FAILURE_MODE_IDS.flatMap(ruleOf),
    "## Runs that were set up to have failure modes", "", ...head, ...ill.flatMap((one) => rowsOf(one, results)), "",
    "## Runs that were set up to be healthy", "", ...head, ...well.flatMap((one) => rowsOf(one, results)), "",
    `These presets, and other runs of their models on the same data, are only checked for losses that diverge, bounds that become worse, and samples of few classes, and none of them is in these tables: ${presets.map(({ name, version }) => `preset=${name}@${version}`).filter(hasGeneralRulesOnly).map((link) => `\`${link}\``).join(", ")}.`, "",
    ...changedSection(changed),
    "## Fixes", "",
    "Each fix that the panel offers was tried on runs with the failure mode, from the same seeds. *Before → after* has one value for each seed.", "",
    "| failure mode | run | fix | before → after | verdict then |", "|---|---|---|---|---|", ...TRIALS.map((trial) => trialRow(trial, results)), "",
    "A verdict of *not found* says that the signs are gone at that step, not that the samples are good: a run that starts again was trained for no more steps than the other one.",
    "In `strong-discriminator@1` both networks learn at a rate of 0.00005, and at step 300 the discriminator still leads, although its loss is up to 20 times as high. The generator catches up",
    "within 1,500 to 2,250 steps ([presets.md](presets.md)). In `saturating@1` a fork with `discriminatorRate=1` at step 150 had the same signs at step 300, so this fix begins at step 0.",
    "`loss=non-saturating` gives the generator a gradient and leaves the discriminator as strong as before. The panel says so.", "",
    ...(notRun.length > 0 ? [`These runs have no results yet: ${notRun.join(", ")}.`, ""] : []),
  ].join("\n");
}
