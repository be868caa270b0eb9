/** How long one training step takes on the active backend. */
import { millis, type Millis } from "../../core/ids";
import { sleep } from "../tasks";
import type { Trainer } from "../trainer";

/** Steps timed, after one that compiles and allocates. */
const STEPS = 3;

/**
 * Milliseconds per step, compiled where that can be done, or null when `limit` ran out: it holds for compiling the step,
 * for the first one, in which the backend may compile its own programs, and for all of the others together. The trainer
 * is used up.
 */
export async function measureSteps(trainer: Trainer, limit: Millis): Promise<Millis | null> {
  const within = async (steps: number): Promise<number | null> => {
    const start = performance.now();
    for (let i = 0; i < steps; i++) trainer.advance();
    const read = trainer.losses().then(() => performance.now() - start);
    read.catch(() => undefined);
    return Promise.race([read, sleep(Math.max(0, limit - (performance.now() - start))).then(() => null)]);
  };
  const compiled = trainer.compile().then(() => true);
  if (!(await Promise.race([compiled, sleep(limit).then(() => false)]))) return null;
  if ((await within(1)) === null) return null;
  const elapsed = await within(STEPS);
  return elapsed === null || elapsed > limit ? null : millis(elapsed / STEPS);
}
