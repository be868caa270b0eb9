/** Which PyTorch programs there are, and which have been executed: docs/data/torch.json. */
import { createHash } from "node:crypto";
import { defaultsOf, type HyperparameterValues } from "../../src/core/hyperparameters";
import type { Model } from "../../src/core/model";
import type { TorchModel } from "../../src/core/torch";
import { presets } from "../../src/presets";
import { casesOf, type Case } from "../../src/torch/cases";
import { programs } from "../../src/torch/programs";

/** From the project's folder. */
export const RESULTS = "docs/data/torch.json";

export interface Executed {
  readonly model: string;
  /** Those that differ from the model's defaults. */
  readonly settings: HyperparameterValues;
  /** The version of torch that executed it. */
  readonly torch: string;
  /** Of terms, gradients and layer state, the largest relative difference from ours. */
  readonly difference: number;
  /** Of what three whole steps change of the weights; null: not compared. */
  readonly afterSteps: number | null;
}

export interface Results {
  /** By `checksumOf` a program's skeleton. */
  readonly programs: Readonly<Record<string, Executed>>;
}

/** What came of continuing runs, by model. */
export const CONTINUED = "docs/data/torch-continued.json";

/** Of all terms the largest difference from the page's, as a share of the term or of 1, whichever is larger. */
export interface Continued {
  /** Of the program's skeleton with these settings: `checksumOf`. */
  readonly checksum: string;
  /** At the first step. */
  readonly first: number;
  /** At any of them. */
  readonly difference: number;
}

/** Small, so that all models take minutes. Settings that begin to count at some step do so while the run goes on. */
const SMALL: HyperparameterValues = { batch: 32, hidden: 64, filters: 8, warmUp: 120, headStart: 120, priorFrom: 120 };

/** With which a model is continued. */
export const continuedSettings = ({ hyperparameters: table }: Model): HyperparameterValues => ({
  ...defaultsOf(table), ...Object.fromEntries(Object.entries(SMALL).filter(([id]) => id in table)),
});

export const checksumOf = (skeleton: string): string => createHash("sha256").update(skeleton).digest("hex");

export const changesOf = (model: Model, settings: HyperparameterValues): HyperparameterValues => {
  const defaults: HyperparameterValues = defaultsOf(model.hyperparameters);
  return Object.fromEntries(Object.entries(settings).filter(([id, value]) => defaults[id] !== value));
};

interface Programs {
  readonly model: Model;
  readonly torch: TorchModel;
  readonly cases: readonly Case[];
}

export function programsOf(models: readonly Model[]): readonly Programs[] {
  return models.flatMap((model) => {
    const torch = programs.get(model.id);
    if (!torch) return [];
    const ofPresets = presets.filter((preset) => preset.model === model.id).map(({ hyperparameters }) => hyperparameters as HyperparameterValues);
    return [{ model, torch, cases: casesOf(model, torch, ofPresets) }];
  });
}
