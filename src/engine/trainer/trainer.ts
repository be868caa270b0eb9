/**
 * Moves the weights of one run step by step. Which batch, which noise and which numbers a step gets is decided here, from
 * the configuration and the step alone; how it is computed is its stepper's business.
 */
import { getBackend } from "@tensorflow/tfjs-core";
import { noiseValues } from "../../core/draws";
import type { HyperparameterValues } from "../../core/hyperparameters";
import { step as toStep, type Step } from "../../core/ids";
import { valuesAt, withChange } from "../../core/liveChanges";
import { batchesPerStep, type Model } from "../../core/model";
import type { EngineReport } from "../../core/reports";
import { CLASSES, isGpu, type RunConfig } from "../../core/runConfig";
import type { Dataset } from "../../data/dataset";
import { drawLabelled, imagesWithLabel, LABELLED_SHARD, LABELS_DRAWN_FROM } from "../../data/labelled";
import { hideMissing } from "../../core/missing";
import { createOrder } from "../../data/order";
import { widthOf } from "../../data/registry";
import type { Snapshot } from "../../core/snapshot";
import type { ComputedStep } from "./computedStep";
import { settingsAt } from "../step/step";
import type { StepArrays } from "../step/stepData";
import { CompiledStepper } from "./stepper/compiled";
import { compileStep, whyEager, type CodeOptions } from "./stepper/compile";
import { EagerStepper } from "./stepper/eager";
import { StateLost, StaysEager, type Executable } from "./stepper/executable";
import type { Stepper } from "./stepper/stepper";
import { freshState, numbersIn, releaseState, retainState, stateFrom, type TrainState } from "../step/trainState";
import type { NetworkSpecs, Tensors } from "../step/weights";

export interface Trainer {
  readonly model: Model;
  readonly specs: NetworkSpecs;
  readonly h: HyperparameterValues;
  readonly step: Step;
  /** What pictures and measurements take, as they stand, until the next step; retain them to keep them. */
  readonly weights: Tensors;
  /** Steps in which as many images are seen as there are. */
  readonly stepsPerEpoch: number;
  /** Whether a step may still be computed when `advance` has returned. */
  readonly runsAhead: boolean;
  /** Whether steps are made by the compiled one. */
  readonly compiled: boolean;
  /** The train shards that must be there for the next step, or for the one that follows `at`. */
  shardsNeeded(at?: Step): readonly number[];
  /**
   * Compiles the step where that can be done; steps from then on are made by the compiled one, from the weights as they
   * stand then. Losses that nobody has sent for are lost. Never rejects: steps go on eagerly where it fails, and the report
   * says why. `code`: the threads that help, and for checks how shaders are made.
   */
  compile(code?: CodeOptions): Promise<EngineReport>;
  /** Live settings, from the next step on. What the configuration lays down for them later is given up. */
  adjust(values: HyperparameterValues): void;
  /** The configuration, with what was adjusted. */
  readonly config: RunConfig;
  /**
   * Runs one step. Throws CompiledStepFailed; the weights are worth nothing then, until a state is restored. From there
   * steps are eager, or compiled with a thread fewer where its cause is StateLost.
   */
  advance(): void;
  /** Sends for the losses of the steps since it was last called, [steps, columns]. */
  losses(): Promise<Float32Array>;
  /** The present state, to go back to; give it back with `restore` or `releaseState`. */
  hold(): Held;
  /** Goes back to a held state, which is used up by it. */
  restore(held: Held): void;
  /**
   * Computes the next step for others to compare, and goes back: the run goes on as if it had not been. `at`: with the
   * images, noise and numbers of the step that follows this one, instead. Rejects as `advance` throws.
   */
  rehearse(at?: Step): Promise<ComputedStep>;
  /** Goes on from here, eagerly. Losses that nobody has sent for are lost. */
  goEager(from: Snapshot): void;
  snapshot(): Promise<Snapshot>;
  dispose(): void;
}

export interface Held {
  readonly step: Step;
  readonly state: TrainState;
}

export class CompiledStepFailed extends Error {
  override readonly name = "CompiledStepFailed";
}

/** What a trainer reads of its data, once the shards that it needs are there. */
export type TrainingData = Pick<Dataset, "fillTrain" | "trainLabels">;

/** Starts at step 0 with weights drawn from the seed, or where a snapshot left off. Eager until told to compile. */
export function createTrainer(
  model: Model, opened: RunConfig, dataset: TrainingData, snapshot?: Snapshot,
): Trainer {
  let config = opened;
  const fixed = config.hyperparameters;
  const batch = Number(fixed["batch"]);
  const specs = model.networks(fixed);
  const noise = Object.entries(model.noise(fixed));
  const batches = batchesPerStep(model, fixed);
  const order = createOrder(config.seed, batch);
  let step = snapshot?.step ?? toStep(0);
  const start = snapshot ? stateFrom(snapshot, specs) : freshState(specs, config.seed);
  let stepper: Stepper = new EagerStepper(model, fixed, start);
  let failed = false;
  let disposed = false;

  const room = () => ({ x: new Float32Array(batch * widthOf(fixed)), y: new Float32Array(batch * CLASSES) });
  /** The images of each of a step's batches, at each step others. */
  const images = Array.from({ length: batches }, room);
  const labels = model.labelled && { perClass: model.labelled(fixed), shown: room() };
  let labelled: Uint32Array | null = null;
  const missing = model.missing?.share(fixed);

  /** Batches of the step that follows `at`, and the noise that it needs. */
  const dataOf = (at: Step): StepArrays => {
    const arrays: Record<string, Float32Array> = {};
    for (const [i, { x, y }] of images.entries()) {
      const shown = order.indices(at * batches + i);
      dataset.fillTrain(shown, x, y);
      if (missing !== undefined) hideMissing(x, shown, missing, { seed: config.seed, half: "train" });
      if (labels) y.fill(0);
      arrays[`batch${i}/x`] = x;
      arrays[`batch${i}/y`] = y;
      for (const [name, spec] of noise) {
        const id = `batch${i}/noise/${name}`;
        if (stepper.needs(id)) arrays[id] = noiseValues(name, spec, { seed: config.seed, step: at, batch: i });
      }
    }
    if (labels) {
      labelled ??= imagesWithLabel(dataset.trainLabels(LABELS_DRAWN_FROM), labels.perClass, config.seed);
      const { x, y } = labels.shown;
      dataset.fillTrain(drawLabelled(labelled, config.seed, at, batch), x, y);
      arrays["labelled/x"] = x;
      arrays["labelled/y"] = y;
    }
    return arrays;
  };

  const make = (at: Step): void => {
    const [data, settings] = [dataOf(at), settingsAt(model, valuesAt(config, at), at + 1)];
    try {
      stepper.step(data, settings);
    } catch (error) {
      if (!(stepper instanceof CompiledStepper)) throw error;
      failed = !(error instanceof StateLost);
      throw new CompiledStepFailed(error instanceof Error ? error.message : String(error), { cause: error });
    }
  };

  const goBack = ({ step: at, state }: Held): void => {
    if (failed) replaceStepper(new EagerStepper(model, fixed, state));
    else stepper.restore(state);
    failed = false;
    step = at;
  };

  const replaceStepper = (next: Stepper) => {
    stepper.dispose();
    stepper = next;
  };

  const takeOver = (executable: Executable) => {
    const state = stepper.hold();
    try {
      replaceStepper(new CompiledStepper(model, specs, executable, state));
    } catch (error) {
      executable.dispose();
      releaseState(state);
      throw error;
    }
  };

  return {
    model, specs,
    runsAhead: isGpu(getBackend()),
    stepsPerEpoch: Math.floor(order.stepsPerEpoch / batches),
    get compiled() { return stepper instanceof CompiledStepper; },
    shardsNeeded(at = step) {
      const needed = Array.from({ length: batches }, (_, index) => order.shardsNeeded(at * batches + index));
      return [...new Set([...(labels ? [LABELLED_SHARD] : []), ...needed.flat()])];
    },
    get config() { return config; },
    get h() { return valuesAt(config, step); },
    get step() { return step; },
    get weights() { return stepper.weights; },
    async compile(more) {
      try {
        if (config.engine === "eager") throw new StaysEager("asked-for");
        const code = { ...more, fused: config.fma !== "off" };
        const { executable, ms } = await compileStep(model, fixed, () => !disposed, code);
        if (disposed) executable.dispose();
        else takeOver(executable);
        return { mode: "compiled", compileMs: ms, kernels: executable.kernels, arenaBytes: executable.arenaBytes, threads: executable.threads, lostThreads: executable.lostThreads };
      } catch (error) {
        return whyEager(error);
      }
    },
    adjust(values) {
      for (const [id, value] of Object.entries(values)) config = withChange(config, { step, id, value });
    },
    advance() {
      make(step);
      step = toStep(step + 1);
    },
    losses: () => stepper.losses(),
    hold: () => ({ step, state: stepper.hold() }),
    restore: goBack,
    async rehearse(at = step) {
      const before = stepper.hold();
      const held = { step, state: retainState(before) };
      try {
        make(at);
      } catch (error) {
        releaseState(before);
        goBack(held);
        throw error;
      }
      const used = [...images, ...(labels ? [labels.shown] : [])].map(({ x, y }) => ({ x: x.slice(), y: y.slice() }));
      const [computed, after] = [stepper.lastLosses(), stepper.hold()];
      goBack(held);
      try {
        const [losses, from, to] = await Promise.all([computed, numbersIn(before), numbersIn(after)]);
        return { config, h: valuesAt(config, at), before: { step: at, tensors: from }, images: used, losses, after: to };
      } finally {
        releaseState(before);
        releaseState(after);
      }
    },
    goEager(from) {
      replaceStepper(new EagerStepper(model, fixed, stateFrom(from, specs)));
      step = from.step;
    },
    async snapshot() {
      const held = { step, state: stepper.hold() };
      try {
        return { step: held.step, tensors: await numbersIn(held.state) };
      } finally {
        releaseState(held.state);
      }
    },
    dispose() {
      disposed = true;
      stepper.dispose();
    },
  };
}
