/**
 * Holds the weights of one run and moves them step by step. Which batch, which noise and which numbers a step
 * gets is decided here, from the configuration and the step alone.
 */
import { dispose, tensor, type Tensor1D } from "@tensorflow/tfjs-core";
import { noiseValues } from "../core/draws";
import type { HyperparameterValues } from "../core/hyperparameters";
import { step as toStep, type Step } from "../core/ids";
import { batchesPerStep, type Model } from "../core/model";
import { CLASSES, PIXELS, type RunConfig } from "../core/runConfig";
import { ElboError } from "../core/errors";
import type { Dataset } from "../data/dataset";
import { createOrder } from "../data/order";
import type { Snapshot } from "../core/snapshot";
import { makeStep, settingsAt, type StepFunction, type TrainState } from "./step";
import { dataShapes, dataTensors, stepData, type StepArrays } from "./stepData";
import { initialise, parametersOf, release, retain, type NetworkSpecs, type Tensors } from "./weights";

export interface Trainer {
  readonly model: Model;
  readonly specs: NetworkSpecs;
  readonly h: HyperparameterValues;
  readonly step: Step;
  readonly weights: Tensors;
  /** Steps in which as many images are seen as there are. */
  readonly stepsPerEpoch: number;
  /** The train shards that must be there for the next step. */
  readonly shardsNeeded: readonly number[];
  /** Live settings, from the next step on. */
  adjust(values: HyperparameterValues): void;
  /** Runs one step and hands back its losses, still on the device: [columns]. The caller disposes them. */
  advance(): Tensor1D;
  /** A second handle on the present state, cheap; give it back with `restore` or `releaseState`. */
  hold(): Held;
  /** Goes back to a held state, which is used up by it. */
  restore(held: Held): void;
  snapshot(): Promise<Snapshot>;
  dispose(): void;
}

export interface Held {
  readonly step: Step;
  readonly state: TrainState;
}

export function releaseState({ weights, m, v }: TrainState): void {
  [weights, m, v].forEach(release);
}

const retainState = ({ weights, m, v }: TrainState): TrainState => ({
  weights: retain(weights), m: retain(m), v: retain(v),
});

/** Starts at step 0 with weights drawn from the seed, or where a snapshot left off. */
export function createTrainer(
  model: Model, config: RunConfig, dataset: Pick<Dataset, "fillTrain">, snapshot?: Snapshot,
): Trainer {
  let h = config.hyperparameters;
  const batch = Number(h["batch"]);
  const specs = model.networks(h);
  const run: StepFunction = makeStep(model, h);
  const shapes = dataShapes(model, h);
  const batches = batchesPerStep(model, h);
  const order = createOrder(config.seed, batch);
  let step = snapshot?.step ?? toStep(0);
  let state = snapshot ? stateFrom(snapshot, specs) : freshState(specs, config.seed);

  /** Batches and noise of the next step. */
  const nextData = (): StepArrays => {
    const arrays: Record<string, Float32Array> = {};
    for (let i = 0; i < batches; i++) {
      const x = arrays[`batch${i}/x`] = new Float32Array(batch * PIXELS);
      const y = arrays[`batch${i}/y`] = new Float32Array(batch * CLASSES);
      dataset.fillTrain(order.indices(step * batches + i), x, y);
      for (const [name, spec] of Object.entries(model.noise(h))) {
        arrays[`batch${i}/noise/${name}`] = noiseValues(name, spec, { seed: config.seed, step, batch: i });
      }
    }
    return arrays;
  };

  const replaceState = (next: TrainState) => {
    for (const kind of ["weights", "m", "v"] as const) {
      for (const [name, old] of Object.entries(state[kind])) if (next[kind][name] !== old) old.dispose();
    }
    state = next;
  };

  return {
    model, specs,
    stepsPerEpoch: Math.floor(order.stepsPerEpoch / batches),
    get shardsNeeded() {
      const needed = Array.from({ length: batches }, (_, index) => order.shardsNeeded(step * batches + index));
      return [...new Set(needed.flat())];
    },
    get h() { return h; },
    get step() { return step; },
    get weights() { return state.weights; },
    adjust(values) { h = { ...h, ...values }; },
    advance() {
      const tensors = dataTensors(nextData(), shapes);
      const data = stepData(model, h, (name) => tensors[name]!);
      const { state: next, losses } = run(state, data, settingsAt(model, h, step + 1));
      dispose(tensors);
      replaceState(next);
      step = toStep(step + 1);
      return losses;
    },
    hold: () => ({ step, state: retainState(state) }),
    restore(held) {
      replaceState(held.state);
      step = held.step;
    },
    async snapshot() {
      const held = { step, state: retainState(state) };
      try {
        const tensors = Object.entries(held.state).flatMap(([kind, named]) =>
          Object.entries(named).map(async ([name, value]) =>
            [`${kind}/${name}`, { shape: value.shape, data: (await value.data<"float32">()).slice() }] as const),
        );
        return { step: held.step, tensors: Object.fromEntries(await Promise.all(tensors)) };
      } finally {
        releaseState(held.state);
      }
    },
    dispose: () => releaseState(state),
  };
}

function freshState(specs: NetworkSpecs, seed: number): TrainState {
  const trainable = parametersOf(specs).filter((parameter) => parameter.trainable);
  const zeros = () => Object.fromEntries(
    trainable.map(({ name, shape }) => [name, tensor(new Float32Array(shape.reduce((a, n) => a * n, 1)), [...shape])]),
  );
  return { weights: initialise(specs, seed), m: zeros(), v: zeros() };
}

/** Throws bad-snapshot when a tensor is missing, has another shape or a value that is not finite. */
function stateFrom({ tensors }: Snapshot, specs: NetworkSpecs): TrainState {
  const parameters = parametersOf(specs);
  const read = (kind: string, { name, shape }: { name: string; shape: readonly number[] }) => {
    const found = tensors[`${kind}/${name}`];
    const size = shape.reduce((a, n) => a * n, 1);
    if (!found || found.shape.join() !== shape.join() || found.data.length !== size) {
      throw new ElboError("bad-snapshot", `${kind}/${name} should have shape [${shape.join()}]`);
    }
    if (!found.data.every(Number.isFinite)) throw new ElboError("bad-snapshot", `${kind}/${name} is not finite`);
    return tensor(found.data, [...shape]);
  };
  const part = (kind: string, all: readonly { name: string; shape: readonly number[] }[]) =>
    Object.fromEntries(all.map((parameter) => [parameter.name, read(kind, parameter)]));
  const trainable = parameters.filter((parameter) => parameter.trainable);
  return { weights: part("weights", parameters), m: part("m", trainable), v: part("v", trainable) };
}
