/**
 * Measurements made beside training, after each epoch: jobs for SideWork, which gives them a share of the time of their
 * own. Nothing is waited for, neither data nor judge. What fails here ends the measurement and never the run.
 */
import type { DataKind } from "../../core/data";
import { ElboError } from "../../core/errors";
import { appliesTo, mayLeaveClassesOut } from "../../core/measurable";
import { checkedSettings, type ListedId, type Measured, type SettingsOf } from "../../core/measurements";
import type { Model } from "../../core/model";
import type { Dataset } from "../../data/dataset";
import { SHARD_IMAGES, shardsOf } from "../../data/mnist/manifest";
import type { Judge } from "../../metrics/judge/judge";
import type { SideJob } from "../scheduling/sideWork";
import type { Slices } from "../scheduling/slices";
import { slicesWithWeights, type StillAt } from "../step/still";
import { MEASUREMENTS, within } from "./index";
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
  failed(id: ListedId, error: ElboError): void;
  /** The judge has come: something may be due. */
  wake(): void;
}

/** Cheap enough for every epoch: with WASM on one core some 100 ms each, in slices. */
const EACH_EPOCH = {
  "class-histogram": { settings: { samples: 1000 }, of: mayLeaveClassesOut },
  codes: { settings: { images: 1000 }, of: (model: Model) => model.encode !== undefined },
  "test-error": { settings: { images: 10_000 }, of: (model: Model) => model.labelled !== undefined },
} as const;

export function epochJobs(options: EpochJobOptions): readonly SideJob[] {
  const { model, data } = options;
  const histogram = EACH_EPOCH["class-histogram"];
  return [
    ...(histogram.of(model) && data === "image" ? [measurementJob("class-histogram", histogram.settings, options)] : []),
    ...(EACH_EPOCH.codes.of(model) ? [measurementJob("codes", EACH_EPOCH.codes.settings, options)] : []),
    ...(EACH_EPOCH["test-error"].of(model) ? [measurementJob("test-error", EACH_EPOCH["test-error"].settings, options)] : []),
  ];
}

/** An epoch that ends while the last measurement is still under way is left out. Throws "bad-setting". */
export function measurementJob<I extends ListedId>(
  id: I, wish: Partial<SettingsOf<I>>, { model, data, ends, dataset, seed, judge: fetchJudge, measured, failed, wake }: EpochJobOptions,
): SideJob {
  const settings = checkedSettings(id, wish);
  const { needs, judged } = MEASUREMENTS[id];
  let last: StillAt | null = null;
  let broken = !appliesTo(id, model, data);
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
        MEASUREMENTS[id].run({ still, data: dataset, seed, judge: async () => judge! }, within(dataset, settings)));
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
