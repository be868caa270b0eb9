/** The examples train compiled as they do operation by operation. */
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import { beforeAll, expect, it } from "vitest";
import { SMALL_EXAMPLES } from ".";
import { compiled, eager, type Run } from "./run";
import type { Example } from "./training";

beforeAll(async () => {
  await tf.setBackend("cpu");
});

async function losses({ batch }: Example, run: Run, steps: number): Promise<readonly number[]> {
  const all: number[] = [];
  for (let i = 0; i < steps; i++) all.push(await run.advance(batch(i)));
  run.dispose();
  return all;
}

/**
 * The largest difference of a loss, relative to it. Rounding grows with the steps; Adam's first steps divide gradients by their size, so that the
 * sign of one near 0 decides.
 */
const STEPS: Readonly<Record<string, { readonly steps: number; readonly near: number }>> = {
  mnist: { steps: 5, near: 2e-6 }, "fashion-mnist-vae": { steps: 5, near: 1e-4 }, iris: { steps: 50, near: 2e-6 }, "boston-housing": { steps: 50, near: 2e-6 },
};

it.each(SMALL_EXAMPLES.map((example) => [example.name, example] as const))("%s has the losses of eager steps", async (name, example) => {
  const { steps, near } = STEPS[name]!;
  const [expected, actual] = [await losses(example, eager(example), steps), await losses(example, await compiled(example, {}), steps)];
  expect(Math.max(...expected.map((loss, i) => Math.abs(actual[i]! - loss) / loss))).toBeLessThan(near);
});
