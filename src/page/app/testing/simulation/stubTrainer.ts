/**
 * A trainer without arithmetic, for simulations of many sessions: a run's state is one number, and each step computes the next one from
 * it, the step and the settings. So the losses of a run are a pure function of its configuration, they differ between any two runs, and a
 * run that continues from a wrong state or with wrong settings has other losses from there on.
 */
import { step as toStep, type Step } from "../../../../core/run/ids";
import { valuesAt, withChange } from "../../../../core/run/liveChanges";
import { lossColumns, type Model } from "../../../../core/model/model";
import type { Influence } from "../../../../core/latent/pictures";
import { parametersOf, sizeOf, type Parameter } from "../../../../core/model/parameters";
import type { RunConfig } from "../../../../core/run/runConfig";
import type { Snapshot } from "../../../../core/run/snapshot";
import type { Tensors } from "../../../../engine/step/weights";
import type { createTrainer, Trainer } from "../../../../engine/trainer/trainer";
import { findModel } from "../../../../subject/models/registry";
import { tensorsOf } from "../../../state/checkpoint/format";
import { steppedWorld } from "./stepTime";

/** Milliseconds of virtual time that a step takes. */
const STEP_MS = 8;

/** Resolves in a later task of this thread. */
export const laterTask = (): Promise<void> => new Promise((resolve) => {
  const world = steppedWorld();
  world?.queue(`${world.current.name} tasks`, resolve);
});

/** FNV-1a with 24 bits, which fit into a number of single precision, and into three numbers of half precision. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 8) ^ (value & 0xff);
}

const mixed = (a: number, b: number): number => Math.imul(a ^ b ^ (a >>> 13), 0x5bd1e995);

/** The hashes of each configuration's settings, by the number of changes made before. */
const settings = new WeakMap<RunConfig, number[]>();
function settingsAt(config: RunConfig, at: number): number {
  let made = 0;
  for (const { step } of config.then ?? []) if (step <= at) made++; // they are in the order of their steps
  const known = settings.get(config) ?? [];
  settings.set(config, known);
  return known[made] ??= hash(JSON.stringify(Object.entries(valuesAt(config, at)).sort(([a], [b]) => (a < b ? -1 : 1))));
}

const firstNumber = ({ seed, hyperparameters: { batch, hidden, latent } }: RunConfig): number => hash(`${seed} ${batch} ${hidden} ${latent}`);
const nextNumber = (before: number, at: Step, config: RunConfig): number => mixed(mixed(mixed(mixed(0, before), at), config.seed), settingsAt(config, at)) >>> 8;
const lossOf = (number: number, column: number): number => Math.fround(((number * (column + 1)) % 0x100003) / 0x100000);

/** The numbers of each run, by its seed and settings, as many configurations belong to one run. */
const numbersOf = new Map<string, number[]>();
const MAX_RUNS = 1000;
const keys = new WeakMap<RunConfig, number[]>();
function numbersFor(config: RunConfig): number[] {
  const { model, seed, hyperparameters, then } = config;
  const key = JSON.stringify([model, seed, hyperparameters, then]);
  if (numbersOf.size >= MAX_RUNS) numbersOf.clear();
  const numbers = numbersOf.get(key) ?? [firstNumber(config)];
  numbersOf.set(key, numbers);
  keys.set(config, numbers);
  return numbers;
}

/** Returns the state of this run after `at` steps. */
export function numberAt(config: RunConfig, at: number): number {
  const numbers = keys.get(config) ?? numbersFor(config);
  while (numbers.length <= at) numbers.push(nextNumber(numbers.at(-1)!, toStep(numbers.length - 1), config));
  return numbers[at]!;
}

/** Returns the losses of this run at a step, one for each column. */
export function lossesAt(config: RunConfig, at: number): readonly number[] {
  const number = numberAt(config, at);
  return lossColumns(findModel(config.model)!).map((_, column) => lossOf(number, column));
}

/** Returns the decoder's output at z for class k, as one number in [0, 1), for the model in this state. */
export const decodedAt = (number: number, z: ArrayLike<number>, k: number): number => Math.fround(hash(`${number} ${k} ${Array.from(z, Math.fround).join()}`) / 0x1000000);
/** Returns the code of a test image, [2], for the model in this state. */
export const codeOf = (number: number, image: number): readonly number[] => [0, 1].map((dimension) => Math.fround(hash(`${number} ${image} ${dimension}`) / 0x1000000));

/** Returns two directions in a latent space of two dimensions, for the model in this state. */
export function foundBy(number: number): Pick<Influence, "directions" | "shares"> {
  const angle = number / 0x1000000;
  const [u, v] = [Math.cos(angle), Math.sin(angle)];
  return { directions: [[u, v], [-v, u]], shares: [angle, 1 - angle] };
}

/** Returns the result of every measurement, for the model in this state. */
export const measuredBy = (number: number) => ({ number });

const bytesOf = (number: number): number[] => [number >> 16, (number >> 8) & 0xff, number & 0xff];
/** Returns the state that three numbers encode. */
export const numberFrom = ([high = 0, middle = 0, low = 0]: ArrayLike<number> & Iterable<number>): number => high * 0x10000 + middle * 0x100 + low;

/** Returns tensors whose first parameter holds the state. */
function tensorsWith(number: number, shapes: ReadonlyMap<string, readonly number[]>): Snapshot["tensors"] {
  return Object.fromEntries([...shapes].map(([name, shape], i) => {
    const data = new Float32Array(sizeOf(shape));
    if (i === 0) data.set(bytesOf(number));
    return [name, { shape, data }];
  }));
}

/** Returns pixels [784] that encode the state. */
export function pixelsOf(number: number): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(784);
  pixels.set(bytesOf(number));
  return pixels;
}

/** Returns the state of a snapshot, or of a model's weights. */
export function numberIn(tensors: Readonly<Record<string, { readonly data: Float32Array }>>): number {
  return numberFrom(Object.values(tensors)[0]!.data);
}

/** Returns a substitute for a tensor, whose numbers are available at once. */
export const stubTensor = (numbers: Float32Array, shape: readonly number[]) => ({ shape, numbers, data: async () => numbers, dispose: () => undefined });
/** Returns the state of weights. The cast: they are `stubTensor`s, which TensorFlow.js' type does not describe. */
export const numberOfWeights = (weights: Tensors): number => numberFrom((Object.values(weights)[0] as unknown as ReturnType<typeof stubTensor>).numbers);

const unused = () => { throw new Error("not in this simulation"); };

/** Replaces `createTrainer`. */
export const createStubTrainer: typeof createTrainer = (model: Model, opened, _dataset, snapshot): Trainer => {
  let config = opened;
  let step = snapshot?.step ?? toStep(0);
  let number = snapshot ? numberIn(snapshot.tensors) : firstNumber(config);
  let made: number[] = [];
  const specs = model.networks(config.hyperparameters);
  const shapes = tensorsOf(model, config.hyperparameters);
  const columns = lossColumns(model).length;
  const [first] = parametersOf(specs) as [Parameter, ...Parameter[]];
  const zeros = Object.fromEntries(parametersOf(specs).map(({ name, shape }) => [name, stubTensor(new Float32Array(sizeOf(shape)), shape)]));
  return {
    model, specs, asynchronous: false, stepsPerEpoch: 100_000, compiled: false, usesHelperThreads: false,
    get h() { return valuesAt(config, step); },
    get step() { return step; },
    get config() { return config; },
    get weights() {
      const numbers = new Float32Array(sizeOf(first.shape));
      numbers.set(bytesOf(number));
      return { ...zeros, [first.name]: stubTensor(numbers, first.shape) } as unknown as Tensors; // only `numberOfWeights` reads them
    },
    imagesNeeded: () => 0,
    async compile() {
      await laterTask();
      return { mode: "eager", reason: "asked-for", detail: "" };
    },
    adjust(values) {
      for (const [id, value] of Object.entries(values)) config = withChange(config, { step, id, value });
    },
    advance() {
      steppedWorld()?.spend(STEP_MS);
      number = nextNumber(number, step, config);
      step = toStep(step + 1);
      for (let column = 0; column < columns; column++) made.push(lossOf(number, column));
    },
    async losses() {
      const values = Float32Array.from(made);
      made = [];
      await laterTask();
      return values;
    },
    captureState: () => ({ step, state: { weights: {}, m: {}, v: {}, average: {} } }),
    async snapshot() {
      const taken = { step, tensors: tensorsWith(number, shapes) };
      await laterTask();
      return taken;
    },
    dispose: () => undefined,
    begin: unused, finish: unused, restore: unused, nextData: unused, images: unused, dryRun: unused, repeatDryRun: unused, switchToEager: unused,
  };
};
