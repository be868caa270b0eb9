/** Which PyTorch programs there are, and which have been executed: docs/data/torch.json. */
import { createHash } from "node:crypto";
import { defaultsOf, type HyperparameterValues } from "../../src/core/model/hyperparameters";
import type { Model } from "../../src/core/model/model";
import type { TorchModel } from "../../src/core/model/torch";
import { presets } from "../../src/presets";
import { casesOf, skeleton, type Case } from "../../src/torch/cases";
import { decoderOf } from "../../src/torch/decoder";
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

/** What came of continuing runs, by the id of `continuedCases`. */
export const CONTINUED = "docs/data/torch-continued.json";

/** Of all terms the largest difference from the page's, as a share of the term or of 1, whichever is larger. */
export interface Continued {
  /** Of the program's skeleton with these settings: `checksumOf`. */
  readonly checksum: string;
  /** At the first step. */
  readonly first: number;
  /** At any of them. */
  readonly difference: number;
  /** When the page goes on from what the program has saved, from its going on by itself. */
  readonly back: number;
  /** Of a new run by two processes, each with half of every batch. */
  readonly shared: number;
}

/** Small, so that all models take minutes. Settings that begin to count at some step do so while the run goes on. */
const SMALL: HyperparameterValues = { batch: 32, hidden: 64, filters: 8, warmUp: 120, headStart: 120, priorFrom: 120 };

/** With which a model is continued. */
export const continuedSettings = ({ hyperparameters: table }: Model): HyperparameterValues => ({
  ...defaultsOf(table), ...Object.fromEntries(Object.entries(SMALL).filter(([id]) => id in table)),
});

/** Models that are continued on images of one's own, too: one that is told no labels, and one that is told few. */
const ON_OWN: readonly string[] = ["vae", "ss-vae"];

/** What is continued: each model on what it is trained on by default, and some on images of one's own. */
export const continuedCases = (models: readonly Model[]) => models.flatMap((model) => [
  { id: model.id, model, onOwn: false }, ...(ON_OWN.includes(model.id) ? [{ id: `${model.id}-own`, model, onOwn: true }] : []),
]);

/** What came of decoders' programs, by `checksumOf` the skeleton. */
export const DECODED = "docs/data/torch-decoded.json";

export interface Decoded {
  readonly model: string;
  /** Of any pixel in [0,1], or number of a point, from the page's. */
  readonly difference: number;
}

/** One for each way in which settings change a decoder's program. */
export function decodersOf(models: readonly Model[]) {
  const all = programsOf(models).flatMap(({ model, torch, cases }) => cases.flatMap(({ settings: h }) => {
    const decoder = decoderOf(model, torch, h);
    return decoder ? [[skeleton(decoder.program), { model, h, decoder }] as const] : [];
  }));
  return [...new Map(all).values()];
}

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
