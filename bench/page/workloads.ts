/**
 * The workloads of `steps`: a model with its settings, starting weights and inputs. Weights, images, their order and noise
 * are the same for all contestants, to the bit.
 */
import { initialValues, noiseValues } from "../../src/core/run/draws";
import { defaultsOf, type HyperparameterValues } from "../../src/core/model/hyperparameters";
import { lossColumns, type Model } from "../../src/core/model/model";
import { parametersOf } from "../../src/core/model/parameters";
import { CLASSES, PIXELS } from "../../src/core/run/runConfig";
import type { Dataset } from "../../src/subject/data/dataset";
import { createOrder } from "../../src/subject/data/order";
import { findModel } from "../../src/subject/models/registry";

export const SEED = 1;

interface Settings {
  readonly model: string;
  readonly settings: HyperparameterValues;
  /** The id of the loss that is compared. */
  readonly loss: string;
}

/** Settings that are not named here have the model's defaults. */
const SETTINGS = {
  "vae": { model: "vae", settings: { latent: 20, hidden: 400, batch: 128 }, loss: "total" },
  "vae-small": { model: "vae", settings: { latent: 2, hidden: 128, batch: 64 }, loss: "total" },
  "cgan": { model: "cgan", settings: { batch: 128 }, loss: "discriminator-total" },
  "conv-vae": { model: "conv-vae", settings: { batch: 128 }, loss: "total" },
} as const satisfies Record<string, Settings>;

type NamedWorkload = keyof typeof SETTINGS;
/** `vae` of another size: hidden units × batch. */
export type SizedVae = `vae-${number}x${number}`;
export type WorkloadId = NamedWorkload | SizedVae;
export const WORKLOADS = Object.keys(SETTINGS) as readonly NamedWorkload[];

const isSized = (id: WorkloadId): id is SizedVae => !(id in SETTINGS);

function settingsOf(id: WorkloadId): Settings {
  if (!isSized(id)) return SETTINGS[id];
  const [hidden, batch] = id.replace("vae-", "").split("x").map(Number);
  const { vae } = SETTINGS;
  return { ...vae, settings: { ...vae.settings, hidden: hidden!, batch: batch! } };
}

export interface Workload {
  readonly id: WorkloadId;
  readonly model: Model;
  readonly h: HyperparameterValues;
  readonly batch: number;
  readonly latent: number;
  /** The index of `loss` in a step's losses. */
  readonly lossColumn: number;
  /** The fragment of a link to the page that opens this workload. */
  readonly link: string;
}

/** Returns the workload of an id, with all settings filled in. */
export function workload(id: WorkloadId): Workload {
  const { model: name, settings, loss } = settingsOf(id);
  const model = findModel(name);
  if (!model) throw new Error(`there is no model ${name}`);
  const h = { ...defaultsOf(model.hyperparameters), ...settings };
  return {
    id, model, h,
    batch: Number(h["batch"]),
    latent: Number(h["latent"]),
    lossColumn: lossColumns(model).findIndex((column) => column.id === loss),
    link: Object.entries({ model: name, ...settings, seed: SEED }).map((pair) => pair.join("=")).join("&"),
  };
}

export interface Values {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Returns the weights before the first step, by name such as "encoder/hidden/kernel", without running averages, which only the engine has. */
export function startingWeights({ model, h }: Workload): Record<string, Values> {
  return Object.fromEntries(
    parametersOf(model.networks(h)).filter(({ trainable }) => trainable).map((parameter) =>
      [parameter.name, { shape: parameter.shape, values: initialValues(parameter, SEED) }]),
  );
}

/** The inputs of a step. x: [B,784] in [0,1]; y: [B,10] one-hot; noise by name. The arrays are new at each step. */
export interface StepInput {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly noise: Readonly<Record<string, Float32Array>>;
}

/** Returns the noise of a step by name; steps count from 0. */
export function noiseOf({ model, h }: Workload, step: number): Record<string, Float32Array> {
  return Object.fromEntries(
    Object.entries(model.noise(h)).map(([name, spec]) => [name, noiseValues(name, spec, { seed: SEED, step })]),
  );
}

/** Returns a function that gives the inputs of each step in turn. */
export function stepInputs(work: Workload, dataset: Pick<Dataset, "fillTrain">): () => StepInput {
  const { batch } = work;
  const order = createOrder(SEED, batch);
  let step = 0;
  return () => {
    const x = new Float32Array(batch * PIXELS);
    const y = new Float32Array(batch * CLASSES);
    dataset.fillTrain(order.indices(step), x, y);
    return { x, y, noise: noiseOf(work, step++) };
  };
}
