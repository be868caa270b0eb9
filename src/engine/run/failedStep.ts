/** Finds the step at which a run's loss stops being finite: a second trainer continues from the finite state to which the run went back. */
import type { TrainingData } from "../trainer/batches";
import { createTrainer, type CapturedState, type Trainer } from "../trainer/trainer";
import { releaseState } from "../step/trainState";
import type { Tensors } from "../step/weights";
import { nextTask } from "../../core/tasks";

interface FailedStepOptions {
  readonly dataset: TrainingData;
  /** Threads that compute a step; the results do not depend on it. */
  readonly threads: number;
  readonly signal: AbortSignal;
}

/** A run goes back by some hundreds of quick steps, or by a few slow ones. */
const MOST_STEPS = 5000;
/** Milliseconds after which the search ends. */
const LONGEST_SEARCH = 20_000;

/**
 * Resolves to what `read` reads from a trainer with the last finite weights before the run's loss, or a gradient, is not finite. If a gradient is not, the
 * weights after its step are not either, so that the loss fails one step later. Null if no loss fails. Rejects as `read` does.
 */
export async function atFailedStep<T>(run: Trainer, { dataset, threads, signal }: FailedStepOptions, read: (at: Trainer) => Promise<T>): Promise<T | null> {
  const trainer = createTrainer(run.model, run.config, dataset, await run.snapshot());
  /** The states before the last two steps. */
  const before: CapturedState[] = [];
  try {
    if (run.compiled) await trainer.compile({ threads });
    const end = performance.now() + LONGEST_SEARCH;
    for (let made = 0; made < MOST_STEPS && performance.now() < end && !signal.aborted; made++) {
      if (trainer.images(trainer.step) === null) return null;
      if (before.length > 1) releaseState(before.shift()!.state);
      before.push(trainer.captureState());
      trainer.advance();
      const losses = await trainer.losses();
      if (!losses.every(Number.isFinite)) {
        trainer.restore(before.pop()!);
        const [earlier] = before;
        if (earlier && !await areFinite(trainer.weights)) trainer.restore(before.pop()!);
        return await read(trainer);
      }
      await nextTask();
    }
    return null;
  } finally {
    before.forEach(({ state }) => releaseState(state));
    trainer.dispose();
  }
}

async function areFinite(weights: Tensors): Promise<boolean> {
  for (const one of Object.values(weights)) if (!(await one.data<"float32">()).every(Number.isFinite)) return false;
  return true;
}
