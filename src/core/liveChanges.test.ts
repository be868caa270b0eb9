import { describe, expect, it } from "vitest";
import { changesMade, forkedAt, restartOf, configAt, valuesAt, withChange } from "./liveChanges";
import type { LiveChange, RunConfig } from "./runConfig";

const change = (step: number, id: string, value: number, byHand = false): LiveChange => ({ step, id, value, ...(byHand ? { byHand: true } : {}) }) as LiveChange;
const begun = (...then: readonly LiveChange[]): RunConfig => ({ model: "vae", seed: 1, backend: "wasm", hyperparameters: { beta: 1, lr: 0.1, hidden: 16 }, ...(then.length > 0 ? { then } : {}) });

describe("values at a step", () => {
  const run = begun(change(5, "beta", 2), change(5, "lr", 0.2), change(8, "beta", 3));

  it("are those that the run began with, and each change from its step on", () => {
    expect([0, 4, 5, 7, 8, 9].map((at) => valuesAt(run, at))).toEqual([
      { beta: 1, lr: 0.1, hidden: 16 }, { beta: 1, lr: 0.1, hidden: 16 }, { beta: 2, lr: 0.2, hidden: 16 }, { beta: 2, lr: 0.2, hidden: 16 },
      { beta: 3, lr: 0.2, hidden: 16 }, { beta: 3, lr: 0.2, hidden: 16 },
    ]);
  });

  it("are what a run stands at, which says neither what is still to change nor where it began", () => {
    expect(configAt({ ...run, begin: 3 }, 5)).toEqual({ ...begun(), hyperparameters: { beta: 2, lr: 0.2, hidden: 16 } });
  });

  it("follow from the changes that were made, each with the value before it", () => {
    expect(changesMade(run, 8).map(({ id, from, value }) => [id, from, value])).toEqual([["beta", 1, 2], ["lr", 0.1, 0.2], ["beta", 2, 3]]);
    expect(changesMade(run, 7)).toHaveLength(2);
    expect(run.hyperparameters["beta"]).toBe(1);
  });
});

describe("one more change", () => {
  const run = begun(change(5, "beta", 2), change(8, "beta", 3), change(9, "lr", 0.2));

  it("takes its place by its step, and what was to happen to that setting later is given up", () => {
    expect(withChange(run, change(6, "beta", 4)).then).toEqual([change(5, "beta", 2), change(6, "beta", 4), change(9, "lr", 0.2)]);
    expect(withChange(run, change(5, "beta", 4)).then).toEqual([change(5, "beta", 4), change(9, "lr", 0.2)]);
    expect(withChange(run, change(9, "beta", 4)).then).toEqual([change(5, "beta", 2), change(8, "beta", 3), change(9, "lr", 0.2), change(9, "beta", 4)]);
  });

  it("is none where the setting has that value then", () => {
    expect(withChange(run, change(6, "beta", 2)).then).toEqual([change(5, "beta", 2), change(9, "lr", 0.2)]);
    expect(withChange(begun(), change(6, "beta", 1))).toEqual(begun());
  });

  it("at step 0 is what the run begins with", () => {
    expect(withChange(begun(change(5, "beta", 2), change(9, "lr", 0.2)), change(0, "beta", 4))).toEqual({ ...begun(change(9, "lr", 0.2)), hyperparameters: { beta: 4, lr: 0.1, hidden: 16 } });
  });
});

describe("a run that goes on from a step", () => {
  it("has what was laid down, and what was changed by hand up to there", () => {
    const run = begun(change(5, "beta", 2, true), change(8, "beta", 3, true), change(9, "lr", 0.2));
    expect(forkedAt(run, 5).then).toEqual([change(5, "beta", 2, true), change(9, "lr", 0.2)]);
    expect(forkedAt(begun(change(8, "beta", 3, true)), 5)).toEqual(begun());
    expect(forkedAt(begun(), 5)).toEqual(begun());
  });
});

describe("a restart", () => {
  it("begins with the settings as they stand, and what was laid down happens again", () => {
    const run = begun(change(5, "beta", 2, true), change(9, "lr", 0.2));
    expect(restartOf(run, configAt(run, 10))).toEqual({ ...begun(change(9, "lr", 0.2)), hyperparameters: { beta: 2, lr: 0.1, hidden: 16 } });
  });

  it("of a setting that was laid down and then changed by hand begins with the hand's", () => {
    const run = begun(change(5, "beta", 2), change(8, "beta", 3, true));
    expect(restartOf(run, configAt(run, 10))).toEqual({ ...begun(), hyperparameters: { beta: 3, lr: 0.1, hidden: 16 } });
  });
});
