/** Measures the time of one training step on the active backend. */
import { millis, type Millis } from "../../core/run/ids";
import { PIXELS } from "../../core/run/runConfig";
import { sleep } from "../../core/tasks";
import type { Trainer } from "../trainer/trainer";
import { timePerOperation } from "./timePerOperation";

const SHARD_ROWS = 5000;

/** Blank images in place of real ones: the time of a step does not depend on their content. */
export const blankImages = {
  fillTrain: () => undefined,
  trainLabels: (count: number) => new Uint8Array(count),
  trainBytes: {
    count: 60_000, width: PIXELS, values: new Float32Array(256), shardRows: SHARD_ROWS,
    shard: () => new Uint8Array(SHARD_ROWS * PIXELS), fillLabels: () => undefined,
  },
};

/** The part of a trainer that is used for timing. */
export type Timed = Pick<Trainer, "asynchronous" | "compile" | "advance" | "losses">;

/** Steps timed on a processor, after one that compiles and allocates. */
const STEPS = 3;

/**
 * Returns the milliseconds per step, compiled if possible, or null when `limit` is exceeded. The limit applies to compiling the step, to the
 * first step, in which the backend may compile its own programs, and to all others together. On a GPU the time of reading
 * the losses is not counted, because training does not wait for it. The trainer cannot be used afterwards. `threads`: for WASM.
 */
export async function measureSteps(trainer: Timed, limit: Millis, threads = 1): Promise<Millis | null> {
  const timeSteps = async (steps: number, deadline: number): Promise<number | null> => {
    const start = performance.now();
    for (let i = 0; i < steps; i++) trainer.advance();
    const read = trainer.losses().then(() => performance.now() - start);
    read.catch(() => undefined);
    const elapsed = await Promise.race([read, sleep(Math.max(0, deadline - performance.now())).then(() => null)]);
    return performance.now() > deadline ? null : elapsed;
  };
  const compiled = trainer.compile({ threads }).then(() => true);
  if (!(await Promise.race([compiled, sleep(limit).then(() => false)]))) return null;
  if ((await timeSteps(1, performance.now() + limit)) === null) return null;
  const deadline = performance.now() + limit;
  if (trainer.asynchronous) {
    const ms = await timePerOperation((steps) => timeSteps(steps, deadline));
    return ms === null ? null : millis(ms);
  }
  const elapsed = await timeSteps(STEPS, deadline);
  return elapsed === null ? null : millis(elapsed / STEPS);
}
