import { describe, expect, test } from "vitest";
import { MAX_STEP, step } from "../../../../core/run/ids";
import { isOpen, nextLife, phaseOf, trainingOf, type Life, type Turn } from "./life";

const untilPaused = { id: 1, counted: false, until: MAX_STEP };
const tenSteps = { id: 2, counted: true, until: step(10) };
const after = (...events: Turn[]) => events.reduce(nextLife, { kind: "none" } as Life);

const open = { kind: "open", keeps: "none" } as const;
const opened = { kind: "opened", rest: "ready" } as const;
const train = { kind: "train", training: untilPaused } as const;
const stopped = { kind: "stopped", rest: "paused" } as const;
const failure = { kind: "failure" } as const;
const outOfData = { kind: "broke-off", byData: true } as const;

test("a run is opened, trained, paused", () => {
  expect(phaseOf(after())).toBe("opening");
  expect([after(open), after(open, opened), after(open, opened, train), after(open, opened, train, stopped)].map(phaseOf))
    .toEqual(["opening", "ready", "training", "paused"]);
  expect([after(), after(open), after(open, opened), after(open, opened, train)].map(isOpen)).toEqual([false, false, true, true]);
});

test("training that is requested while it opens begins when it is open, unless it is paused before", () => {
  expect(after(open, train, opened)).toEqual({ kind: "training", training: untilPaused, failureReported: false });
  expect(after(open, train, stopped, opened)).toEqual({ kind: "resting", rest: "ready" });
});

test("a run that is not open and not being opened does not train", () => {
  for (const state of [after(train), after(open, { kind: "closed" }, train)]) expect(trainingOf(state)).toBeNull();
});

describe("another run takes its place:", () => {
  test.each([
    ["none", untilPaused, null], ["none", tenSteps, null], ["untilPaused", untilPaused, untilPaused], ["untilPaused", tenSteps, null],
    ["any", untilPaused, untilPaused], ["any", tenSteps, tenSteps],
  ] as const)("keeps %s", (keeps, training, kept) => {
    const trained = after(open, opened, { kind: "train", training });
    expect(nextLife(trained, { kind: "open", keeps })).toEqual({ kind: "opening", training: kept, failureReported: false });
  });
});

describe("failures", () => {
  test("the worker reports one while it trains: it is displayed until training ends by it; then it can train again", () => {
    const failing = after(open, opened, train, failure);
    expect([phaseOf(failing), trainingOf(failing)]).toEqual(["failed", untilPaused]);
    const failed = nextLife(failing, { kind: "broke-off", byData: false });
    expect(failed).toEqual({ kind: "failed", open: true, interrupted: false });
    expect(phaseOf(nextLife(failed, train))).toBe("training");
  });

  test("a failure while it opens: it still opens", () => {
    expect(phaseOf(after(open, failure))).toBe("failed");
    expect(phaseOf(after(open, failure, opened))).toBe("ready");
  });

  test("a failure of an open run that does not train: it has failed, is open, and can recover", () => {
    expect(after(open, opened, failure)).toEqual({ kind: "failed", open: true, interrupted: false });
    expect(phaseOf(after(open, opened, failure, { kind: "recovered", rest: "paused" }))).toBe("paused");
  });

  test("data are missing: only training without a limit continues later", () => {
    expect(after(open, opened, train, outOfData)).toMatchObject({ kind: "failed", open: true, interrupted: true });
    expect(after(open, opened, { kind: "train", training: tenSteps }, outOfData)).toMatchObject({ interrupted: false });
    expect(after(open, train, outOfData)).toEqual({ kind: "opening", training: null, failureReported: true });
  });

  test("after its worker was lost too often, training continues later unless it had a limit of steps", () => {
    const again = { kind: "open", keeps: "any" } as const;
    expect(after(open, opened, train, again, { kind: "closed" })).toMatchObject({ interrupted: true });
    expect(after(open, opened, { kind: "train", training: tenSteps }, again, { kind: "closed" })).toMatchObject({ interrupted: false });
  });

  test("a closed run does not recover, only opened again", () => {
    const closed = after(open, train, { kind: "closed" });
    expect([isOpen(closed), trainingOf(closed), nextLife(closed, { kind: "recovered", rest: "ready" })]).toEqual([false, null, closed]);
    expect(phaseOf(nextLife(closed, { kind: "open", keeps: "any" }))).toBe("opening");
  });

  test("events that come too late change nothing", () => {
    const resting = after(open, opened);
    for (const late of [opened, stopped, { kind: "recovered", rest: "paused" }] as const) expect(nextLife(resting, late)).toBe(resting);
    const failed = after(open, opened, failure);
    for (const late of [opened, stopped, failure]) expect(nextLife(failed, late)).toBe(failed);
  });
});
