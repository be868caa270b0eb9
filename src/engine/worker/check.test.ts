/** Messages to and from the checking worker, and comparisons that are never answered. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { step } from "../../core/run/ids";
import type { ComputedStep } from "../trainer/computedStep";
import { workerChecker, type CheckCommands } from "./check";
import { FakePort } from "./testing";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const tensors = () => ({ "weights/a": { shape: [1], data: Float32Array.of(1) } });
const computed = (at: number): ComputedStep => ({
  config: { model: "vae", seed: 1, backend: "webgpu", hyperparameters: {} }, h: {}, before: { step: step(at), tensors: tensors() },
  images: [{ x: new Float32Array(784), y: new Float32Array(10) }], losses: new Float32Array(3), after: tensors(),
});

function ports() {
  const made: FakePort<CheckCommands>[] = [];
  const spawn = () => {
    made.push(new FakePort());
    return made.at(-1)!;
  };
  return { made, spawn };
}

const comparison = { reference: "wasm", agreement: { losses: 0, gradients: 0 }, before: computed(3).before } as const;

it("transfers the arrays, and matches an answer to its comparison", async () => {
  const { made, spawn } = ports();
  const checker = workerChecker(spawn);
  expect(made).toHaveLength(1); // it is spawned at once
  const [first, second] = [checker.compare(computed(3)), checker.compare(computed(4))];
  const [port] = made;
  expect(port!.transferred).toBe(5);
  port!.refuse("bad-snapshot", "not finite");
  port!.reply(comparison, port!.sent[0]);
  expect(await first).toEqual(comparison);
  await expect(second).rejects.toMatchObject({ code: "bad-snapshot" });
});

it("a worker that fails rejects its comparison; the next one goes to another worker", async () => {
  const { made, spawn } = ports();
  const checker = workerChecker(spawn);
  const asked = checker.compare(computed(3));
  made[0]!.fail();
  await expect(asked).rejects.toThrow("boom");
  expect(made[0]!.ended).toBe(1);
  const again = checker.compare(computed(3));
  made[1]!.reply(comparison);
  expect(await again).toEqual(comparison);
});

it("a silent worker is ended", async () => {
  const { made, spawn } = ports();
  const asked = expect(workerChecker(spawn).compare(computed(3))).rejects.toThrow("No comparison within");
  await vi.advanceTimersByTimeAsync(29_000);
  expect(made[0]!.ended).toBe(0);
  await vi.advanceTimersByTimeAsync(2000);
  await asked;
  expect(made[0]!.ended).toBe(1);
});

it("a late failure of a worker that was ended does not affect the next one", async () => {
  const { made, spawn } = ports();
  const checker = workerChecker(spawn);
  const first = expect(checker.compare(computed(3))).rejects.toThrow("boom");
  made[0]!.fail();
  await first;
  const second = checker.compare(computed(3));
  made[0]!.fail();
  made[1]!.reply(comparison);
  expect(await second).toEqual(comparison);
  expect(made[1]!.ended).toBe(0);
});

it("a disposed checker rejects its comparison, and ends its worker", async () => {
  const { made, spawn } = ports();
  const checker = workerChecker(spawn);
  const asked = expect(checker.compare(computed(3))).rejects.toThrow("ended");
  checker.dispose();
  await asked;
  expect(made[0]!.ended).toBe(1);
});

it("a worker that answered in time is reused", async () => {
  const { made, spawn } = ports();
  const asked = workerChecker(spawn).compare(computed(3));
  made[0]!.reply(comparison);
  await asked;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(made[0]!.ended).toBe(0);
});

it("a comparison is refused if no worker can be started", async () => {
  const checker = workerChecker(() => { throw new Error("Worker is not defined"); });
  await expect(checker.compare(computed(3))).rejects.toThrow("Worker is not defined");
});
