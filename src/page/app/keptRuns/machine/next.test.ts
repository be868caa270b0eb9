/** Properties of saving: they hold after every sequence of events. For each, a planted fault is found. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runId, step } from "../../../../core/run/ids";
import { initialState } from "../../../state/stateKeys";
import { next, NOTHING_SAVED } from "./next";
import type { Saving, SavingEffect, SavingEvent, Seen } from "./state";

type Machine = typeof next;

/** A page whose run trains, goes back, is left and is written, and a storage. */
class SavingWorld {
  saving: Saving = NOTHING_SAVED;
  seen: Seen = initialState;
  readonly problems: string[] = [];
  readonly #next: Machine;
  #now = 0;
  #length = 0;
  #locked: string | null = null;
  /** When the state of a run that trains may be requested next. */
  #restsUntil = 0;

  constructor(machine: Machine) {
    this.#next = machine;
    this.dispatch({ kind: "begin", hidden: false, at: 0 });
  }

  dispatch(event: SavingEvent): void {
    const { state, effects } = this.#next(this.saving, event, this.seen);
    this.saving = state;
    for (const effect of effects) this.#perform(effect, event);
    const { stored: { losses, past }, id } = state;
    if (losses > this.#length) this.problems.push(`the losses of ${losses} steps count as stored, and there are ${this.#length}`);
    if (past.keyframes.some((at) => at > this.#length)) this.problems.push("a step that was undone counts as stored");
    if (id !== this.seen.keptAs || id !== this.#locked) this.problems.push(`the run ${this.seen.keptAs} is shown, ${id} is written, and ${this.#locked} is locked`);
  }

  #perform(effect: SavingEffect, { kind }: SavingEvent): void {
    if (effect.kind === "lock") {
      if (effect.before !== this.#locked) this.problems.push(`the lock of ${this.#locked} stays`);
      this.#locked = effect.id;
    }
    if (effect.kind === "take" && kind === "losses" && this.#now < this.#restsUntil) this.problems.push("the state is requested before it is due");
    if (effect.kind !== "take") return;
    this.#restsUntil = Infinity;
    this.dispatch({ kind: "taking" });
  }

  wait(ms: number): void {
    this.#now += ms;
  }

  /** The store changes. Another run has other losses. */
  show(patch: Partial<Seen>): void {
    if (patch.run !== undefined) this.losses(0);
    const before = this.seen;
    this.seen = { ...before, ...patch };
    if (patch.phase === "training" && before.phase !== "training") this.#restsUntil = this.#now + 2000;
    this.dispatch({ kind: "changed", before, at: this.#now });
  }

  /** There are losses of this many steps: more than before, or fewer. */
  losses(length: number): void {
    this.#length = length;
    this.dispatch({ kind: "losses", upTo: length, length, canWrite: true, at: this.#now });
  }

  taken(): void {
    this.#restsUntil = this.#now + 2000;
    this.dispatch({ kind: "taken", at: this.#now });
  }

  /** A write begins, which a run can have that has an id. */
  write(): void {
    if (this.seen.keptAs === null) return;
    const at = step(this.#length);
    this.dispatch({ kind: "writing", losses: this.#length, past: { steps: [at], keyframes: [{ step: at, halves: new Uint16Array() }] } });
  }

  written(n: number): void {
    if (this.seen.keptAs === null) return;
    if (n % 3 > 0) this.dispatch({ kind: "written", id: this.seen.keptAs, step: step(this.#length), wasThere: n % 2 === 0, durability: "relaxed" });
    this.dispatch({ kind: "write-over", refused: n % 3 > 0 ? null : (["full", "blocked", "refused"] as const)[n % 5] ?? "refused" });
  }
}

const ACTS: readonly ((world: SavingWorld, n: number) => void)[] = [
  (world, n) => world.wait(n * 50),
  (world, n) => world.losses(n),
  (world, n) => world.show({ phase: (["training", "paused", "finished", "opening"] as const)[n % 4]! }),
  (world, n) => world.show({ run: runId(n), keptAs: n % 2 === 0 ? null : `run ${n}`, phase: "opening" }),
  (world, n) => world.show({ keptAs: `run ${n}` }),
  (world, n) => world.show({ room: n % 2 === 0 ? "lab" : "play", comparison: n % 3 === 0 ? { kind: "setting", id: "beta", value: n } : null }),
  (world) => world.taken(),
  (world) => world.write(),
  (world, n) => world.written(n),
  (world, n) => world.dispatch({ kind: n % 2 === 0 ? "retry" : "hidden" }),
];
const sequences = fc.array(fc.tuple(fc.nat(ACTS.length - 1), fc.nat(200)), { maxLength: 60, size: "max" });

/** Plays the sequence with this machine. Returns the first problem; null: there is none. */
function play(machine: Machine, drawn: readonly (readonly [number, number])[]): string | null {
  const world = new SavingWorld(machine);
  for (const [act, n] of drawn) {
    ACTS[act]!(world, n);
    if (world.problems.length > 0) return world.problems[0]!;
  }
  return null;
}

test("nothing undone counts as stored, the tab locks the run that it writes and no other, and a run that trains is read every two seconds at most", () => {
  fc.assert(fc.property(sequences, (drawn) => { expect(play(next, drawn)).toBeNull(); }), { numRuns: 3000 });
});

describe("is found if it is planted:", () => {
  test.each<[string, Machine, RegExp]>([
    ["losses that were undone count as stored", (saving, event, seen) => next(saving, event.kind === "losses" ? { ...event, length: Infinity } : event, seen), /the losses of/],
    ["a keyframe that was undone counts as stored", (saving, event, seen) => next(saving, event.kind === "losses" ? { ...event, upTo: Infinity } : event, seen), /a step that was undone/],
    ["a lock stays", (saving, event, seen) => (event.kind === "changed" && seen.keptAs === null ? next({ ...saving, id: null }, { ...event, before: { ...event.before, keptAs: null } }, seen) : next(saving, event, seen)), /is locked/],
    ["an answer that is awaited does not count", (saving, event, seen) => (event.kind === "taking" ? { state: saving, effects: [] } : next(saving, event.kind === "taken" ? { ...event, at: -Infinity } : event, seen)), /before it is due/],
  ])("%s", (_, faulty, problem) => {
    const { failed } = fc.check(fc.property(sequences, (drawn) => !problem.test(play(faulty, drawn) ?? "")), { numRuns: 3000 });
    expect(failed).toBe(true);
  });
});
