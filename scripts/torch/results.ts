/** Lists the PyTorch programs, and the stored results of those that have been executed: docs/data/torch.json. */
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { defaultsOf, type HyperparameterValues } from "../../src/core/model/hyperparameters";
import type { Model } from "../../src/core/model/model";
import type { TorchModel } from "../../src/core/model/torch";
import { presets } from "../../src/subject/presets";
import { casesOf, skeleton, type Case } from "../../src/page/torch/cases";
import { decoderOf } from "../../src/page/torch/decoder";
import { programs } from "../../src/page/torch/programs";

/** Writes a file of results, all of which have this form. */
export const writeResults = (file: string, results: object): void => writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`);

/** Returns the names that a command was given. Throws for one that there is not. */
export function chosen(names: readonly string[], all: readonly string[]): readonly string[] {
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(", ")}, but ${all.join(", ")}.`);
  return names;
}

/** Returns the new results, and the known ones of those that were not executed, in the order of `all`; others are no longer needed. */
export function merged<R>(all: readonly string[], fresh: ReadonlyMap<string, R>, known: Readonly<Record<string, R>>): Readonly<Record<string, R>> {
  return Object.fromEntries(all.flatMap((id) => (fresh.has(id) || id in known ? [[id, fresh.get(id) ?? known[id]!]] : [])));
}

/** The path from the project's folder. */
export const RESULTS = "docs/data/torch.json";

export interface Executed {
  readonly model: string;
  /** The settings that differ from the model's defaults. */
  readonly settings: HyperparameterValues;
  /** The version of torch that executed it. */
  readonly torch: string;
  /** The largest relative difference of terms, gradients and layer state from ours. */
  readonly difference: number;
  /** The largest relative difference of the changes of weights in three whole steps; null if not compared. */
  readonly afterSteps: number | null;
}

export interface Results {
  /** The results by `checksumOf` a program's skeleton. */
  readonly programs: Readonly<Record<string, Executed>>;
}

/** The path of the results of continued runs, by the id of `continuedCases`. */
export const CONTINUED = "docs/data/torch-continued.json";

/** Differences from the page's losses: the maximum over terms, relative to the term or to 1, whichever is larger. */
export interface Continued {
  /** `checksumOf` the program's skeleton with these settings. */
  readonly checksum: string;
  /** The difference at the first step. */
  readonly first: number;
  /** The largest difference at any step. */
  readonly difference: number;
  /** The difference between the page's continuations from the program's file and from its own run. */
  readonly back: number;
  /** The difference in a new run by two processes, each with half of every batch; null if the program refuses them, as a term is computed from a whole batch. */
  readonly shared: number | null;
}

/** Returns the line of docs/parity.md's table with the results of a continued run. */
export const rowOf = (id: string, { first, difference, back, shared }: Continued): string =>
  `| \`${id}\` | ${[first, difference, back, shared].map((value) => value?.toExponential(0) ?? "refused").join(" | ")} |`;

/** Largest allowed difference of a loss in a continued run, at its first step and within 50 steps, relative to the loss or to 1. */
const FIRST_TOLERANCE = 1e-5;
const CONTINUED_TOLERANCE = 1e-4;
/** Models that amplify rounding errors: within 50 steps PyTorch in single precision deviates from itself in double as well; docs/parity.md. */
const ROUNDING: Readonly<Record<string, number>> = { "conv-vae": 2e-3, "vae-gan": 2e-2, dcgan: 2e-3, translate: 5e-3, "completion-cgan": 3e-2 };

/** The tolerance of these models when the page continues after 50 steps of either. */
const BACK_ROUNDING = 0.1;
/** The tolerances of a new run by two processes; in `wgan-gp` one step's penalty differs by 4e-4. */
const SHARED_ROUNDING: Readonly<Record<string, number>> = { ...ROUNDING, "wgan-gp": 1e-3 };

/** Returns the differences of a continued run that are too large: "shared 0.013". */
export const tooLarge = ({ id }: Model, { first, difference, back, shared }: Continued): readonly string[] => Object.entries({
  first: [first, FIRST_TOLERANCE], difference: [difference, ROUNDING[id] ?? CONTINUED_TOLERANCE],
  back: [back, id in ROUNDING ? BACK_ROUNDING : CONTINUED_TOLERANCE], shared: [shared ?? 0, SHARED_ROUNDING[id] ?? CONTINUED_TOLERANCE],
}).flatMap(([name, [value, tolerance]]) => (value! < tolerance! ? [] : [`${name} ${value}`]));

/** Small settings, so that all models take minutes. Schedules that start at some step start during the continuation. */
const SMALL: HyperparameterValues = { batch: 32, hidden: 64, filters: 8, warmUp: 120, headStart: 120, priorFrom: 120 };

/** Returns the settings with which a model is continued. */
export const continuedSettings = ({ hyperparameters: table }: Model, more: HyperparameterValues = {}): HyperparameterValues => ({
  ...defaultsOf(table), ...Object.fromEntries(Object.entries(SMALL).filter(([id]) => id in table)), ...more,
});

/** Models that are also continued on own images: one without labels, and one with few. */
const ON_OWN: readonly string[] = ["vae", "ss-vae"];

/** Models that are also continued with a growing pool: one with one batch in a step, and one with several. */
const GROWING: readonly string[] = ["vae", "wgan"];

/** Returns the cases to continue: each model on its default data, and some on own images, with a growing pool, or with a term of the whole batch. */
export const continuedCases = (models: readonly Model[]) => models.flatMap((model) => [
  { id: model.id, model, onOwn: false, settings: {} },
  ...(ON_OWN.includes(model.id) ? [{ id: `${model.id}-own`, model, onOwn: true, settings: {} }] : []),
  ...(GROWING.includes(model.id) ? [{ id: `${model.id}-growing`, model, onOwn: false, settings: { pool: "growing" } }] : []),
  ...(model.id === "beta-vae" ? [{ id: "beta-vae-free-bits", model, onOwn: false, settings: { freeBits: 0.1 } }] : []),
]);

/** The path of the results of decoders' programs, by `checksumOf` the skeleton. */
export const DECODED = "docs/data/torch-decoded.json";

export interface Decoded {
  readonly model: string;
  /** The largest difference of a pixel in [0,1], or a point's coordinate, from the page's. */
  readonly difference: number;
}

/** Returns one decoder for each choice of settings that changes a decoder's program. */
export function decodersOf(models: readonly Model[]) {
  const all = programsOf(models).flatMap(({ model, torch, cases }) => cases.flatMap(({ settings: h }) => {
    const decoder = decoderOf(model, torch, h);
    return decoder ? [[skeleton(decoder.program), { model, h, decoder }] as const] : [];
  }));
  return [...new Map(all).values()];
}

/** Returns the SHA-256 of a program's skeleton, in hexadecimal. */
export const checksumOf = (skeleton: string): string => createHash("sha256").update(skeleton).digest("hex");

/** Returns the settings that differ from the model's defaults. */
export const changesOf = (model: Model, settings: HyperparameterValues): HyperparameterValues => {
  const defaults: HyperparameterValues = defaultsOf(model.hyperparameters);
  return Object.fromEntries(Object.entries(settings).filter(([id, value]) => defaults[id] !== value));
};

interface Programs {
  readonly model: Model;
  readonly torch: TorchModel;
  readonly cases: readonly Case[];
}

/** Returns the PyTorch programs of the models that have one. */
export function programsOf(models: readonly Model[]): readonly Programs[] {
  return models.flatMap((model) => {
    const torch = programs.get(model.id);
    if (!torch) return [];
    const ofPresets = presets.filter((preset) => preset.model === model.id).map(({ hyperparameters }) => hyperparameters as HyperparameterValues);
    return [{ model, torch, cases: casesOf(model, torch, ofPresets) }];
  });
}
