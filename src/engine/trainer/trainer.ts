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
import { isGpu, type RunConfig } from "../../core/runConfig";
import type { Snapshot } from "../../core/snapshot";
import { createBatches, type TrainingData } from "./batches";
import type { ComputedStep, StepOutcome } from "./computedStep";
import { settingsAt } from "../step/step";
import type { StepArrays } from "../step/stepData";
import { CompiledStepper } from "./stepper/compiled";
import { compileStep, whyEager, type CodeOptions } from "./stepper/compile";
import { EagerStepper } from "./stepper/eager";
import { StateLost, StaysEager, type Executable } from "./stepper/executable";
import type { Stepper } from "./stepper/stepper";
import { freshState, readState, releaseState, retainState, stateFrom, type TrainState } from "../step/trainState";
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
  readonly asynchronous: boolean;
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
  /** Whether other threads work on a step that has been begun while this one does something else. */
  readonly usesHelperThreads: boolean;
  /** Begins the next step, which `finish` makes; until then `step` and `weights` are those before it. Throws as `advance` does. */
  begin(): void;
  /** Makes the step that was begun, if whoever asked for the state has not made it finish already. Throws as `advance` does. */
  finish(): void;
  /** Sends for the losses of the steps since it was last called, [steps, columns]. */
  losses(): Promise<Float32Array>;
  /** The present state, to go back to; give it back with `restore` or `releaseState`. */
  captureState(): CapturedState;
  /** Goes back to a held state, which is used up by it. */
  restore(held: CapturedState): void;
  /** The images and the noise of the next step, as an eager one takes them. Its shards must be there. */
  nextData(): StepArrays;
  /**
   * Computes the next step for others to compare, and goes back: the run goes on as if it had not been. `at`: with the
   * images, noise and numbers of the step that follows this one, instead. Rejects as `advance` throws.
   */
  dryRun(at?: Step): Promise<ComputedStep>;
  /**
   * Computes a rehearsed step again, from the same numbers, and goes back likewise. Rejects as `advance` throws, and with
   * "bad-snapshot" where numbers to begin with are not finite.
   */
  repeatDryRun(step: ComputedStep): Promise<StepOutcome>;
  /** Goes on from here, eagerly. Losses that nobody has sent for are lost. */
  switchToEager(from: Snapshot): void;
  snapshot(): Promise<Snapshot>;
  dispose(): void;
}

export interface CapturedState {
  readonly step: Step;
  readonly state: TrainState;
}

export class CompiledStepFailed extends Error {
  override readonly name = "CompiledStepFailed";
}

/** Starts at step 0 with weights drawn from the seed, or where a snapshot left off. Eager until told to compile. */
export function createTrainer(
  model: Model, opened: RunConfig, dataset: TrainingData, snapshot?: Snapshot,
): Trainer {
  let config = opened;
  const fixed = config.hyperparameters;
  const specs = model.networks(fixed);
  const noise = Object.entries(model.noise(fixed));
  const batches = createBatches(model, config, dataset);
  let step = snapshot?.step ?? toStep(0);
  const start = snapshot ? stateFrom(snapshot, specs) : freshState(specs, config.seed);
  let stepper: Stepper = new EagerStepper(model, fixed, start);
  let failed = false;
  let disposed = false;

  /** The images of the step that follows `at`, and the noise that it needs. */
  const dataAfter = (at: Step, taker: Pick<Stepper, "needs" | "gathers"> = stepper): StepArrays => {
    const arrays: Record<string, Float32Array> = { ...batches.arrays(at, taker) };
    for (let batch = 0; batch < batchesPerStep(model, fixed); batch++) {
      for (const [name, spec] of noise) {
        const id = `batch${batch}/noise/${name}`;
        if (taker.needs(id)) arrays[id] = noiseValues(name, spec, { seed: config.seed, step: at, batch });
      }
    }
    return arrays;
  };

  /** The data of a step that will probably come, made while other threads worked on the one before. The next `dataOf` overwrites it. */
  let prepared: { readonly at: Step; readonly data: StepArrays } | null = null;
  const prepare = (at: Step): void => {
    if (stepper.usesHelperThreads && batches.available(at)) prepared = { at, data: dataAfter(at) };
  };

  const begin = (at: Step, h = valuesAt(config, at)): void => {
    const data = prepared?.at === at ? prepared.data : dataAfter(at);
    const settings = settingsAt(model, h, at + 1);
    prepared = null;
    wrapFailure(() => stepper.begin(data, settings));
  };
  const finish = (): void => wrapFailure(() => stepper.finish());

  const wrapFailure = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (!(stepper instanceof CompiledStepper)) throw error;
      failed = !(error instanceof StateLost);
      throw new CompiledStepFailed(error instanceof Error ? error.message : String(error), { cause: error });
    }
  };

  /** `begin` has been called, and the step not been made. */
  let pending = false;
  /** What the step has thrown that was under way when the state was asked for. */
  let pendingError: { readonly error: unknown } | null = null;
  const finishPending = (): void => {
    if (!pending) return;
    pending = false;
    try {
      finish();
      step = toStep(step + 1);
    } catch (error) {
      pendingError = { error };
    }
  };
  const finishPendingOrThrow = (): void => {
    finishPending();
    if (pendingError) throw pendingError.error;
  };

  const goBack = ({ step: at, state }: CapturedState): void => {
    if (failed) replaceStepper(new EagerStepper(model, fixed, state));
    else stepper.restore(state);
    failed = false;
    pendingError = null;
    step = at;
  };

  /** Computes the step that follows `at`, from `before` or else from where the run stands, and goes back there. Uses both states up. */
  const dryRunAt = (at: Step, h: HyperparameterValues, stands: TrainState, before?: TrainState): (() => Promise<StepOutcome>) => {
    const held = { step, state: stands };
    try {
      if (before) stepper.restore(before);
      begin(at, h);
      finish();
    } catch (error) {
      goBack(held);
      throw error;
    }
    const [computed, after] = [stepper.lastLosses(), stepper.captureState()];
    goBack(held);
    return async () => {
      try {
        const [losses, numbers] = await Promise.all([computed, readState(after)]);
        return { losses, after: numbers };
      } finally {
        releaseState(after);
      }
    };
  };

  const replaceStepper = (next: Stepper) => {
    stepper.dispose();
    stepper = next;
    prepared = null;
  };

  const adoptExecutable = (executable: Executable) => {
    const state = stepper.captureState();
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
    asynchronous: isGpu(getBackend()),
    stepsPerEpoch: batches.stepsPerEpoch,
    get compiled() { return stepper instanceof CompiledStepper; },
    shardsNeeded: (at = step) => batches.shardsNeeded(at),
    get config() { return config; },
    get h() { return valuesAt(config, step); },
    get step() { return step; },
    get usesHelperThreads() { return stepper.usesHelperThreads; },
    get weights() { return stepper.weights; },
    async compile(more) {
      try {
        if (config.engine === "eager") throw new StaysEager("asked-for");
        const { gathered } = batches;
        const code = { ...(gathered && { gathered }), ...more, fused: config.fma !== "off" };
        const { executable, ms } = await compileStep(model, fixed, () => !disposed, code);
        if (disposed) executable.dispose();
        else adoptExecutable(executable);
        const { kernels, arenaBytes, imageBytes, threads, lostThreads } = executable;
        return { mode: "compiled", compileMs: ms, kernels, arenaBytes, imageBytes, threads, lostThreads };
      } catch (error) {
        return whyEager(error);
      }
    },
    adjust(values) {
      finishPending();
      for (const [id, value] of Object.entries(values)) config = withChange(config, { step, id, value });
    },
    advance() {
      begin(step);
      prepare(toStep(step + 1));
      finish();
      step = toStep(step + 1);
    },
    begin() {
      void stepper.weights; // the next step overwrites them
      begin(step);
      pending = true;
      prepare(toStep(step + 1));
    },
    finish: finishPendingOrThrow,
    losses: () => stepper.losses(),
    captureState() {
      finishPendingOrThrow();
      return { step, state: stepper.captureState() };
    },
    restore: goBack,
    nextData() {
      prepared = null; // lies where this will
      return dataAfter(step, { needs: () => true, gathers: () => false });
    },
    async dryRun(asked) {
      finishPendingOrThrow();
      const at = asked ?? step;
      const h = valuesAt(config, at);
      const before = stepper.captureState();
      try {
        const outcome = dryRunAt(at, h, retainState(before));
        const images = batches.images(at);
        const [{ losses, after }, tensors] = await Promise.all([outcome(), readState(before)]);
        return { config, h, before: { step: at, tensors }, images, losses, after };
      } finally {
        releaseState(before);
      }
    },
    async repeatDryRun({ h, before }) {
      finishPendingOrThrow();
      const from = stateFrom(before, specs);
      return dryRunAt(before.step, h, stepper.captureState(), from)();
    },
    switchToEager(from) {
      finishPending();
      pendingError = null;
      replaceStepper(new EagerStepper(model, fixed, stateFrom(from, specs)));
      step = from.step;
    },
    async snapshot() {
      finishPendingOrThrow();
      const held = { step, state: stepper.captureState() };
      try {
        return { step: held.step, tensors: await readState(held.state) };
      } finally {
        releaseState(held.state);
      }
    },
    dispose() {
      disposed = true;
      pending = false;
      stepper.dispose();
    },
  };
}
