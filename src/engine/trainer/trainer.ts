/**
 * Trains one run step by step. It chooses each step's batch, noise and scalars from the configuration and the step alone; its
 * stepper computes the step.
 */
import { getBackend } from "@tensorflow/tfjs-core";
import { noiseValues } from "../../core/run/draws";
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import { step as toStep, type Step } from "../../core/run/ids";
import { valuesAt, withChange } from "../../core/run/liveChanges";
import { batchesPerStep, type Model } from "../../core/model/model";
import type { EngineReport } from "../../core/run/reports";
import { isGpu, type RunConfig } from "../../core/run/runConfig";
import type { Snapshot } from "../../core/run/snapshot";
import { createBatches, type Images, type TrainingData } from "./batches";
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
  /** The current weights for pictures and measurements, averages where there are some. Valid until the next step; retain them to keep them. */
  readonly weights: Tensors;
  /** Steps in an epoch. */
  readonly stepsPerEpoch: number;
  /** Whether the device may still be computing a step when `advance` has returned. */
  readonly asynchronous: boolean;
  /** Whether steps are compiled. */
  readonly compiled: boolean;
  /** The training shards that must be loaded for the next step, or for the one after `at`. */
  imagesNeeded(at?: Step): number;
  /**
   * Compiles the step if possible; later steps use the compiled one and continue from the weights at that time. Losses that were
   * not read are lost. Never rejects: if it fails, steps stay eager and the report says why. `code`: the threads to use, and
   * for checks how shaders are written.
   */
  compile(code?: CodeOptions): Promise<EngineReport>;
  /** Changes live settings from the next step on. Later changes that the configuration schedules for them are dropped. */
  adjust(values: HyperparameterValues): void;
  /** The configuration, including adjusted settings. */
  readonly config: RunConfig;
  /**
   * Makes one step. Throws CompiledStepFailed, after which the weights are invalid until a state is restored. Later steps are
   * then eager, or compiled with one thread fewer if the cause is StateLost.
   */
  advance(): void;
  /** Whether helper threads compute a step that has begun while this thread does something else. */
  readonly usesHelperThreads: boolean;
  /** Begins the next step, which `finish` completes; until then `step` and `weights` are those before it. Throws as `advance` does. */
  begin(): void;
  /** Completes the step that was begun, unless reading the state has completed it already. Throws as `advance` does. */
  finish(): void;
  /** Reads the losses of all steps since the last call, [steps, columns]. */
  losses(): Promise<Float32Array>;
  /** Captures the current state, to go back to it; pass it to `restore` or `releaseState` in the end. */
  captureState(): CapturedState;
  /** Goes back to a captured state and takes ownership of it. */
  restore(captured: CapturedState): void;
  /** The images and the noise of the next step, as an eager step takes them. Its shards must be loaded. */
  nextData(): StepArrays;
  /** The images of the step after `at` as pixels: each batch, then the labelled images if there are any. Null until its shards are loaded. */
  images(at: Step): readonly Images[] | null;
  /**
   * Computes the next step for comparison and undoes it: the run continues as if nothing had happened. `at`: uses the images,
   * noise and scalars of the step after this one instead. Rejects as `advance` throws.
   */
  dryRun(at?: Step): Promise<ComputedStep>;
  /**
   * Recomputes a dry run's step from the same state and undoes it. Rejects as `advance` throws, and with "bad-snapshot" if
   * the state before it is not finite.
   */
  repeatDryRun(step: ComputedStep): Promise<StepOutcome>;
  /** Continues from this snapshot with eager steps. Losses that were not read are lost. */
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

/**
 * Returns a trainer at step 0 with weights drawn from the seed, or at the step of `snapshot`; eager until `compile` is called.
 * Throws "bad-snapshot" if the snapshot does not fit the model.
 */
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

  /** The images and the noise of the step after `at`. */
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

  /** The data of the expected next step, prepared while helper threads compute the current one. The next `dataAfter` overwrites it. */
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

  /** Whether a step has begun that is not completed. */
  let pending = false;
  /** The error of a pending step that was completed early because the state was read. */
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

  /** Computes the step after `at`, from `before` or else from the current state, and goes back to `current`. Takes ownership of both states. */
  const dryRunAt = (at: Step, h: HyperparameterValues, current: TrainState, before?: TrainState): (() => Promise<StepOutcome>) => {
    const captured = { step, state: current };
    try {
      if (before) stepper.restore(before);
      begin(at, h);
      finish();
    } catch (error) {
      goBack(captured);
      throw error;
    }
    const [computed, after] = [stepper.lastLosses(), stepper.captureState()];
    goBack(captured);
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
    imagesNeeded: (at = step) => batches.imagesNeeded(at),
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
        return { mode: "compiled", compileMs: ms, kernels, arenaBytes, imageBytes, operands: "f32", threads, lostThreads };
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
      prepared = null; // it shares its buffers with this
      return dataAfter(step, { needs: () => true, gathers: () => false });
    },
    images: (at) => (batches.available(at) ? batches.images(at) : null),
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
      const captured = { step, state: stepper.captureState() };
      try {
        return { step: captured.step, tensors: await readState(captured.state) };
      } finally {
        releaseState(captured.state);
      }
    },
    dispose() {
      disposed = true;
      pending = false;
      stepper.dispose();
    },
  };
}
