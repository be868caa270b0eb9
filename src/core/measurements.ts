/**
 * The measurements that can be asked for, and their settings. What comes back is in `measurementResults.ts`; what is measured, and how, in
 * `src/metrics` and `src/engine/measurements`.
 */
import { ElboError } from "./errors";
import type { Step } from "./ids";
import type {
  Augmentation, ClassAccuracy, ClassHistogram, ClassesFound, CodesStatistics, DigitFid, Divergences, GradientVariance, Imputation,
  KSampleBound, NearestTraining, ProbeAccuracy, QuantisedDecoder, ReconstructionQuality, TestError, Translation,
} from "./measurementResults";

export interface Measurements {
  "k-sample-bound": { settings: { k: number; images: number }; result: KSampleBound };
  codes: { settings: { images: number }; result: CodesStatistics };
  reconstructions: { settings: { images: number }; result: ReconstructionQuality };
  probe: { settings: { references: number; images: number }; result: ProbeAccuracy };
  "test-error": { settings: { images: number }; result: TestError };
  imputation: { settings: { k: number; images: number }; result: Imputation };
  translation: { settings: { images: number }; result: Translation };
  "class-accuracy": { settings: { samples: number }; result: ClassAccuracy };
  "classes-found": { settings: { samples: number }; result: ClassesFound };
  "class-histogram": { settings: { samples: number }; result: ClassHistogram };
  "digit-fid": { settings: { samples: number }; result: DigitFid };
  memorising: { settings: { samples: number; images: number }; result: NearestTraining };
  divergences: { settings: { samples: number; carried: number }; result: Divergences };
  "quantised-decoder": { settings: { samples: number }; result: QuantisedDecoder };
  "gradient-variance": { settings: { images: number; draws: number }; result: GradientVariance };
  augmentation: { settings: { images: number; samples: number; repetitions: number; steps: number }; result: Augmentation };
}

export type MeasurementId = keyof Measurements;
export type SettingsOf<I extends MeasurementId> = Measurements[I]["settings"];
export type ResultOf<I extends MeasurementId> = Measurements[I]["result"];

/** A result, and the step whose weights were measured. */
export type Measured<I extends MeasurementId = MeasurementId> = {
  [K in I]: { readonly id: K; readonly step: Step; readonly result: ResultOf<K> };
}[I];

export interface SettingRange {
  readonly min: number;
  readonly max: number;
  readonly default: number;
}

/** Whole numbers all of them. */
export const MEASUREMENT_SETTINGS: { readonly [I in MeasurementId]: { readonly [S in keyof SettingsOf<I>]: SettingRange } } = {
  "k-sample-bound": { k: { min: 1, max: 5_000, default: 100 }, images: { min: 1, max: 10_000, default: 500 } },
  codes: { images: { min: 2, max: 10_000, default: 10_000 } },
  reconstructions: { images: { min: 1, max: 10_000, default: 1000 } },
  probe: { references: { min: 5, max: 60_000, default: 10_000 }, images: { min: 1, max: 10_000, default: 2000 } },
  "test-error": { images: { min: 1, max: 10_000, default: 10_000 } },
  imputation: { k: { min: 1, max: 500, default: 20 }, images: { min: 1, max: 10_000, default: 1000 } },
  translation: { images: { min: 1, max: 10_000, default: 1000 } },
  "class-accuracy": { samples: { min: 10, max: 100_000, default: 10_000 } },
  "classes-found": { samples: { min: 10, max: 100_000, default: 10_000 } },
  "class-histogram": { samples: { min: 10, max: 100_000, default: 1000 } },
  "digit-fid": { samples: { min: 65, max: 10_000, default: 10_000 } },
  memorising: { samples: { min: 1, max: 200, default: 30 }, images: { min: 1, max: 2000, default: 500 } },
  divergences: { samples: { min: 1000, max: 10_000, default: 10_000 }, carried: { min: 0, max: 500, default: 500 } },
  "quantised-decoder": { samples: { min: 65, max: 10_000, default: 1000 } },
  "gradient-variance": { images: { min: 1, max: 500, default: 100 }, draws: { min: 2, max: 1000, default: 100 } },
  augmentation: {
    images: { min: 1, max: 10_000, default: 2000 }, samples: { min: 10, max: 10_000, default: 2000 },
    repetitions: { min: 1, max: 20, default: 3 }, steps: { min: 1, max: 5000, default: 600 },
  },
};

export const MEASUREMENT_IDS = Object.keys(MEASUREMENT_SETTINGS) as readonly MeasurementId[];

/** Those that only studies show, by figures of their own. */
const STUDIED = ["quantised-decoder", "gradient-variance", "augmentation"] as const satisfies readonly MeasurementId[];
/** Those that the list of measurements shows, too. */
export type ListedId = Exclude<MeasurementId, (typeof STUDIED)[number]>;
export const isListed = (id: MeasurementId): id is ListedId => !STUDIED.some((one) => one === id);

/** What is not said is the default. Throws "bad-setting" for anything but a whole number within its range. */
export function checkedSettings<I extends MeasurementId>(id: I, wish: Partial<SettingsOf<I>>): SettingsOf<I> {
  const ranges: Readonly<Record<string, SettingRange>> = MEASUREMENT_SETTINGS[id];
  const wishes = new Map<string, unknown>(Object.entries(wish));
  const entries = Object.entries(ranges).map(([name, { min, max, default: standard }]) => {
    const value = wishes.get(name) ?? standard;
    if (typeof value !== "number" || !Number.isInteger(value) || value < min || value > max) {
      throw new ElboError("bad-setting", `${id}: ${name} = ${String(value)} is not a whole number from ${min} to ${max}`);
    }
    return [name, value];
  });
  return Object.fromEntries(entries) as SettingsOf<I>;
}
