/** Properties of a run's machine: they hold after every sequence of events, even of late, repeated and outdated ones. For each, a planted fault is found. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runId, step } from "../../../../core/run/ids";
import { EXHAUSTIVE } from "../../../../core/testing";
import type { RunEvent } from "./events";
import { mayLeave, TOO_FEW_STEPS } from "./state";
import { next } from "./next";
import { CONFIG, DEPARTURE, MachineWorld } from "./testing";

type Act = (world: MachineWorld, n: number) => void;

/** What readers, workers and clocks do; how often, and what. */
const ACTS: readonly (readonly [weight: number, act: Act])[] = [
  [4, (world, n) => world.dispatch({ kind: "open", config: { ...CONFIG, seed: n }, options: { keepTraining: n % 2 === 0, settle: n % 3 === 0 ? 200 : 0, fork: n % 5 === 0 } })],
  [2, (world) => { if (mayLeave(world.state, world.seen)) world.dispatch({ kind: "leave", ask: world.ask(), departure: DEPARTURE }); }],
  [6, (world, n) => world.dispatch({ kind: "train", ask: world.ask(), steps: n % 2 === 0 ? n : undefined, restart: n % 3 === 0 })],
  [4, (world) => world.dispatch({ kind: "pause", ask: world.ask() })],
  [1, (world) => world.dispatch({ kind: "stop-now" })],
  [5, (world, n) => world.dispatch({ kind: "change", id: n % 2 === 0 ? "beta" : "lr", value: n })],
  [2, (world, n) => world.dispatch({ kind: "hold", hold: n % 3 === 0 ? { at: null } : n % 2 === 0 ? { at: step(n) } : { suspended: n % 4 === 1 } })],
  [1, (world) => world.dispatch({ kind: "retry-data", ask: world.ask() })],
  [2, (world) => world.dispatch({ kind: "await-open", ask: world.ask() })],
  [20, (world, n) => world.deliver(n)],
  [20, (world) => world.deliver(0)], // in their order
  [3, (world, n) => { // what has come already comes again, perhaps long after
    const again = world.past.filter(({ kind }) => ["opened", "not-opened", "trained", "not-trained", "not-paused", "changed", "left", "reached", "snapshot", "failed", "changes-due"].includes(kind));
    if (again.length > 0) world.dispatch(again[n % again.length]!);
  }],
  [2, (world) => world.lose()],
  [4, (world, n) => {
    const at = step(world.state.lastStep + n);
    world.dispatch({ kind: "reached", at });
    if (!world.state.leaving) world.seen = { ...world.seen, step: at };
  }],
  [1, (world) => world.dispatch({ kind: "snapshot", snapshot: { step: world.state.lastStep, tensors: {} } })],
  [1, (world) => world.dispatch({ kind: "failed", error: { code: "data-unreachable", message: "" } })],
  [1, (world) => world.dispatch({ kind: "out-of-data" })],
  [1, (world, n) => world.dispatch({ kind: "tick", silentFor: n })],
  [1, (world, n) => world.dispatch({ kind: "heartbeat", training: n % 2 === 0, waitingForData: n % 3 === 0, stepMs: null, step: step(n % 4) })],
  [1, (world) => world.dispatch({ kind: "device", report: { wish: "auto", chosen: "wasm", reason: "fell-back", trials: [] } })],
  [1, (world, n) => { if (n % 7 === 0) world.dispatch({ kind: "dispose" }); }],
];
const WEIGHED = ACTS.flatMap(([weight, act]) => Array.from({ length: weight }, () => act));

const sequences = fc.array(fc.tuple(fc.nat(WEIGHED.length - 1), fc.nat(2 * TOO_FEW_STEPS)), { maxLength: 60, size: "max" });

/** Plays the sequence with this machine. Returns the first problem; null: there is none. */
function play(machine: typeof next, drawn: readonly (readonly [number, number])[]): string | null {
  const world = new MachineWorld(machine);
  if (drawn.length % 4 > 0) world.trained();
  for (const [act, n] of drawn) {
    WEIGHED[act]!(world, n);
    world.settle();
    world.check();
    if (world.problems.length > 0) return world.problems[0]!;
  }
  return null;
}

test("10,000 sequences: one opening at most is in flight, it trains while the worker does, no setting is lost, earlier runs change nothing, and the end is the end", () => {
  fc.assert(fc.property(sequences, (drawn) => { expect(play(next, drawn)).toBeNull(); }), { numRuns: EXHAUSTIVE ? 200_000 : 10_000 });
}, 600_000);

describe("is found if it is planted:", () => {
  test.each<[string, typeof next, RegExp]>([
    ["an outdated attempt goes on", (state, event, seen) => next(state, event.kind === "opening" ? { ...event, attempt: state.attempt.id } : event, seen), /in flight|asks to be opened/],
    ["a late answer ends a newer training", (state, event, seen) => (
      event.kind === "trained" && state.life.kind === "training" ? next(state, { ...event, request: state.life.training.id, attempt: state.attempt.id }, seen) : next(state, event, seen)
    ), /trains/],
    ["a setting is forgotten when its worker is lost", (state, event, seen) => (event.kind === "changed" && event.at === null ? { state, effects: [] } : next(state, event, seen)), /neither sent nor waiting/],
    ["a setting of an earlier run is recorded", (state, event, seen) => next(state, event.kind === "changed" ? { ...event, run: state.run } : event, seen), /of an earlier run causes/],
    ["it goes on after its end", (state, event, seen) => next({ ...state, disposed: state.disposed && event.kind !== "reached" }, event, seen), /after the end/],
  ])("%s", (_, faulty, problem) => {
    const { failed, counterexample } = fc.check(fc.property(sequences, (drawn) => !problem.test(play(faulty, drawn) ?? "")), { numRuns: 10_000 });
    expect([failed, counterexample !== null]).toEqual([true, true]);
  }, 120_000);
});

describe("bad input changes nothing that belongs to another run:", () => {
  /** A world whose run trains, and a run before it. */
  function secondRun(): MachineWorld {
    const world = new MachineWorld(next);
    world.trained();
    world.trained();
    return world;
  }
  const [error, outcome] = [{ code: "internal", message: "" }, { step: step(9), reason: "reached" }] as const;

  test.each<[string, RunEvent]>([
    ["the answer to an earlier training", { kind: "trained", request: 1, attempt: runId(1), outcome }],
    ["the failure of an earlier training", { kind: "not-trained", request: 1, attempt: runId(1), error }],
    ["an earlier pause that failed", { kind: "not-paused", request: 1 }],
    ["an earlier opening that failed", { kind: "not-opened", attempt: runId(1), error }],
    ["images for an earlier opening", { kind: "images", attempt: runId(1), own: null }],
    ["a second answer to the opening", { kind: "not-opened", attempt: runId(2), error }],
    ["a setting that another run was given", { kind: "changed", run: 1, values: { beta: 7 }, rested: true, at: step(3) }],
    ["the state of a run that nobody leaves", { kind: "left", last: { snapshot: null, picture: null } }],
  ])("%s", (_, event) => {
    const world = secondRun();
    const { life, begun, attempt } = world.state;
    const { seen } = world;
    world.dispatch(event);
    expect([world.state.life, world.state.begun, world.state.attempt, world.seen, world.problems]).toEqual([life, begun, attempt, seen, []]);
  });

  test("a read of the last weights that never ends keeps another run from opening, and the reader from nothing else", () => {
    const world = secondRun();
    world.dispatch({ kind: "reached", at: step(TOO_FEW_STEPS + 1) });
    world.dispatch({ kind: "leave", ask: world.ask(), departure: DEPARTURE });
    world.dispatch({ kind: "open", config: CONFIG, options: {} });
    world.owed = world.owed.filter(({ event }) => event.kind !== "left" && event.kind !== "opening");
    world.dispatch({ kind: "train", ask: world.ask(), steps: undefined, restart: false });
    world.dispatch({ kind: "change", id: "beta", value: 3 });
    world.settle();
    expect([world.state.life, world.state.begun.hyperparameters["beta"]]).toMatchObject([{ kind: "opening", training: { counted: false } }, 3]);
  });

  test.each<[string, (world: MachineWorld) => unknown]>([
    ["before anything is opened", () => undefined],
    ["while it opens", (world) => world.dispatch({ kind: "open", config: CONFIG, options: {} })],
    ["while it trains", (world) => world.trained()],
    ["while it pauses", (world) => { world.trained(); world.dispatch({ kind: "pause", ask: world.ask() }); }],
    ["while a setting is sent", (world) => { world.trained(); world.dispatch({ kind: "change", id: "beta", value: 3 }); world.dispatch({ kind: "changes-due" }); }],
    ["while it is left", (world) => { world.trained(); world.dispatch({ kind: "leave", ask: world.ask(), departure: DEPARTURE }); }],
    ["after it has failed", (world) => { world.trained(); world.dispatch({ kind: "not-trained", request: 1, attempt: runId(1), error }); }],
  ])("the end comes %s, and nothing after it", (_, before) => {
    const world = new MachineWorld(next);
    before(world);
    world.dispatch({ kind: "dispose" });
    world.settle();
    while (world.owed.length > 0) world.deliver(0);
    expect([world.state.life, world.problems]).toEqual([{ kind: "none" }, []]);
  });
});
