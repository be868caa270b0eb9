import { describe, expect, test } from "vitest";
import { millis, step } from "../../../core/run/ids";
import type { EagerReason } from "../../../core/run/reports";
import { lossRow } from "../testing/fakeWorker";
import { onVirtualClock, openPage, settled } from "../testing/testPage";

onVirtualClock();

test("a failed compiled step has one notice, other eager steps have none", async () => {
  const { worker, state } = await openPage();
  const eager = (reason: EagerReason) => worker.emit({ kind: "engine", report: { mode: "eager", reason, detail: "" } });
  eager("no-simd");
  expect(state()).toMatchObject({ opened: { engine: { reason: "no-simd" } }, notices: [] });
  for (let time = 0; time < 2; time++) eager("step-failed");
  expect(state()).toMatchObject({ opened: { engine: { reason: "step-failed" } }, notices: [{ kind: "step-failed" }] });
});

test("lost threads have a notice, the number of threads has none", async () => {
  const { worker, state } = await openPage();
  const compiled = { mode: "compiled", compileMs: millis(1), kernels: 1, arenaBytes: 1, imageBytes: 0, operands: "f32", threads: 2, lostThreads: 0 } as const;
  worker.emit({ kind: "engine", report: compiled });
  expect(state().notices).toEqual([]);
  worker.emit({ kind: "engine", report: { ...compiled, threads: 1, lostThreads: 1 } });
  expect(state()).toMatchObject({ opened: { engine: { threads: 1 } }, notices: [{ kind: "threads-lost", threads: 1 }] });
});

test("repeated losses of a device have one notice, with the step from which the run continues", async () => {
  const { worker, state } = await openPage();
  const report = { wish: "webgpu", chosen: "webgpu", reason: "restarted", trials: [{ backend: "webgpu", kind: "unavailable", detail: "reset" }] } as const;
  for (let i = 1; i <= 40; i++) worker.emit(lossRow(i, 1, 1, 1));
  for (const at of [20, 30]) {
    worker.emit({ kind: "wentBack", step: step(at) });
    worker.emit({ kind: "device", report });
    expect(state()).toMatchObject({ report, notices: [{ kind: "device-lost", backend: "webgpu", step: at }] });
    expect(state().notices).toHaveLength(1);
    for (let i = at + 1; i <= 40; i++) worker.emit(lossRow(i, 1, 1, 1));
  }
});

test("a long run keeps a thousand results of a kind, evenly spaced, with the first and the last", async () => {
  const { worker, state } = await openPage();
  for (let epoch = 1; epoch <= 5000; epoch++) {
    worker.emit({ kind: "heldOut", heldOut: { step: step(10 * epoch), images: 1, values: {} } });
    if (epoch % 2 === 0) worker.emit({ kind: "measured", measured: { id: "test-error", step: step(10 * epoch), result: { error: 0.1, images: 1 } } as never /* only ids and steps are read */ });
  }
  worker.emit({ kind: "measured", measured: { id: "codes", step: step(10), result: {} } as never });
  const { heldOut, afterEpochs } = state();
  expect(afterEpochs.at(-1)).toMatchObject({ id: "codes" });
  for (const [results, first] of [[heldOut, 10], [afterEpochs.slice(0, -1), 20]] as const) {
    const steps: number[] = results.map((one) => one.step);
    expect([steps.length, steps[0], steps.at(-1)]).toEqual([1000, first, 50_000]);
    const gaps = steps.slice(1).map((at, i) => at - steps[i]!);
    expect(Math.min(...gaps)).toBeGreaterThan(0);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * 50_000 / 1000);
  }
});

describe("a run that is checked", () => {
  const disagreement = { losses: 0.001, gradients: 0.3, reference: "wasm", backTo: step(2) } as const;

  test("shows its result; another engine has none yet", async () => {
    const { worker, state } = await openPage();
    const agreed = { verdict: "agreed", step: step(0), reference: "wasm", losses: 1e-6, gradients: 1e-5 } as const;
    worker.emit({ kind: "checked", report: agreed });
    expect(state().checked).toEqual(agreed);
    worker.emit({ kind: "engine", report: { mode: "eager", reason: "step-failed", detail: "" } });
    expect(state().checked).toBeNull();
  });

  test("goes back: results of later steps are withdrawn", async () => {
    const { worker, state, series } = await openPage();
    worker.emit(lossRow(1, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    const heldOut = (at: number) => ({ step: step(at), images: 1, values: {} });
    worker.emit({ kind: "heldOut", heldOut: heldOut(2) });
    worker.emit({ kind: "heldOut", heldOut: heldOut(3) });
    worker.emit({ kind: "wentBack", step: step(2) });
    expect(series.length).toBe(2);
    expect(state()).toMatchObject({ step: 2, lastLosses: { reconstruction: 4, kl: 5, total: 6 }, heldOut: [heldOut(2)] });
    worker.emit({ kind: "wentBack", step: step(0) });
    expect(series.length).toBe(0);
    expect(state()).toMatchObject({ step: 0, lastLosses: {}, heldOut: [] });
  });

  test("has a notice that says which numbers were wrong, and how it continues", async () => {
    const { worker, state } = await openPage();
    worker.emit({ kind: "checked", report: { verdict: "disagreed", ...disagreement } });
    worker.emit({ kind: "engine", report: { mode: "eager", reason: "disagreed", detail: "" } });
    const found = { kind: "disagreed", reference: "wasm", off: 0.3, step: 2 };
    expect(state().notices).toEqual([{ ...found, backend: "wasm", to: "eager" }]);
    worker.emit({ kind: "device", report: {
      wish: "webgpu", chosen: "webgl", reason: "fell-back", trials: [{ backend: "webgpu", kind: "disagreed", disagreement }],
    } });
    expect(state().notices.at(-1)).toEqual({ ...found, backend: "webgpu", to: "webgl" });
    expect(state().checked).toBeNull();
  });

  test("by a backend that computes wrong numbers does not make it the remembered one", async () => {
    const { worker, session } = await openPage();
    worker.emit({ kind: "device", report: {
      wish: "auto", chosen: "wasm", reason: "fell-back", trials: [{ backend: "webgpu", kind: "disagreed", disagreement }],
    } });
    void session.reset();
    await settled();
    expect(worker.last("open")).toMatchObject({ remembered: "wasm" });
  });

  test("by a backend that hangs makes it no longer the remembered one", async () => {
    const { worker, session } = await openPage();
    void session.reset();
    await settled();
    worker.opened({ backend: "webgpu", report: { wish: "auto", chosen: "webgpu", reason: "remembered", trials: [] } });
    await settled();
    worker.emit({ kind: "device", report: {
      wish: "auto", chosen: "wasm", reason: "fell-back", trials: [{ backend: "webgpu", kind: "unavailable", detail: "no answer" }],
    } });
    void session.reset();
    await settled();
    expect(worker.last("open")).not.toHaveProperty("remembered");
  });
});
