/**
 * The runs of `npm run quality` and their targets. Each model's folder lists its own; a target evaluates the results of all
 * runs and returns the number and whether it is met.
 */
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import type { MeasurementId, ResultOf, SettingsOf } from "../measurements/registry";

export interface QualityRun {
  readonly name: string;
  /** The settings that differ from the model's defaults. */
  readonly settings: HyperparameterValues;
  readonly epochs: number;
  /** Live settings that change, by the epoch after which they do. */
  readonly changes?: Readonly<Record<number, HyperparameterValues>>;
  /**
   * The epochs after which these are measured (an epoch has as many images as the training set); "held-out" stands for the test
   * images' terms.
   */
  readonly measure: Readonly<Partial<Record<MeasurementId | "held-out", readonly number[]>>>;
  /** Settings of measurements that differ from their defaults. */
  readonly measureWith?: { readonly [I in MeasurementId]?: Partial<SettingsOf<I>> };
}

/** Returns the epochs from 1 to this one. */
export const upTo = (epochs: number): readonly number[] => Array.from({ length: epochs }, (_, i) => i + 1);

/** The measurements after one epoch, without pictures and long lists. */
export interface EpochResults extends Partial<{ readonly [I in MeasurementId]: ResultOf<I> }> {
  readonly epoch: number;
  readonly step: number;
  /** Test losses in nats per image, by term. */
  readonly heldOut?: Readonly<Record<string, number>>;
}

export interface RunResults {
  readonly run: string;
  readonly model: string;
  readonly seed: number;
  readonly settings: Readonly<Record<string, string | number>>;
  /** How its steps were computed. Files older than the compiler lack it: eagerly. */
  readonly engine?: "compiled" | "eager";
  readonly msPerStep: number;
  readonly epochs: readonly EpochResults[];
}

export interface Finding {
  /** The number in the words of the table. */
  readonly measured: string;
  readonly reached: boolean;
}

export interface Target {
  readonly what: string;
  readonly wanted: string;
  /** If the target is missed: the reason, and what was tried. */
  readonly tried?: string;
  /** Returns the finding; null if its runs are missing. */
  find(results: Results): Finding | null;
}

export class Results {
  readonly #runs: ReadonlyMap<string, RunResults>;
  readonly #read = new Map<string, { readonly run: RunResults; readonly step: number }>();

  constructor(runs: readonly RunResults[]) {
    this.#runs = new Map(runs.map((run) => [run.run, run]));
  }

  /** Returns a result; `epoch` is a number, or the last one at which `key` was measured. */
  value<K extends keyof EpochResults>(run: string, epoch: number | "last", key: K): NonNullable<EpochResults[K]> | null {
    const results = this.#runs.get(run);
    const epochs = results?.epochs.filter((one) => one[key] !== undefined) ?? [];
    const found = epoch === "last" ? epochs.at(-1) : epochs.find((one) => one.epoch === epoch);
    if (results && found) this.#read.set(run, { run: results, step: Math.max(found.step, this.#read.get(run)?.step ?? 0) });
    return found?.[key] ?? null;
  }

  /** Returns the finding of a target, and the runs that it reads, each with the last step of which it reads a result. */
  readBy({ find }: Target): { readonly finding: Finding | null; readonly runs: readonly { readonly run: RunResults; readonly step: number }[] } {
    this.#read.clear();
    return { finding: find(this), runs: [...this.#read.values()] };
  }
}

/** Formats nats. */
export const nats = (value: number) => value.toFixed(2);
/** Formats a share in percent. */
export const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** Returns the target that the test loss of a run after an epoch is at most `most` nats per image. */
export function heldOut(run: string, epoch: number, most: number): Target {
  return {
    what: `${run}: held-out −ELBO after ${epoch} epochs`,
    wanted: `≤ ${most}`,
    find(results) {
      const total = results.value(run, epoch, "heldOut")?.["total"];
      return total === undefined ? null : { measured: nats(total), reached: total <= most };
    },
  };
}

/** Returns a target for the accuracy of requested classes. */
export function classAccuracy(run: string, epoch: number | "last", holds: (accuracy: number) => boolean, wanted: string): Target {
  return {
    what: `${run}: class accuracy ${epoch === "last" ? "at the end" : `after ${epoch} epoch${epoch === 1 ? "" : "s"}`}`,
    wanted,
    find(results) {
      const found = results.value(run, epoch, "class-accuracy");
      return found && { measured: percent(found.accuracy), reached: holds(found.accuracy) };
    },
  };
}

/** Returns a condition on an accuracy, and its text. */
export const atLeast = (least: number) => [(accuracy: number) => accuracy >= least, `≥ ${100 * least} %`] as const;

/** Returns the target that the samples of a run cover all classes. */
export const coverage = (run: string): Target => ({
  what: `${run}: classes in 1,000 samples, entropy`,
  wanted: "10, ≥ 2.2 nats",
  find(results) {
    const found = results.value(run, "last", "class-histogram");
    if (!found) return null;
    const seen = found.counts.filter((count) => count > 0).length;
    return { measured: `${seen}, ${nats(found.entropy)} nats`, reached: seen === 10 && found.entropy >= 2.2 };
  },
});

/** Returns the target that the digit-FID of a run is below that of the VAE. */
export const fidBelowVae = (run: string): Target => ({
  what: `${run}: digit-FID below that of vae-20`,
  wanted: "lower",
  find(results) {
    const [own, vae] = [results.value(run, "last", "digit-fid"), results.value("vae-20", "last", "digit-fid")];
    if (!own || !vae) return null;
    const measured = `${nats(own.distance)} against ${nats(vae.distance)}; real against real ${nats(own.floor)}`;
    return { measured, reached: own.distance < vae.distance };
  },
});

/** Returns the target that the digit-FID of a run has halved. */
export const fidHalved = (run: string): Target => ({
  what: `${run}: digit-FID at the end, as a share of that after one epoch`,
  wanted: "≤ 50 %",
  find(results) {
    const [first, last] = [results.value(run, 1, "digit-fid"), results.value(run, "last", "digit-fid")];
    if (!first || !last) return null;
    const share = last.distance / first.distance;
    return { measured: `${percent(share)} (${nats(first.distance)} → ${nats(last.distance)})`, reached: share <= 0.5 };
  },
});
