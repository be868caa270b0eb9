import { expect, it } from "vitest";
import { step } from "../../core/run/ids";
import { LossLedger } from "./lossLedger";

/** A device whose reads the test resolves. */
function device() {
  const reads: ((values: readonly number[]) => void)[] = [];
  const ledger = new LossLedger({ losses: () => new Promise((resolve) => reads.push((values) => resolve(Float32Array.from(values)))) }, 1);
  return { ledger, reads };
}
const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

it("knows when the oldest batch has arrived, and returns batches in the order of steps", async () => {
  const { ledger, reads } = device();
  expect(ledger.ready).toBe(false);
  for (const last of [1, 2]) {
    ledger.countStep();
    ledger.startRead(step(last));
  }
  reads[1]!([20]); // the newer one first
  await settled();
  expect([ledger.ready, ledger.pendingReads]).toEqual([false, 2]);
  reads[0]!([10]);
  await settled();
  expect(ledger.ready).toBe(true);
  expect((await ledger.take())?.values[0]).toBe(10);
  expect(ledger.ready).toBe(true);
  expect((await ledger.take())?.values[0]).toBe(20);
  expect([ledger.ready, ledger.pendingReads]).toEqual([false, 0]);
});

it("ends a batch before the first value that is not finite, and names its step", async () => {
  const { ledger, reads } = device();
  for (let i = 0; i < 3; i++) ledger.countStep();
  ledger.startRead(step(7));
  reads[0]!([1, NaN, 3]);
  expect(await ledger.take()).toEqual({ firstStep: 5, steps: 3, values: Float32Array.of(1), notFiniteAt: 6 });
});
