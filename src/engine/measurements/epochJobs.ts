/**
 * Measurements after each epoch, beside training: jobs for SideWork with a time budget of their own. They wait neither for data
 * nor for the evaluation classifier. An error ends the measurement, never the run.
 */
import type { DataKind } from "../../core/data/data";
import { ElboError } from "../../core/errors";
import type { Model } from "../../core/model/model";
import type { Dataset } from "../../subject/data/dataset";
import type { Definition } from "../../subject/measurements/measurement";
import { checkedSettings, runsEachEpoch, MEASUREMENTS, measurementsOf, type EpochId, type Measured, type SettingsOf } from "../../subject/measurements/registry";
import type { Judge } from "../../subject/metrics/judge/judge";
import type { SideJob } from "../scheduling/sideWork";
import type { Slices } from "../scheduling/slices";
import { slicesWithWeights, type FrozenModelAtStep } from "../step/frozenModel";
import { MEASURES, clampToData } from "./index";
import type { Milestones } from "./milestones";

export interface EpochJobOptions {
  readonly model: Model;
  readonly data: DataKind;
  /** The ends of epochs. */
  readonly ends: Pick<Milestones, "latest">;
  readonly dataset: Dataset;
  /** The run's seed. */
  readonly seed: number;
  /** Called once by each measurement that needs the evaluation classifier, when it is first due. */
  judge(): Promise<Judge>;
  measured(measured: Measured): void;
  /** The measurement failed and will not be tried again in this run. */
  failed(id: EpochId, error: ElboError): void;
  /** The evaluation classifier is loaded, so that a job may be due. */
  onJudgeLoaded(): void;
}

/** Returns the jobs for the measurements that apply to this model after each epoch, in the order of the registry. */
export function epochJobs(options: EpochJobOptions): readonly SideJob[] {
  const { model, data } = options;
  return measurementsOf(model, data).filter(runsEachEpoch).flatMap((id) => {
    const { settings, of }: NonNullable<Definition["eachEpoch"]> = MEASUREMENTS[id].eachEpoch;
    return (of?.(model, data) ?? true) ? [epochJob(id, settings, options)] : [];
  });
}

/** Returns a job for one measurement. An epoch that ends during its last measurement is skipped. Throws "bad-setting". */
export function epochJob<I extends EpochId>(
  id: I, wish: Partial<SettingsOf<I>>, { ends, dataset, seed, judge: fetchJudge, measured, failed, onJudgeLoaded }: EpochJobOptions,
): SideJob {
  const settings = checkedSettings(id, wish);
  const { needs, judged, run: measure } = MEASURES[id];
  let last: FrozenModelAtStep | null = null;
  let broken = false;
  let judge: Judge | null = null;
  let requested = false;

  function fail(caught: unknown): void {
    broken = true;
    failed(id, ElboError.of(caught));
  }

  function requestJudge(): void {
    if (requested) return;
    requested = true;
    fetchJudge().then((loaded) => {
      judge = loaded;
      onJudgeLoaded();
    }, fail);
  }

  async function* run(): Slices {
    const end = ends.latest!;
    last = end;
    try {
      const result = yield* slicesWithWeights(end, (frozen) =>
        measure({ frozen, data: dataset, seed, judge: async () => judge! }, clampToData(dataset, settings)));
      measured({ id, step: end.step, result } as Measured);
    } catch (error) {
      fail(error);
    }
  }

  function due(): boolean {
    if (broken || !ends.latest || ends.latest === last || !isLoaded(dataset, needs)) return false;
    if (judged && !judge) requestJudge();
    return !judged || judge !== null;
  }

  return { name: id, every: 0, due, run };
}

function isLoaded(dataset: Dataset, halves: readonly ("train" | "test")[]): boolean {
  return halves.every((half) => (half === "train" ? dataset.trainLoaded() === dataset.trainImages : dataset.testLoaded() === dataset.testImages));
}
