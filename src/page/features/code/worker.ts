/** What the run's worker computes of the program that it trains: the values of lines, with the weights that are shown, and why a loss is not finite. */
import { noiseValues } from "../../../core/run/draws";
import { step as toStep, type Step } from "../../../core/run/ids";
import type { Batch } from "../../../core/model/model";
import type { Tensor } from "../../../core/model/tf";
import { CLASSES, PIXELS } from "../../../core/run/runConfig";
import { derivatives } from "../../../engine/device/derivatives";
import { tf } from "../../../engine/device/tf";
import { read } from "../../../engine/follow/read";
import { atFailedStep } from "../../../engine/run/failedStep";
import type { Laboratory } from "../../../engine/run/laboratory";
import { loadSlowStep } from "../../../engine/slowMotion/slowMotionJob";
import { withWeights, type FrozenModel } from "../../../engine/step/frozenModel";
import { settingsAt } from "../../../engine/step/step";
import { releaseState } from "../../../engine/step/trainState";
import { bind } from "../../../engine/step/weights";
import type { Images } from "../../../engine/trainer/batches";
import type { Trainer } from "../../../engine/trainer/trainer";
import type { Leaves } from "../../../torchSubset/program/evaluate";
import { gradientFlow, type GradientFlow } from "../../../torchSubset/program/gradientFlow";
import { gradientOf, inspect, valueOf, type InspectedLine, type InspectedProgram } from "../../../torchSubset/program/inspect";
import { leavesOf, noiseName, noiseSpec } from "../../../torchSubset/program/leaves";
import { firstNotFinite, type FirstNotFinite } from "../../../torchSubset/program/notFinite";
import { linesOfStage } from "../../../torchSubset/program/stageLines";
import { summaryOf, type LineValue, type LineValues, type ValueCommands } from "../../../torchSubset/program/summary";

/** Lines with a `print` that are shown. */
const MOST_PRINTED = 4;
/** Lines of a stage in slow motion that are shown. */
const MOST_OF_STAGE = 8;

/** What a command gets. */
type Wish<K extends keyof ValueCommands> = Parameters<ValueCommands[K]>[0];

let inspected: { readonly source: string; readonly program: InspectedProgram } | null = null;
function inspectedOnce(source: string): InspectedProgram {
  if (inspected?.source !== source) inspected = { source, program: inspect(source) };
  return inspected.program;
}

/** The first batches of runs. */
const firstImages = new WeakMap<Trainer, readonly Images[]>();

/** Returns the images of the run's first step, so that values of several steps can be compared, or of its next one if these are not loaded; null: neither are. */
function imagesOf(trainer: Trainer): { readonly images: readonly Images[]; readonly at: Step } | null {
  const first = firstImages.get(trainer) ?? trainer.images(toStep(0));
  if (first) {
    firstImages.set(trainer, first);
    return { images: first, at: toStep(0) };
  }
  const images = trainer.images(trainer.step);
  return images && { images, at: trainer.step };
}

interface BatchOfStep {
  readonly seed: number;
  readonly at: Step;
  /** Counted from 0, in a step with several batches. */
  readonly batch?: number;
  /** Whether the step also has images whose labels are known. */
  readonly isLabelled: boolean;
}

/** Returns the inputs of the program's step: these weights, and the images and the noise of the step after `at`. Call it within a `tidy`. */
function inputsOf({ specs, weights }: FrozenModel, images: readonly Images[], { seed, at, batch = 0, isLabelled }: BatchOfStep): Leaves {
  const batchOf = ({ x, y }: Images): Batch => ({ x: tf.tensor2d(x, [x.length / PIXELS, PIXELS]), y: tf.tensor2d(y, [y.length / CLASSES, CLASSES]) });
  const shown = batchOf(images[batch]!);
  return leavesOf(tf, {
    networks: bind(specs, weights, "use"), images: shown.x, labels: shown.y, labelled: isLabelled ? batchOf(images.at(-1)!) : undefined,
    drawn(draw) {
      const [name, spec] = [noiseName(draw), noiseSpec(draw)];
      return tf.tensor2d(noiseValues(name, spec, { seed, step: at, batch }), [spec.shape[0], spec.shape[1]]);
    },
  });
}

/** Returns inputs that are made again whenever they are read, as those of one `tidy` end with it. */
const inputsWithin = (make: () => Leaves): Leaves => (leaf, node) => make()(leaf, node);

/** Returns the values of lines. `objective`: that of their gradients; absent: the first one that trains through each. */
function valuesOf(lines: readonly InspectedLine[], program: InspectedProgram, shown: FrozenModel & { readonly step: number }, images: readonly Images[], of: BatchOfStep, objective?: number): Promise<readonly LineValue[]> {
  return withWeights(shown, async (frozen): Promise<readonly LineValue[]> => {
    const shapes: { readonly name: string; readonly hasGradient: boolean }[][] = [];
    const numbers = await read(() => {
      const leaves = inputsOf(frozen, images, of);
      return lines.flatMap(({ tensors }, i) => (shapes[i] = [], tensors ?? []).flatMap(({ name, node }): Tensor[] => {
        const value = valueOf(tf, program, node, shown.step, leaves);
        const gradient = gradientOf(tf, program, node, shown.step, leaves, value, objective);
        shapes[i]!.push({ name, hasGradient: gradient !== null });
        return gradient ? [value, gradient] : [value];
      }));
    });
    let at = 0;
    return lines.map(({ line, isPrinted, tensors }, i) => ({
      line, isPrinted,
      tensors: tensors && shapes[i]!.map(({ name, hasGradient }, k) => {
        const { shape } = tensors[k]!.node;
        return { name, value: summaryOf(numbers[at++]!, shape), gradient: hasGradient ? summaryOf(numbers[at++]!, shape) : null };
      }),
    }));
  });
}

export const commands = {
  /** The values of these lines, counted from 0, and of each `print`. Null while no program is trained, or until its images are loaded. */
  async values({ lines }: { readonly lines: readonly number[] }, { experiment }: Laboratory): Promise<LineValues | null> {
    const { shown, trainer } = experiment;
    const { model, h, step } = shown;
    const found = model.program ? imagesOf(trainer) : null;
    if (!model.program || !found) return null;
    const program = inspectedOnce(model.program(h));
    const begun = performance.now();
    const printed = program.lines.filter(({ isPrinted }) => isPrinted).slice(0, MOST_PRINTED);
    const wanted = lines.flatMap((line) => program.lines.filter((one) => one.line === line && !printed.includes(one)).slice(0, 1));
    const { seed } = trainer.config;
    const values = await valuesOf([...wanted, ...printed], program, shown, found.images, { seed, at: found.at, isLabelled: program.step.labelled !== null });
    return { step, lines: values, ms: performance.now() - begun };
  },

  /**
   * The values of the lines of a stage of the run's next step, and their gradients of the objective, with its own images and noise and the weights with which the
   * step computes them, even if an earlier step is displayed: slow motion is about the same step. Null while no program is trained, or until its images are loaded.
   */
  async stage({ objective, stage }: Wish<"stage">, { experiment: { trainer } }: Pick<Laboratory, "experiment">): Promise<LineValues | null> {
    const { stateAtLastUpdate } = await loadSlowStep();
    const { model, specs, h, step } = trainer;
    const images = model.program ? trainer.images(step) : null;
    if (!model.program || !images) return null;
    const program = inspectedOnce(model.program(h));
    const begun = performance.now();
    const lines = linesOfStage(program, objective, stage).slice(0, MOST_OF_STAGE);
    const batch = program.step.objectives[objective]!.repeats - 1; // slow motion shows the last update
    const of = { model, specs, arrays: trainer.nextData(), settings: settingsAt(model, h, step + 1) };
    const { state: before } = trainer.captureState();
    try {
      const state = stateAtLastUpdate(of, before, objective);
      try {
        const frozen = { model, specs, h, step, weights: state.weights };
        const values = await valuesOf(lines, program, frozen, images, { seed: trainer.config.seed, at: step, batch, isLabelled: program.step.labelled !== null }, objective);
        return { step, lines: values, ms: performance.now() - begun };
      } finally {
        releaseState(state);
      }
    } finally {
      releaseState(before);
    }
  },

  /** The gradients of all lines. Null while no program is trained, or until its images are loaded. */
  async gradients(_: null, { experiment }: Laboratory): Promise<GradientFlow | null> {
    const { shown, trainer } = experiment;
    const { model, h, step } = shown;
    const found = model.program ? imagesOf(trainer) : null;
    if (!model.program || !found) return null;
    const source = model.program(h);
    const program = inspectedOnce(source);
    const begun = performance.now();
    const { seed } = trainer.config;
    const flow = await withWeights(shown, async (frozen) => gradientFlow(
      tf, program, source, step, inputsWithin(() => inputsOf(frozen, found.images, { seed, at: found.at, isLabelled: program.step.labelled !== null })), { read, gradients: derivatives },
    ));
    return { step, ...flow, ms: performance.now() - begun };
  },

  /**
   * The first operation whose result or gradient is not finite, in the step at which the run's loss is not, found by training again from the weights to which
   * the run went back. Null if the run trains no program, or none is found.
   */
  async notFinite(_: null, { experiment }: Laboratory): Promise<FirstNotFinite | null> {
    if (!experiment.shown.model.program) return null;
    return experiment.recompute((run, parts) => atFailedStep(run, parts, async (trainer) => {
      const { step, config: { seed } } = trainer;
      const program = inspect(trainer.model.program!(trainer.h)).step;
      const isLabelled = program.labelled !== null;
      const images = trainer.images(step) ?? [];
      for (let batch = 0; batch < images.length - Number(isLabelled); batch++) {
        const found = await firstNotFinite(tf, program, inputsWithin(() => inputsOf(trainer, images, { seed, at: step, batch, isLabelled })), { read, gradients: derivatives });
        if (found) return { ...found, step: step + 1 };
      }
      return null;
    }));
  },
};
