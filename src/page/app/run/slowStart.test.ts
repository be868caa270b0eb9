import { expect, test, vi } from "vitest";
import { lossRow } from "../testing/fakeWorker";
import { onVirtualClock, openPage, settled } from "../testing/testPage";
import { stepsAfter } from "./slowStart";

onVirtualClock();

const POINTS = "#preset=two-moons";

test("the speed grows from 60 steps per second to thousands", () => {
  expect(stepsAfter(0)).toBe(0);
  expect(stepsAfter(0.1)).toBe(6);
  expect(stepsAfter(5)).toBeGreaterThan(700);
  expect(stepsAfter(5)).toBeLessThan(800);
  expect(stepsAfter(15) - stepsAfter(14)).toBeGreaterThan(7000);
});

test("in lecture mode, training on points is held back at first, and again after a pause", async () => {
  const { session, worker } = await openPage(`${POINTS}&present=1`);
  void session.train({});
  await settled();
  expect(worker.last("holdAt")).toEqual({ step: 1 });
  await vi.advanceTimersByTimeAsync(5000);
  expect(worker.last("holdAt").step).toBeGreaterThan(700);
  await vi.advanceTimersByTimeAsync(11_000);
  expect(worker.last("holdAt")).toEqual({ step: null });
});

test("the limit rises with the steps, too, where timers are a second late", async () => {
  const { session, worker } = await openPage(`${POINTS}&present=1`);
  const { setTimeout: onTime } = globalThis;
  vi.stubGlobal("setTimeout", (work: () => void, ms = 0) => onTime(work, Math.max(1000, ms)));
  void session.train({});
  await settled();
  await vi.advanceTimersByTimeAsync(500);
  worker.emit(lossRow(1, 1, 1, 1));
  worker.emit(lossRow(2, 1, 1, 1));
  await settled();
  expect(worker.last("holdAt").step).toBeGreaterThan(25);
  vi.unstubAllGlobals();
});

test.each([
  ["outside lecture mode", POINTS, {}], ["on images", "#preset=first-vae&present=1", {}], ["up to a step", `${POINTS}&present=1`, { steps: 100 }],
])("%s it is not", async (_, fragment, options) => {
  const { session, worker } = await openPage(fragment);
  void session.train(options);
  await vi.advanceTimersByTimeAsync(1000);
  expect(worker.requestsOf("train")).toHaveLength(1);
  expect(worker.requestsOf("holdAt")).toEqual([]);
});
