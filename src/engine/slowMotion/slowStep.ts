/** Computes a step eagerly, objective by objective, and records its intermediate results. The state before it is not changed. */
import { dispose, slice, square, stack, sub, sum, tidy, type Scalar, type Tensor } from "@tensorflow/tfjs-core";
import { lossColumns, type Model } from "../../core/model/model";
import { ROWS_SHOWN, STAGE_OF, type CallTrace, type LayerChange, type ObjectiveTrace, type Outcome, type SlowStep } from "../../core/latent/slowMotion";
import type { Tensor2D } from "../../core/model/tf";
import { tf } from "../device/tf";
import { describeLayer } from "../follow/observe";
import { read } from "../follow/read";
import { differentiate, updateParameters, trainedParameters, sumOfTerms, type StepSettings } from "../step/step";
import { dataShapes, dataTensors, stepData, type StepArrays, type StepData } from "../step/stepData";
import { releaseOthers, releaseState, retainState, type TrainState } from "../step/trainState";
import { bind, type NetworkSpecs, type Tensors } from "../step/weights";
import { blank, forget, noted, type Notes } from "./observe";

interface Ingredients {
  readonly model: Model;
  readonly specs: NetworkSpecs;
  /** The settings of the step. */
  readonly settings: StepSettings;
  /** The step's data, by the names of `dataShapes`. */
  readonly arrays: StepArrays;
}

interface Step extends Ingredients {
  /** The weights before the step. */
  readonly start: Tensors;
  readonly data: readonly StepData[];
}

/** Computes the step from state `before`, which must stay valid until the end. Yields after each objective. */
export async function* slowStepOf(of: Ingredients, before: TrainState): AsyncGenerator<void, SlowStep, void> {
  const { model, settings: { h } } = of;
  const { step, tensors } = stepOf(of, before);
  const ids = model.objectives.map(({ id }) => id);
  const moves: ObjectiveTrace[] = [];
  let state = retainState(before);
  try {
    const outcomes: Outcome[] = [{ moved: [], losses: await lossesOf(step, before.weights) }];
    for (let index = 0; index < ids.length; index++) {
      const { seen, after } = await observedMove(step, index, state);
      releaseState(state);
      state = after;
      moves.push(seen);
      yield;
      if (ids.length > 1) outcomes.push({ moved: [ids[index]!], losses: await lossesAfterObjective(step, index, before) });
      yield;
    }
    outcomes.push({ moved: ids, losses: await lossesOf(step, state.weights) });
    return { images: Number(h["batch"]), moves, outcomes };
  } finally {
    releaseState(state);
    dispose(tensors);
  }
}

/** The step with its data as tensors, which the caller disposes. */
function stepOf(of: Ingredients, before: TrainState) {
  const { model, settings: { h }, arrays } = of;
  const tensors = dataTensors(arrays, dataShapes(model, h));
  const step: Step = { ...of, start: before.weights, data: stepData(model, h, (name) => tensors[name]!) };
  return { step, tensors };
}

const timesUpdated = ({ model, settings: { h } }: Ingredients, index: number): number => model.objectives[index]!.repeats?.(h) ?? 1;

/** The batch of the objective's last update, whose losses are reported. */
const lastBatch = (step: Ingredients, index: number): number => timesUpdated(step, index) - 1;

interface Updated {
  readonly state: TrainState;
  /** The objective's losses in its last update, and their gradients. */
  readonly values: Scalar[];
  readonly gradients: Tensors;
}

/** Makes one update of an objective. The caller disposes the result. */
function updatedOnce({ model, specs, settings, data, start }: Step, index: number, update: number, from: TrainState, observed = model): Updated {
  const { next, values, gradients } = tidy(() => {
    const names = trainedParameters(model, specs, index);
    const weights = model.objectives[index]!.atStepStart ? start : from.weights;
    const derivatives = differentiate(observed, specs, index, names, weights, data[update]!, settings);
    return { values: [...derivatives.values], gradients: derivatives.gradients, next: updateParameters(model, index, update, names, from, derivatives, settings) };
  });
  return { state: next, values, gradients };
}

/** Makes the first updates of an objective and takes ownership of state `from`. */
function afterUpdates(step: Step, index: number, updates: number, from: TrainState): TrainState {
  let state = from;
  for (let update = 0; update < updates; update++) {
    const { state: next, values, gradients } = updatedOnce(step, index, update, state);
    releaseOthers(state, next);
    dispose([values, gradients]);
    state = next;
  }
  return state;
}

/** Makes all updates of an objective and records the last one in `notes`. The caller disposes the result. */
function updated(step: Step, index: number, from: TrainState, notes?: Notes): Updated {
  const last = lastBatch(step, index);
  const state = afterUpdates(step, index, last, retainState(from));
  const result = updatedOnce(step, index, last, state, notes && noted(step.model, index, notes));
  releaseOthers(state, result.state);
  return result;
}

/**
 * Returns the state with whose weights the step computes an objective's last gradients: after the updates of earlier objectives and its own earlier ones, or
 * `before` if the objective is about the weights at the start of the step. The caller releases it.
 */
export function stateAtLastUpdate(of: Ingredients, before: TrainState, index: number): TrainState {
  const state = retainState(before);
  if (of.model.objectives[index]!.atStepStart) return state;
  const { step, tensors } = stepOf(of, before);
  try {
    const earlier = of.model.objectives.slice(0, index).reduce((from, _, i) => afterUpdates(step, i, timesUpdated(step, i), from), state);
    return afterUpdates(step, index, lastBatch(step, index), earlier);
  } finally {
    dispose(tensors);
  }
}

/** All losses on the step's data with these weights. */
async function lossesOf(step: Step, weights: Tensors): Promise<Outcome["losses"]> {
  const { model, specs, settings, data } = step;
  const [values] = await read(() => [stack(model.objectives.flatMap((objective, index): Scalar[] => {
    const forward = objective.forward(tf, { networks: bind(specs, weights, "train"), ...data[lastBatch(step, index)]!, h: settings.h });
    const { terms, total } = sumOfTerms(model, index, forward, settings);
    return terms.length > 1 ? [...terms, total] : terms;
  }))]);
  return Object.fromEntries(lossColumns(model).map(({ id }, k) => [id, values![k]!]));
}

/** All losses after the updates of one objective alone. */
async function lossesAfterObjective(step: Step, index: number, before: TrainState): Promise<Outcome["losses"]> {
  const { state, values, gradients } = updated(step, index, before);
  try {
    return await lossesOf(step, state.weights);
  } finally {
    releaseState(state);
    dispose([values, gradients]);
  }
}

async function observedMove(step: Step, index: number, before: TrainState): Promise<{ readonly seen: ObjectiveTrace; readonly after: TrainState }> {
  const { model, arrays, settings: { h } } = step;
  const { id } = model.objectives[index]!;
  const notes = blank();
  const { state: after, values, gradients } = updated(step, index, before, notes);
  try {
    const batch = `batch${lastBatch(step, index)}`;
    const x = arrays[`${batch}/x`]!;
    const width = x.length / Number(h["batch"]);
    const [losses] = await read(() => [stack(values)]);
    const columns = lossColumns(model).filter(({ objective }) => objective === id);
    return { after, seen: {
      objective: id, updates: timesUpdated(step, index),
      x: notes.images ? x.slice(0, ROWS_SHOWN * width) : null,
      noise: Object.entries(model.noise(h)).filter(([name]) => notes.noise.has(name)).map(([name, { purpose, shape }]) =>
        ({ name, purpose, values: arrays[`${batch}/noise/${name}`]!.slice(0, shape[1]) })),
      calls: await callsIn(step, notes),
      ...(await made(step, index, notes, before.weights)),
      losses: Object.fromEntries(columns.map((column, k) => [column.id, losses![k]!])),
      moved: await layerChanges(gradients, before.weights, after.weights),
    } };
  } catch (error) {
    releaseState(after);
    throw error;
  } finally {
    dispose([values, gradients]);
    forget(notes);
  }
}

async function callsIn({ specs, settings: { h } }: Step, { calls }: Notes): Promise<readonly CallTrace[]> {
  const images = Number(h["batch"]);
  return Promise.all(calls.map(async (call): Promise<CallTrace> => {
    const { output, gradient } = call;
    const [row, meanSquare, slope, slopeMeanSquare] = await read(() =>
      [output.row, output.meanSquare, ...(gradient ? [gradient.row, gradient.meanSquare] : [])]);
    return {
      ...describeLayer(specs, call, row!), size: Math.sqrt(meanSquare![0]!),
      gradient: slope && slopeMeanSquare
        ? { values: slope.map((value) => value * images), size: Math.sqrt(slopeMeanSquare[0]!) * images } : null,
    };
  }));
}

/** The code of the first image, and the decoded images of the first rows, if each image has a code. */
async function made(step: Step, index: number, notes: Notes, weights: Tensors): Promise<Pick<ObjectiveTrace, "code" | "made">> {
  const { model, specs, data, arrays, settings: { h } } = step;
  const nothing = { code: null, made: null };
  const { batch, noise } = data[lastBatch(step, index)]!;
  const drawn = Object.entries(model.noise(h)).filter(([name]) => notes.noise.has(name));
  const [makes, encodes] = (["decode", "encode"] as const).map((stage) => notes.calls.some(({ network }) => STAGE_OF[specs[network]!.role] === stage));
  // For these models the decoder's inputs cannot be derived from the step's data alone.
  if (!makes || model.labelled || model.unpaired || model.findsClasses) return nothing;
  const rows = Math.min(ROWS_SHOWN, Number(h["batch"]));
  const latent = Number(h["latent"]);
  const fromPrior = encodes ? undefined : drawn.find(([, { purpose, shape }]) => purpose === "z" && shape[1] === latent)?.[0];
  const eps = drawn.find(([, { purpose, shape }]) => purpose === "eps" && shape[1] === latent)?.[0];
  const { mu, logVar } = notes.code ?? {};
  const codes = (): Tensor2D | undefined => notes.code?.z
    ?? (fromPrior === undefined ? undefined : noise[fromPrior])
    ?? (encodes && drawn.length === 0 ? model.encode?.(tf, bind(specs, weights, "train"), batch, h).mu : undefined);
  const found = await read(() => {
    const z = codes();
    if (!z) return [];
    const given = model.given?.of(tf, batch.x, noise, h) ?? tf.mul<Tensor2D>(batch.x, 0);
    const images = model.decode(tf, bind(specs, weights, "train"), { z, y: batch.y, given, noise }, h);
    return [z, images, ...(mu ? [mu] : []), ...(logVar ? [tf.exp(tf.mul(logVar, 0.5))] : [])].map((one: Tensor, k) => slice(one, 0, k === 1 ? rows : 1));
  });
  const [z, images, mean, sigma] = found;
  if (!z || !images) return nothing;
  const ofEps = sigma && eps !== undefined ? arrays[`batch${lastBatch(step, index)}/noise/${eps}`]!.slice(0, latent) : null;
  return { made: images, code: { z, mu: mean ?? null, sigma: sigma ?? null, eps: ofEps } };
}

/** The 2-norms of gradient, weights and change of each layer, in the order of their parameters. */
async function layerChanges(gradients: Tensors, before: Tensors, after: Tensors): Promise<readonly LayerChange[]> {
  const names = Object.keys(gradients);
  const squares = await read(() => [gradients, before, Object.fromEntries(names.map((name) => [name, sub(after[name]!, before[name]!)]))].map((tensors) =>
    stack(names.map((name) => sum(square(tensors[name]!))))));
  const layers = [...new Set(names.map((name) => name.slice(0, name.lastIndexOf("/"))))];
  return layers.map((path) => {
    const [gradient, weights, change] = squares.map((all) =>
      Math.sqrt(names.reduce((total, name, i) => total + (name.startsWith(`${path}/`) ? all[i]! : 0), 0))) as [number, number, number]; // three in, three out
    const [network, layer] = path.split("/") as [string, string]; // a parameter is "network/layer/parameter"
    return { network, layer, gradient, weights, change };
  });
}
