import { describe, expect, test } from "vitest";
import { millis, step } from "../../../core/run/ids";
import { lockstepLimits } from "./turns";

describe("lockstep", () => {
  const beside = (at: number, { ms = 10, idle = false, changes = [] as readonly number[] } = {}) =>
    ({ lastStep: step(at), msPerStep: ms ? millis(ms) : null, idle, changes: changes.map((one) => ({ step: one })) });
  const standings = (a: number, b: number, training: boolean, more: Parameters<typeof beside>[1] = {}) => {
    const { front: first, beside: [other] } = lockstepLimits({ lastStep: step(a), training, idle: more?.idle ?? false }, [beside(b, more)]);
    return { first, second: other!.until, trains: other!.trains };
  };

  test("the first may be half a second ahead, the second never", () => {
    expect(standings(100, 95, true)).toEqual({ first: 145, second: 100, trains: true });
    expect(standings(0, 0, true, { ms: 0 })).toMatchObject({ first: 1, second: 0 });
    expect(standings(8, 8, true, { ms: 5000 })).toMatchObject({ first: 9, second: 8 });
  });

  test("a waiting run continues when it may make a share of the lead", () => {
    expect(standings(145, 100, true, { idle: true })).toMatchObject({ first: 145 });
    expect(standings(145, 120, true, { idle: true })).toMatchObject({ first: 170 });
    expect(standings(105, 100, true, { idle: true })).toMatchObject({ second: 100 });
    expect(standings(120, 100, true, { idle: true })).toMatchObject({ second: 120 });
  });

  test("if the first is idle, the second continues to the same step and no further", () => {
    expect(standings(107, 95, false)).toMatchObject({ second: 107, trains: true });
    expect(standings(107, 95, false, { idle: true })).toMatchObject({ second: 107, trains: true });
    expect(standings(107, 107, false)).toMatchObject({ second: 107, trains: false });
    expect(standings(50, 70, false)).toMatchObject({ trains: false });
  });

  test("the second stops where a setting changes", () => {
    expect(standings(107, 95, false, { changes: [80, 101, 104] })).toMatchObject({ second: 101 });
    expect(standings(107, 101, false, { changes: [80, 101, 104] })).toMatchObject({ second: 104 });
  });

  test("the slowest of several sets the pace, and each has its own limit", () => {
    const front = { lastStep: step(100), training: true, idle: false };
    expect(lockstepLimits(front, [beside(95), beside(90, { ms: 100, changes: [92] })])).toMatchObject({ front: 95, beside: [{ until: 100 }, { until: 92 }] });
    expect(lockstepLimits(front, [])).toEqual({ front: null, beside: [] });
  });
});
