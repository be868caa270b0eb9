/**
 * Recomputes a run's whole state at an earlier step, bit for bit: a second trainer trains again from a stored state before it.
 * The run itself may continue meanwhile.
 */
import { ElboError } from "../../core/errors";
import type { Step } from "../../core/run/ids";
import type { Snapshot } from "../../core/run/snapshot";
import { runSlices } from "../scheduling/slices";
import type { TrainingData } from "../trainer/batches";
import { createTrainer, type Trainer } from "../trainer/trainer";

export interface RecomputeOptions {
  /** The state to begin with; null: step 0, with weights drawn from the seed. */
  readonly from: Snapshot | null;
  readonly dataset: TrainingData;
  /** Threads that compute a step; the results do not depend on it. */
  readonly threads: number;
  readonly signal: AbortSignal;
  /** Called with 0 to 1. */
  readonly onProgress: (progress: number) => void;
}

/** Milliseconds of steps back to back, after which messages are handled. */
const TURN_MS = 40;

/** The state of `run` at step `to`. Rejects with "superseded" when the signal is aborted, and with "internal" if steps cannot be computed as the run computes them. */
export async function recomputeStateAt(run: Trainer, to: Step, { from, dataset, threads, signal, onProgress }: RecomputeOptions): Promise<Snapshot> {
  const trainer = createTrainer(run.model, run.config, dataset, from ?? undefined);
  try {
    if (run.compiled) await trainer.compile({ threads });
    if (trainer.compiled !== run.compiled) throw new ElboError("internal", "its steps cannot be compiled a second time");
    const { step: start } = trainer;
    await runSlices(trainTo(trainer, to), { signal, onSlice: (at) => onProgress((at - start) / (to - start)) });
    return await trainer.snapshot();
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
