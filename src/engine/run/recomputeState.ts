/**
 * Recomputes a run's state at an earlier step, bit for bit: a second trainer trains again from a stored state before it.
 * The run itself may continue meanwhile.
 */
import { ElboError } from "../../core/errors";
import { step as toStep, type Step } from "../../core/run/ids";
import { unlessAborted, type Caller } from "../../core/newest";
import type { Snapshot } from "../../core/run/snapshot";
import type { Dataset } from "../../subject/data/dataset";
import { runSlices } from "../scheduling/slices";
import type { TrainingData } from "../trainer/batches";
import { createTrainer, type Trainer } from "../trainer/trainer";

export interface RecomputeOptions extends Caller {
  /** The state to begin with; null: step 0, with weights drawn from the seed. */
  readonly from: Snapshot | null;
  readonly dataset: TrainingData & Pick<Dataset, "whenTrain">;
  /** Threads that compute a step; the results do not depend on it. */
  readonly threads: number;
  readonly signal: AbortSignal;
  /** Called with a state `NEARBY_STEPS` before the step, if there are more steps to recompute. */
  readonly onNearby: (state: Snapshot) => void;
}

/** So few steps are quickly trained again. */
const NEARBY_STEPS = 20;

/** Milliseconds of steps back to back, after which messages are handled. */
const TURN_MS = 40;

/**
 * Resolves to what `read` reads from a trainer that is at step `to` of `run`. Rejects with "superseded" when the signal is aborted, and with
 * "internal" if steps cannot be computed as the run computes them.
 */
export async function recomputeStateAt<T>(
  run: Trainer, to: Step, { from, dataset, threads, signal, onProgress, onNearby }: RecomputeOptions, read: (at: Trainer) => Promise<T>,
): Promise<T> {
  const trainer = createTrainer(run.model, run.config, dataset, from ?? undefined);
  try {
    if (run.compiled) await trainer.compile({ threads });
    // A run that was saved and restored may have trained on images that have not arrived again.
    await unlessAborted(dataset.whenTrain(trainer.imagesNeeded(toStep(to - 1))), signal);
    if (trainer.compiled !== run.compiled) throw new ElboError("internal", "its steps cannot be compiled a second time");
    const { step: start } = trainer;
    const train = (until: Step) => runSlices(trainTo(trainer, until), { signal, onSlice: (at) => onProgress?.((at - start) / (to - start)) });
    const nearby = toStep(to - NEARBY_STEPS);
    if (start < nearby) {
      await train(nearby);
      onNearby(await trainer.snapshot());
    }
    await train(to);
    return await read(trainer);
  } finally {
    trainer.dispose();
  }
}

async function* trainTo(trainer: Trainer, to: Step): AsyncGenerator<Step, void, void> {
  while (trainer.step < to) {
    const end = performance.now() + TURN_MS;
    do trainer.advance();
    while (trainer.step < to && performance.now() < end);
    await trainer.losses(); // waits until a GPU has computed these steps
    yield trainer.step;
  }
}
