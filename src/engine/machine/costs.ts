/** Measures the time of one small operation on the active backend, and of reading back its result. */
import { neg, tidy, zeros, type Tensor } from "@tensorflow/tfjs-core";
import { millis } from "../../core/run/ids";
import type { Costs } from "../../core/browser/machine";
import { timePerOperation } from "./timePerOperation";

/** Elements in the operation: more than the GPU backends leave to the processor. */
const ELEMENTS = 4096;
const WARM_UP = 3;
const READBACKS = 5;

/** Returns the milliseconds of an operation (null if there was no time) and of a read-back. */
export async function measureCosts(): Promise<Costs> {
  const x = zeros([ELEMENTS]);
  /** Milliseconds of a chain of operations, until the last result has been read. */
  const run = async (operations: number): Promise<number> => {
    const start = performance.now();
    const result = tidy(() => {
      let y: Tensor = neg(x);
      for (let i = 1; i < operations; i++) y = neg(y);
      return y;
    });
    await result.data();
    const elapsed = performance.now() - start;
    result.dispose();
    return elapsed;
  };
  try {
    for (let i = 0; i < WARM_UP; i++) await run(1);
    const readbacks: number[] = [];
    for (let i = 0; i < READBACKS; i++) readbacks.push(await run(1));
    const operation = await timePerOperation(run);
    const readback = readbacks.sort((a, b) => a - b)[Math.floor(READBACKS / 2)]!;
    return { operationMs: operation === null ? null : millis(operation), readbackMs: millis(Math.max(0, readback - (operation ?? 0))) };
  } finally {
    x.dispose();
  }
}
