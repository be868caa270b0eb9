/** All measurements by id, and how a measurement is run. */
import { ElboError } from "../../core/errors";
import { entriesById } from "../../core/folders";
import { unlessAborted, type Caller } from "../../core/newest";
import type { Dataset } from "../../subject/data/dataset";
import { dataOf } from "../../subject/data/registry";
import { appliesTo, checkedSettings, MEASUREMENT_IDS, type MeasurementId, type ResultOf, type SettingsOf } from "../../subject/measurements/registry";
import type { Judge } from "../../subject/metrics/judge/judge";
import { subtask, type MeasurementContext, type Measuring, type Work } from "../measurementInputs/measurement";
import { runSlices } from "../scheduling/slices";
import { withWeights, type FrozenModel } from "../step/frozenModel";
import { cachedOwnJudge, trainOwnJudge } from "./ownJudge";

export { fetchJudge, judgeSource } from "./judgeSource";
export type { MeasurementContext, Measuring } from "../measurementInputs/measurement";

/** The `measure` of each measurement's folder. */
export const MEASURES = entriesById(MEASUREMENT_IDS, import.meta.glob("../measures/*/measure.ts", { eager: true, import: "measure" })) as {
  readonly [I in MeasurementId]: Work<SettingsOf<I>, ResultOf<I>> // each folder's `measure` has the types of its definition
};

export interface MeasureOptions extends Caller {
  readonly frozen: FrozenModel;
  readonly dataset: Dataset;
  /** The run's seed. */
  readonly seed: number;
  judge(): Promise<Judge>;
}

/**
 * Measures the model with its current weights, which are frozen meanwhile. Waits until the data are loaded and handles messages
 * after each slice. Rejects with "no-such-measurement", "bad-setting", "judge-damaged", "own-data-unsuitable" if own images do
 * not suffice to train an evaluation classifier, or "superseded" when the signal is aborted.
 */
export async function measure<I extends MeasurementId>(
  id: I, wish: Partial<SettingsOf<I>>, { frozen, dataset, seed, judge, signal, onProgress }: MeasureOptions,
): Promise<ResultOf<I>> {
  const settings = clampToData(dataset, checkedFor(id, wish, frozen, dataset));
  return withWeights(frozen, async (one) => {
    await unlessAborted(whenLoaded(dataset, MEASURES[id].needs), signal);
    const work = measureWithJudge(id, { frozen: one, data: dataset, seed, judge: () => unlessAborted(judge(), signal) }, settings);
    return runSlices(work, { signal, onSlice: onProgress });
  });
}

/** Runs the measurement. On own images the first one that needs an evaluation classifier trains it, in the first half of its progress. */
async function* measureWithJudge<I extends MeasurementId>(id: I, context: MeasurementContext, settings: SettingsOf<I>): Measuring<ResultOf<I>> {
  const { data } = context;
  const { judged, run } = MEASURES[id];
  if (!judged || data.own === undefined) return yield* run(context, settings);
  const before = cachedOwnJudge(data) ? 0 : 1;
  const { judge, about } = cachedOwnJudge(data) ?? (yield* subtask(trainOwnJudge(data), 0, 1 + before));
  const result = yield* subtask(run({ ...context, judge: async () => judge }, settings), before, 1 + before);
  return { ...result, judge: about };
}

function checkedFor<I extends MeasurementId>(id: I, wish: Partial<SettingsOf<I>>, { model, h }: FrozenModel, { own }: Dataset): SettingsOf<I> {
  // The id comes from outside and may be anything.
  if (!Object.hasOwn(MEASURES, id) || !appliesTo(id, model, own ?? dataOf(h).kind)) {
    throw new ElboError("no-such-measurement", `${id} cannot measure ${model.id} on ${own ?? dataOf(h).id}`);
  }
  return checkedSettings(id, wish);
}

/** Returns the settings with numbers of images limited to those available. */
export function clampToData<S extends object>({ trainImages, testImages }: Pick<Dataset, "trainImages" | "testImages">, settings: S): S {
  const most: Readonly<Record<string, number>> = { images: testImages, references: trainImages };
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, Math.min(Number(value), most[name] ?? Infinity)])) as S; // all settings are integers
}

/** Resolves when these splits are loaded, possibly after a retry. */
async function whenLoaded(
  dataset: Pick<Dataset, "whenTrain" | "whenTest" | "trainImages" | "testImages">, halves: readonly ("train" | "test")[],
): Promise<void> {
  await Promise.all(halves.map((half) => (half === "train" ? dataset.whenTrain(dataset.trainImages) : dataset.whenTest(dataset.testImages))));
}
