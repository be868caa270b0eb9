/** What claims are about: each quantity, made from the page's own measurements. */
import { lossColumns } from "../../../src/core/model";
import type { MeasurementId, OfTranslation, ResultOf, SettingsOf } from "../../../src/core/measurements";
import type { Dataset } from "../../../src/data/dataset";
import { measure } from "../../../src/engine/measurements";
import type { Trainer } from "../../../src/engine/trainer/trainer";
import type { Judge } from "../../../src/metrics/judge/judge";
import type { Quantity } from "../../../src/quality/claims";

/** Fewer images than the page takes: claims leave room for that. */
const SETTINGS: { readonly [I in MeasurementId]?: Partial<SettingsOf<I>> } = {
  codes: { images: 2000 }, reconstructions: { images: 1000 }, "class-histogram": { samples: 1000 },
  "class-accuracy": { samples: 1000 }, "classes-found": { samples: 1000 }, "digit-fid": { samples: 2000 },
};

export interface Surroundings {
  readonly dataset: Dataset;
  readonly judge: Judge;
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** Below 1 also of what goes too far. */
const undone = ({ made, given, images }: OfTranslation) => 1 - Math.abs((made - images) / (given - images));

/** One look at a run: every quantity once, each measurement made when it is first asked for. `recent`: its last losses, [n, columns]. */
export function look(trainer: Trainer, recent: Float32Array, { dataset, judge }: Surroundings): (what: Quantity) => Promise<number> {
  const made = new Map<MeasurementId, Promise<unknown>>();
  const measured = <I extends MeasurementId>(id: I): Promise<ResultOf<I>> => {
    const result = made.get(id) ?? measure<I>(id, SETTINGS[id] ?? {}, { still: trainer, dataset, judge: () => Promise.resolve(judge) });
    made.set(id, result);
    return result as Promise<ResultOf<I>>;
  };
  const columns = lossColumns(trainer.model).map(({ id }) => id);
  const loss = (id: string) => {
    const column = columns.indexOf(id);
    if (column < 0) throw new Error(`${trainer.model.id} has no loss "${id}".`);
    const values = Array.from({ length: recent.length / columns.length }, (_, row) => recent[row * columns.length + column]!);
    return total(values) / values.length;
  };
  return async (what) => {
    switch (what) {
      case "active units": return (await measured("codes")).activeUnits;
      case "KL": return ((await measured("codes")).rateBits ?? NaN) * Math.LN2;
      case "entries in use": {
        const { codebook } = await measured("codes");
        return codebook ? codebook.shares.length - codebook.dead : NaN;
      }
      case "components in use": return (await measured("codes")).sorting?.used ?? NaN;
      case "sorted by component": return (await measured("codes")).sorting?.sameClass ?? NaN;
      case "test error": return (await measured("test-error")).error;
      case "error on missing pixels": return (await measured("imputation")).ofModel.absolute;
      case "error of the mean image": return (await measured("imputation")).ofMean.absolute;
      case "error of images made": return (await measured("translation")).error;
      case "images made of the same class": return (await measured("translation")).sameClass;
      case "sharpness of images made": {
        const { sharpness, sharpnessOfImages } = await measured("translation");
        return sharpness / sharpnessOfImages;
      }
      case "slant undone": return undone((await measured("translation")).slant);
      case "thickness undone": return undone((await measured("translation")).thickness);
      case "sigma": return (await measured("codes")).sigma ?? NaN;
      case "variance of codes": {
        const { variances } = await measured("codes");
        return total(variances) / variances.length;
      }
      case "reconstructions of the same class": return (await measured("reconstructions")).sameClass;
      case "sharpness of reconstructions": {
        const { sharpness, sharpnessOfImages } = await measured("reconstructions");
        return sharpness / sharpnessOfImages;
      }
      case "clear samples": return (await measured("class-histogram")).clear;
      case "classes": return (await measured("class-histogram")).covered;
      case "variety": return (await measured("class-histogram")).variety;
      case "right class": return (await measured("class-accuracy")).accuracy;
      case "classes found": return (await measured("classes-found")).accuracy;
      case "digit-FID": return (await measured("digit-fid")).distance;
      case "modes": return (await measured("divergences")).modes?.found ?? NaN;
      case "far samples": return (await measured("divergences")).modes?.far ?? NaN;
      case "KL of densities": return (await measured("divergences")).kl;
      case "JS of densities": return (await measured("divergences")).js;
      case "Wasserstein": return (await measured("divergences")).wasserstein;
      default: return loss(what.slice("loss ".length));
    }
  };
}
