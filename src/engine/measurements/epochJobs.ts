/**
 * Measurements made beside training, after each epoch: jobs for SideWork, which gives them a share of the time of their
 * own. Nothing is waited for, neither data nor judge. What fails here ends the measurement and never the run.
 */
import type { DataKind } from "../../core/data";
import { ElboError } from "../../core/errors";
import type { Model } from "../../core/model";
import type { Dataset } from "../../data/dataset";
import { SHARD_IMAGES, shardsOf } from "../../data/mnist/manifest";
import type { Definition } from "../../measurements/measurement";
import { checkedSettings, runsEachEpoch, MEASUREMENTS, measurementsOf, type EpochId, type Measured, type SettingsOf } from "../../measurements/registry";
import type { Judge } from "../../metrics/judge/judge";
import type { SideJob } from "../scheduling/sideWork";
import type { Slices } from "../scheduling/slices";
import { slicesWithWeights, type StillAt } from "../step/still";
import { MEASURES, within } from "./index";
import type { Milestones } from "./milestones";

export interface EpochJobOptions {
  readonly model: Model;
  readonly data: DataKind;
  readonly ends: Pick<Milestones, "latest">;
  readonly dataset: Dataset;
  /** The run's. */
  readonly seed: number;
  /** Asked once in a run, and only when a measurement that needs it is due. */
  judge(): Promise<Judge>;
  measured(measured: Measured): void;
  /** It will not be tried again in this run. */
  failed(id: EpochId, error: ElboError): void;
  /** The judge has come: something may be due. */
  wake(): void;
}

/** Jobs for the measurements that are made of this model after each epoch, in the order of the registry. */
export function epochJobs(options: EpochJobOptions): readonly SideJob[] {
  const { model, data } = options;
  return measurementsOf(model, data).filter(runsEachEpoch).flatMap((id) => {
    const { settings, of }: NonNullable<Definition["eachEpoch"]> = MEASUREMENTS[id].eachEpoch;
    return (of?.(model, data) ?? true) ? [epochJob(id, settings, options)] : [];
  });
}

/** An epoch that ends while the last measurement is still under way is left out. Throws "bad-setting". */
export function epochJob<I extends EpochId>(
  id: I, wish: Partial<SettingsOf<I>>, { ends, dataset, seed, judge: fetchJudge, measured, failed, wake }: EpochJobOptions,
): SideJob {
  const settings = checkedSettings(id, wish);
  const { needs, judged, run: measure } = MEASURES[id];
  let last: StillAt | null = null;
  let broken = false;
  let judge: Judge | null = null;
  let sent = false;

  function fail(caught: unknown): void {
    broken = true;
    failed(id, ElboError.of(caught));
  }

  function sendForJudge(): void {
    if (sent) return;
    sent = true;
    fetchJudge().then((come) => {
      judge = come;
      wake();
    }, fail);
  }

  async function* run(): Slices {
    const end = ends.latest!;
    last = end;
    try {
      const result = yield* slicesWithWeights(end, (still) =>
        measure({ still, data: dataset, seed, judge: async () => judge! }, within(dataset, settings)));
      measured({ id, step: end.step, result } as Measured);
    } catch (error) {
      fail(error);
    }
  }

  function due(): boolean {
    if (broken || !ends.latest || ends.latest === last || !here(dataset, needs)) return false;
    if (judged && !judge) sendForJudge();
    return !judged || judge !== null;
  }

  return { name: id, every: 0, due, run };
}

function here(dataset: Dataset, halves: readonly ("train" | "test")[]): boolean {
  return halves.every((half) => shardsOf(half).every((_, shard) =>
    (half === "train" ? dataset.trainReady : dataset.testReady)(shard * SHARD_IMAGES)));
}
