/** Judges changed runs by measurements, and compares the doctor's verdicts with that. */
import { boundOf, type PresetValues } from "../../../src/subject/measurements/readings";
import type { FailureModeId } from "../../../src/course/doctor/ids";
import { examine, readingsAt } from "../../../src/course/doctor/registry";
import { CHANGED, CHANGED_SEED, CHOSEN, DRAWN, PRESET_SEED, UNCHANGED, type ChangedRun } from "./changed";
import { resultsOf, subjectAt, type DoctorResult } from "./results";
import { SUBJECTS } from "./subjects";
import type { ChangedResult } from "./train";

/** The ways in which a run is broken, and the verdicts that are right for each. */
export const FAMILIES = {
  "losses not finite": ["diverging"],
  "no active unit": ["posterior-collapse"],
  "two classes at most": ["mode-collapse", "few-classes", "diverging"],
  "30 nats lost": ["diverging", "worse-than-before", "below-preset"],
  "half as many readable samples": ["diverging", "worse-than-before", "below-preset", "strong-discriminator", "dead-discriminator", "exploding-critic"],
} as const satisfies Readonly<Record<string, readonly FailureModeId[]>>;
export type Family = keyof typeof FAMILIES;

/** Samples of fewer clear ones show no classes in models without a discriminator, which then draw mean images. */
const READABLE = 0.05;

/** Returns how a run is broken, compared with its preset at the same step and from the same seed; null if it is not. The first family that applies counts. */
export function brokenBy(run: ChangedResult, preset: ChangedResult): Family | null {
  const subject = subjectAt(run.run, run.step);
  const { values: { "clear samples": clear = 0, classes = 0, "active units": active } } = run;
  const lost = boundOf(subject, run.losses) - boundOf(subject, preset.losses) >= 30;
  const unreadable = clear <= (preset.values["clear samples"] ?? 0) / 2;
  if (!run.past.isFinite) return "losses not finite";
  if (active === 0 && (lost || unreadable || classes <= 2)) return "no active unit";
  if (classes <= 2 && (clear >= READABLE || subject.model.discriminate !== undefined)) return "two classes at most";
  if (lost) return "30 nats lost";
  return unreadable || classes <= 2 ? "half as many readable samples" : null;
}

/** Returns the failure modes that the current rules find in a changed run. */
export function foundInChanged({ run, step, values, losses, past }: ChangedResult): readonly FailureModeId[] {
  const subject = subjectAt(run, step);
  const { values: ofLosses } = readingsAt(step, { ...subject, losses, past, results: {} });
  const clear = values["clear samples"];
  const beside = subject.ofPreset?.clear !== undefined && clear !== undefined ? { "clear samples beside the preset": clear / subject.ofPreset.clear } : {};
  return examine(subject, { step, values: { ...ofLosses, ...values, ...beside } }).filter(({ verdict }) => verdict.kind === "ill").map(({ id }) => id);
}

export interface ChangedVerdict {
  readonly run: ChangedRun;
  readonly family: Family | null;
  readonly found: readonly FailureModeId[];
}

/** Returns the verdicts on those changed runs that have results. */
export function changedVerdicts(results: readonly ChangedResult[], runs: readonly ChangedRun[] = CHANGED): readonly ChangedVerdict[] {
  const of = (run: string) => results.find((one) => one.run === run && one.seed === CHANGED_SEED);
  return runs.flatMap((run): readonly ChangedVerdict[] => {
    const [changed, preset] = [of(run.run), of(run.preset)];
    return changed && preset ? [{ run, family: brokenBy(changed, preset), found: foundInChanged(changed) }] : [];
  });
}

export const isRight = ({ family, found }: ChangedVerdict, without?: FailureModeId): boolean =>
  family !== null && found.some((id) => id !== without && (FAMILIES[family] as readonly FailureModeId[]).includes(id));

/** A preset with fewer clear samples cannot be compared by them. */
const FEWEST_CLEAR = 0.15;

/** Returns the values of presets for src/page/features/doctor/presetValues.json: the fewest clear samples of any seed. */
export function presetValues(results: readonly DoctorResult[], changed: readonly ChangedResult[]): Readonly<Record<string, readonly (PresetValues & { readonly step: number })[]>> {
  const measured = UNCHANGED.flatMap(({ run, at }) => changed.filter((one) => one.run === run && one.step === at && one.seed === PRESET_SEED))
    .map(({ run, step, values, losses }) => ({ run, step, clear: values["clear samples"] ?? 0, bound: boundOf(subjectAt(run, step), losses) }));
  const healthy = SUBJECTS.filter(({ run, has, trained }) => /^preset=[^&]+$/.test(run) && has.length === 0 && !trained)
    .map((one) => ({ run: one.run, step: one.at, clear: Math.min(...resultsOf(one, results).map(({ values }) => values["clear samples"] ?? 0)), bound: NaN }))
    .filter((one) => !measured.some(({ run, step }) => run === one.run && step === one.step));
  const values = new Map<string, (PresetValues & { readonly step: number })[]>();
  for (const { run, step, clear, bound } of [...measured, ...healthy].sort((a, b) => a.step - b.step)) {
    const known = { step, ...(clear >= FEWEST_CLEAR && Number.isFinite(clear) && { clear }), ...(Number.isFinite(bound) && { bound: Number(bound.toPrecision(4)) }) };
    const id = run.slice("preset=".length);
    if (Object.keys(known).length > 1) values.set(id, [...values.get(id) ?? [], known]);
  }
  return Object.fromEntries(values);
}

/** Returns the table of families and verdicts as Markdown. */
export function changedSection(results: readonly ChangedResult[]): readonly string[] {
  const chosen = changedVerdicts(results, CHOSEN);
  return [
    "## Runs that differ from a preset by one or two settings", "",
    `\`npm run quality -- doctor --changed N\` trains N further runs of the list [changed.ts](../scripts/quality/doctor/changed.ts), which has ${CHANGED.length}; ${changedVerdicts(results).length} have results`,
    `([doctorChanged.json](data/doctorChanged.json)), each with seed ${CHANGED_SEED}. A run is broken if at most half as many of its samples are readable as of its preset's at the same step and seed,`,
    "if they show at most two classes, if its negative ELBO is 30 nats above the preset's, or if a loss is no finite number. The first family of the table that applies counts.", "",
    `### ${chosen.length} chosen runs`, "",
    `Thresholds were chosen after some of these runs had been seen. ${countsOf(chosen)} The rule \`below-preset\` compares with the preset's values of seed ${PRESET_SEED} by`,
    "nearly the same criterion, so its verdicts are no independent test.", "",
    ...tableOf(chosen),
    ...drawnSection(changedVerdicts(results, DRAWN)),
  ];
}

const drawnSection = (drawn: readonly ChangedVerdict[]): readonly string[] => (drawn.length === 0 ? [] : [
  `### ${drawn.length} runs drawn at random`, "",
  `One or two numbers of their settings are 3 to 100 times as large or as small as the preset's, within their ranges. They were drawn after all thresholds had been chosen. ${countsOf(drawn)}`, "",
  ...tableOf(drawn),
]);

const rightOf = (some: readonly ChangedVerdict[], without?: FailureModeId): number => some.filter((one) => isRight(one, without)).length;

function countsOf(verdicts: readonly ChangedVerdict[]): string {
  const broken = verdicts.filter(({ family }) => family !== null);
  const whole = verdicts.filter(({ family }) => family === null);
  return `${broken.length} runs are broken, and ${rightOf(broken)} of them get a verdict of the right family; without \`below-preset\`, ${rightOf(broken, "below-preset")} do. `
    + `Of the ${whole.length} runs that are not broken, ${whole.filter(({ found }) => found.length > 0).length} get a verdict.`;
}

function tableOf(verdicts: readonly ChangedVerdict[]): readonly string[] {
  const broken = verdicts.filter(({ family }) => family !== null);
  const whole = verdicts.filter(({ family }) => family === null);
  const counts = (some: readonly ChangedVerdict[]) => {
    const ids = [...new Set(some.flatMap(({ found }) => found))];
    return ids.map((id) => `${id} ${some.filter(({ found }) => found.includes(id)).length}`).join(", ") || "–";
  };
  const families = (Object.keys(FAMILIES) as Family[]).map((id) => ({ id, of: broken.filter(({ family }) => family === id) }));
  return [
    "| measured | runs | right verdict | of these without `below-preset` | verdicts |", "|---|---|---|---|---|",
    ...families.map(({ id, of }) => `| ${id} | ${of.length} | ${rightOf(of)} | ${rightOf(of, "below-preset")} | ${counts(of)} |`),
    `| not broken | ${whole.length} | ${whole.filter(({ found }) => found.length === 0).length} | – | ${counts(whole)} |`, "",
    `Broken runs without a right verdict: ${broken.filter((one) => !isRight(one)).map(({ run, family, found }) => `\`${run.run}\` (${family ?? ""}; ${found.join(", ") || "nothing"})`).join(", ") || "none"}.`, "",
    `Runs that are not broken, with a verdict: ${whole.filter(({ found }) => found.length > 0).map(({ run, found }) => `\`${run.run}\` (${found.join(", ")})`).join(", ") || "none"}.`, "",
  ];
}
