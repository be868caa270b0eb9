/**
 * Measurements made beside training, after each epoch. They are side work: cut into slices, they share the time that
 * pictures have, so training is not slowed further. What fails here ends the measurement and never the run.
 */
import { ElboError } from "../../core/errors";
import { appliesTo } from "../../core/measurable";
import { checkedSettings, type MeasurementId, type ResultOf, type SettingsOf } from "../../core/measurements";
import type { Step } from "../../core/ids";
import type { Dataset } from "../../data/dataset";
import { SHARD_IMAGES, shardsOf } from "../../data/manifest";
import type { Judge } from "../../metrics/judge/judge";
import type { SideJob, Slices } from "../sideWork";
import type { Trainer } from "../trainer";
import { release, retain } from "../weights";
import { MEASUREMENTS } from "./index";

export interface ScheduleOptions<I extends MeasurementId> {
  readonly trainer: Pick<Trainer, "model" | "specs" | "h" | "step" | "weights" | "stepsPerEpoch">;
  readonly dataset: Dataset;
  judge(): Promise<Judge>;
  deliver(step: Step, result: ResultOf<I>): void;
  /** It will not be tried again in this run. */
  failed(error: ElboError): void;
}

/** Cheap enough for every epoch: some 100 ms of slices each with WASM on one core. */
export const EACH_EPOCH: readonly MeasurementId[] = ["class-histogram", "codes"];

/** Throws "bad-setting". */
export function measurementJob<I extends MeasurementId>(
  id: I, wish: Partial<SettingsOf<I>>, { trainer, dataset, judge, deliver, failed }: ScheduleOptions<I>,
): SideJob {
  const settings = checkedSettings(id, wish);
  const { needs } = MEASUREMENTS[id];
  const epoch = () => Math.floor(trainer.step / trainer.stepsPerEpoch);
  let measured = epoch();
  let broken = !appliesTo(id, trainer.model);

  async function* run(): Slices {
    measured = epoch();
    const { model, specs, h, step } = trainer;
    const still = { model, specs, h, weights: retain(trainer.weights) };
    const work = MEASUREMENTS[id].run({ still, data: dataset, judge }, settings);
    try {
      for (let next = await work.next(); ; next = await work.next()) {
        if (next.done) return deliver(step, next.value);
        yield;
      }
    } catch (error) {
      broken = true;
      failed(ElboError.of(error));
    } finally {
      await work.return(undefined as never);
      release(still.weights);
    }
  }

  return { name: id, every: 0, due: () => !broken && epoch() > measured && here(dataset, needs), run };
}

/** Nothing is waited for: before its images are here, a measurement is not due. */
function here(dataset: Dataset, halves: readonly ("train" | "test")[]): boolean {
  return halves.every((half) => shardsOf(half).every((_, shard) =>
    (half === "train" ? dataset.trainReady : dataset.testReady)(shard * SHARD_IMAGES)));
}
