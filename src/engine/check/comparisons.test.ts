/** What follows from comparisons, on a simulated device. */
import { describe, expect, it, vi } from "vitest";
import { ElboError } from "../../core/errors";
import { step as toStep } from "../../core/run/ids";
import type { ComputedStep } from "../trainer/computedStep";
import type { Checker } from "./compareWithEager";
import { SLOW, agreeing, checkEpoch, checkOf, device, right } from "./testing";

it("computes the first step eight times, a later one four times", async () => {
  const { trainer, train } = device(1, 0);
  const repeatDryRun = vi.spyOn(trainer, "repeatDryRun");
  const { check, reports } = checkOf(trainer);
  await check.first();
  expect(repeatDryRun).toHaveBeenCalledTimes(8 - 1);
  train();
  await checkEpoch(check, reports);
  expect(repeatDryRun).toHaveBeenCalledTimes(8 - 1 + 4 - 1);
});

it("if a device's first step differs from its repetition, keeps the weights before the step", async () => {
  const { trainer } = device(1, 0);
  const wrong = right();
  wrong.losses[0] = 201;
  vi.spyOn(trainer, "repeatDryRun").mockResolvedValueOnce(wrong);
  const { check } = checkOf(trainer);
  await check.first();
  expect(check.passed).toBe(false);
  expect(check.failure).toEqual({
    disagreement: { reference: "itself", backTo: 0, losses: expect.closeTo(1 / 200), gradients: 0 }, backTo: { step: 0, tensors: right().after },
  });
});

it("rejects as a repeated step that the device cannot compute", async () => {
  const { trainer } = device(1, 0);
  const { check } = checkOf({ ...trainer, repeatDryRun: () => Promise.reject(new ElboError("backend-lost", "the device is gone")) });
  await expect(check.first()).rejects.toMatchObject({ code: "backend-lost" });
  expect(check.passed).toBe(false);
});

it("goes back to before a first step that was found wrong, and compares nothing until another engine begins", async () => {
  const { trainer, train } = device(1, 0);
  const onFailure = { reference: "wasm" as const, ms: SLOW, agreement: { losses: 1, gradients: 1 } };
  const compare = vi.fn<Checker["compare"]>(async ({ before }) => ({ ...onFailure, before }));
  const { check } = checkOf(trainer, { compare, dispose: () => undefined });
  train();
  expect(check.job.due()).toBe(false); // the first step comes first
  await check.first();
  expect(compare).toHaveBeenCalledTimes(2);
  expect(check.failure!.backTo.step).toBe(1);
  train();
  expect(check.job.due()).toBe(false);
  compare.mockImplementation(agreeing.compare);
  check.restart();
  await check.first();
  expect(check).toMatchObject({ passed: true, failure: null });
});

it("compares once in each epoch, however many steps that has", async () => {
  const { trainer, train } = device(1, 0);
  const { check, reports } = checkOf({ ...trainer, stepsPerEpoch: 3, get step() { return trainer.step; } });
  await check.first();
  const due = [];
  for (let at = 0; at < 7; at++) {
    if (check.job.due()) {
      due.push(at);
      await checkEpoch(check, reports);
    }
    train();
  }
  expect(due).toEqual([3, 6]);
});

it("abandons a device that computes no step in time", async () => {
  const { trainer } = device(1, 0);
  const { check } = checkOf({ ...trainer, dryRun: () => new Promise<never>(() => undefined) }, agreeing, { timeout: 20 });
  await expect(check.first()).rejects.toMatchObject({ code: "backend-lost" });
});

it("repeats no step of a run that has diverged, and keeps the earlier verdict", async () => {
  const { trainer } = device(1, 0);
  const repeatDryRun = vi.fn(() => Promise.reject(new ElboError("bad-snapshot", "weights are not finite")));
  const { check, reports } = checkOf({ ...trainer, repeatDryRun });
  await check.first();
  expect([repeatDryRun.mock.calls.length, check.passed, reports.map(({ verdict }) => verdict)]).toEqual([1, true, ["agreed"]]);
});

it("leaves an eager first step unchecked if the checker fails, and says why", async () => {
  const { trainer, train } = device(1, 0);
  const { check, reports } = checkOf({ ...trainer, compiled: false }, { compare: () => Promise.reject(new Error("no worker")), dispose: () => undefined });
  await check.first();
  expect([check.passed, reports]).toEqual([true, [{ verdict: "unchecked", detail: "no worker" }]]);
  train();
  expect(check.job.due()).toBe(false);
});

describe("a later comparison", () => {
  /** The first step has agreed, and the first epoch has ended. `asked`: the open questions to the checker, in order. */
  async function later() {
    const { trainer, train } = device(1, 0);
    const asked: { resolve(off: number): void; reject(error: Error): void }[] = [];
    const awaited: number[] = [];
    let first = true;
    const compare: Checker["compare"] = ({ before }) => {
      if (first) {
        first = false;
        return agreeing.compare({ before } as ComputedStep);
      }
      return new Promise((resolve, reject) => asked.push({
        resolve: (off) => resolve({ reference: "wasm", ms: SLOW, agreement: { losses: off, gradients: off }, before }), reject,
      }));
    };
    const onFailure = vi.fn();
    const { check, reports } = checkOf({ ...trainer, imagesNeeded: (at = toStep(0)) => at, get step() { return trainer.step; } }, { compare, dispose: () => undefined }, {
      onFailure, dataset: { whenTrain: async (images) => void awaited.push(images) },
    });
    await check.first();
    train();
    await check.job.run().next();
    expect(asked).toHaveLength(1);
    return { check, reports, train, asked, onFailure, awaited };
  }
  const settled = () => new Promise((resolve) => { setImmediate(resolve); });

  it("lasts until it is answered: the next epoch starts none", async () => {
    const { check, train, asked, reports, onFailure } = await later();
    train();
    expect(check.job.due()).toBe(false);
    asked[0]!.resolve(0);
    await settled();
    expect(check.job.due()).toBe(true);
    expect(reports.map(({ verdict }) => verdict)).toEqual(["agreed", "agreed"]);
    expect(onFailure).not.toHaveBeenCalled();
  });

  it("that disagrees is repeated with the next step's images, once they are loaded; if that disagrees, too, the engine is wrong", async () => {
    const { check, train, asked, onFailure, awaited } = await later();
    asked[0]!.resolve(1);
    await settled();
    expect(awaited).toEqual([2]); // at step 1
    expect(onFailure).not.toHaveBeenCalled();
    asked[1]!.resolve(1);
    await settled();
    expect(onFailure).toHaveBeenCalledOnce();
    train();
    expect(check.job.due()).toBe(false);
  });

  it("that cannot be made is the last one, and reports why", async () => {
    const { check, train, asked, reports } = await later();
    asked[0]!.reject(new Error("no worker"));
    await settled();
    expect(reports.at(-1)).toEqual({ verdict: "unchecked", detail: "no worker" });
    train();
    expect([check.passed, check.job.due()]).toEqual([true, false]);
  });

  it.each(["agrees", "disagrees", "fails"])("that %s after another engine has begun says nothing, and does not end the new engine's", async (outcome) => {
    const { check, train, asked, reports, onFailure } = await later();
    check.restart();
    const again = check.first();
    await settled();
    asked[1]!.resolve(0);
    await again;
    train();
    await check.job.run().next();
    expect(reports).toHaveLength(2);
    if (outcome === "fails") asked[0]!.reject(new Error("no worker"));
    else asked[0]!.resolve(outcome === "agrees" ? 0 : 1);
    await settled();
    if (outcome === "disagrees") asked[3]!.resolve(1); // the step that was computed once more
    await settled();
    expect(reports).toHaveLength(2);
    expect([onFailure.mock.calls, check.failure]).toEqual([[], null]);
    train();
    expect(check.job.due()).toBe(false);
    asked[2]!.resolve(0);
    await settled();
    expect(check.job.due()).toBe(true);
  });
});

it("reports that such a device differs from itself, and goes back to the last checked weights", async () => {
  const { trainer, train } = device(1, 0);
  const { check, reports } = checkOf(trainer);
  await check.first();
  train();
  const wrong = right();
  wrong.losses[1] = 197.00002;
  vi.spyOn(trainer, "repeatDryRun").mockResolvedValueOnce(right()).mockResolvedValueOnce(wrong);
  await checkEpoch(check, reports);
  const [agreed, disagreed] = reports;
  expect(agreed).toMatchObject({ verdict: "agreed", step: 0, reference: "wasm" });
  expect(disagreed).toMatchObject({ verdict: "disagreed", reference: "itself", backTo: 0 });
  expect(check.failure?.backTo.step).toBe(0);
});

it("repeats no eager step, as its sums have no fixed order", async () => {
  const { trainer } = device(1, 1);
  const repeatDryRun = vi.spyOn(trainer, "repeatDryRun");
  const { check } = checkOf({ ...trainer, compiled: false, repeatDryRun });
  await check.first();
  expect(check.passed).toBe(true);
  expect(repeatDryRun).not.toHaveBeenCalled();
});

it("repeats a slow step only as often as time allows", async () => {
  const { trainer } = device(1, 0);
  const repeatDryRun = vi.spyOn(trainer, "repeatDryRun");
  vi.spyOn(performance, "now").mockReturnValueOnce(0).mockReturnValue(38_000);
  const { check } = checkOf({ ...trainer, repeatDryRun });
  await check.first();
  vi.restoreAllMocks();
  expect(check.passed).toBe(true);
  expect(repeatDryRun).not.toHaveBeenCalled();
});
