/**
 * All of a run's state as it was at an earlier step, to the bit: a second trainer trains again from a state that was kept before it, while
 * the run itself stays as it is, or goes on.
 */
import { ElboError } from "../../core/errors";
import type { Step } from "../../core/ids";
import type { Snapshot } from "../../core/snapshot";
import { runSlices } from "../scheduling/slices";
import type { TrainingData } from "../trainer/batches";
import { createTrainer, type Trainer } from "../trainer/trainer";

export interface RecomputeOptions {
  /** The state to begin with; null: at step 0, with weights drawn from the seed. */
  readonly from: Snapshot | null;
  readonly dataset: TrainingData;
  /** That work on a step; its numbers do not depend on it. */
  readonly threads: number;
  readonly signal: AbortSignal;
  /** 0 to 1. */
  readonly onProgress: (progress: number) => void;
}

/** Milliseconds of steps back to back; then messages have their turn. */
const TURN = 40;

/** Rejects with "superseded" when its signal ends it, and with "internal" where steps cannot be computed as the run computes them. */
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
    const end = performance.now() + TURN;
    do trainer.advance();
    while (trainer.step < to && performance.now() < end);
    await trainer.losses(); // a GPU has made these steps
    yield trainer.step;
  }
}
