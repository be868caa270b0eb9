/** Writes the run card of the current run. This script is fetched when the page is idle. */
import { version } from "../../../../package.json";
import type { BrowserFacts } from "../../../core/browser/machine";
import { meanOf } from "../../../core/mean";
import type { Step } from "../../../core/run/ids";
import type { Measured } from "../../../subject/measurements/registry";
import { changesMade } from "../../../core/run/liveChanges";
import { dataOfRun } from "../../../subject/data/registry";
import { SHARDS } from "../../../subject/data/mnist/manifest";
import { MODEL_KEY } from "../../state/comparison";
import { progressOf } from "../../state/progress";
import type { RunCard } from "../../state/runCard";
import { recordUpTo, type LossRecord } from "../../state/series";
import type { State } from "../../state/store";
import { browserFacts } from "../../../core/browser/browserFacts";

const finiteOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
const finiteNumbers = (values: Readonly<Record<string, number>>) => Object.fromEntries(Object.entries(values).map(([id, value]) => [id, finiteOrNull(value)]));

/** Returns the numbers of a result, and those of a floor with several numbers or of an evaluation classifier (`judge`). */
function numbersOf(result: object): Record<string, number | null> {
  const entries = Object.entries(result).flatMap(([key, value]: [string, unknown]) =>
    ((key === "floor" || key === "judge") && typeof value === "object" && value !== null ? Object.entries(value).map(([part, of]: [string, unknown]) => [`${key}.${part}`, of] as const) : [[key, value] as const]));
  return finiteNumbers(Object.fromEntries(entries.filter((entry): entry is readonly [string, number] => typeof entry[1] === "number")));
}

/** The longest list of numbers that a card has: one for each latent dimension at most. */
const MAX_LIST = 64;

/** Returns the lists of numbers of a result, such as the KL divergence of each dimension or the samples of each class. */
function listsOf(result: object): Record<string, (number | null)[]> {
  const isList = (value: unknown): value is readonly number[] => Array.isArray(value) && value.length <= MAX_LIST && value.every((one) => typeof one === "number");
  return Object.fromEntries(Object.entries(result).flatMap(([key, value]: [string, unknown]) =>
    (isList(value) ? [[key, value.map(finiteOrNull)] as const] : [])));
}

/** Returns the newest result of each measurement, whether requested or made after an epoch. */
function newest({ measured, afterEpochs }: Pick<State, "measured" | "afterEpochs">): readonly Measured[] {
  const last = new Map<string, Measured>();
  for (const one of [...afterEpochs, ...measured]) if (one.step >= (last.get(one.id)?.step ?? 0)) last.set(one.id, one);
  return [...last.values()];
}

/** A loss of one batch differs from the next by several per cent: means over this many steps can be compared. */
export const MEAN_STEPS = 100;

/** Returns the means of a record's last losses up to a step. A value that is not a number makes its mean null. */
function meanLosses(record: LossRecord, step: Step): RunCard["meanLosses"] {
  const { columns, length, values } = recordUpTo(record, step);
  if (length === 0) return undefined;
  const steps = Math.min(MEAN_STEPS, length);
  return { steps, values: finiteNumbers(Object.fromEntries(columns.map((column) => [column, meanOf(values(column).subarray(length - steps))]))) };
}

/** Returns the run card of a state; `link` opens its experiment, `record` has its losses. */
export function runCardOf(state: State, record: LossRecord, link: string, { browser, system, cores }: BrowserFacts, now: Date): RunCard {
  const { config, begun, preset, comparison, step, opened, checked, heldOut, lastLosses, forkedFrom, msPerStep } = state;
  const means = meanLosses(record, step);
  const data = dataOfRun(begun);
  const held = heldOut.at(-1);
  const { images, epoch } = progressOf({ config, data: state.data, step });
  return {
    format: "elbo-room-run-card", version: 1, page: { version, link }, date: now.toISOString().slice(0, 10),
    experiment: {
      model: config.model, preset: preset && `${preset.name}@${preset.version}`, seed: begun.seed, hyperparameters: { ...begun.hyperparameters },
      changes: changesMade(begun, step).map(({ step: at, id, from, value }) => ({ step: at, id, from, value })),
      compared: comparison && (comparison.kind === "model" ? { differs: MODEL_KEY, value: comparison.model } : { differs: comparison.id, value: comparison.value }),
    },
    run: { step, images, epoch, parameters: opened?.parameters ?? null, begin: begun.begin ?? null, forkedFrom },
    data: { id: data.id, files: data.kind === "image" ? SHARDS.map(({ file, images: of, sha256 }) => ({ file, images: of, sha256 })) : [] },
    machine: { backend: opened?.backend ?? null, engine: opened && (opened.engine.mode === "compiled" ? "compiled" : "eager"), msPerStep, browser, system, cores },
    checked: checked && (checked.verdict === "unchecked"
      ? { verdict: checked.verdict, reference: null, losses: null, gradients: null }
      : { verdict: checked.verdict, reference: checked.reference, losses: checked.losses, gradients: checked.gradients }),
    losses: finiteNumbers(lastLosses), ...(means && { meanLosses: means }),
    heldOut: held ? { step: held.step, images: held.images, values: finiteNumbers(held.values), ...(held.negativeElbo !== undefined && { negativeElbo: finiteOrNull(held.negativeElbo) }) } : null,
    measurements: newest(state).map((one) => ({ id: one.id, step: one.step, numbers: numbersOf(one.result), lists: listsOf(one.result) })),
  };
}

/** Returns the run card with today's date and this browser's facts. */
export const runCardNow = (state: State, record: LossRecord, link: string): RunCard => runCardOf(state, record, link, browserFacts(navigator, globalThis.crossOriginIsolated ?? false), new Date());
