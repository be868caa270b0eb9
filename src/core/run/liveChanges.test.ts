import { describe, expect, it } from "vitest";
import { changesMade, forkedAt, restartOf, configAt, valuesAt, withChange } from "./liveChanges";
import type { LiveChange, RunConfig } from "./runConfig";

const change = (step: number, id: string, value: number, byHand = false): LiveChange => ({ step, id, value, ...(byHand ? { byHand: true } : {}) }) as LiveChange;
const begun = (...then: readonly LiveChange[]): RunConfig => ({ model: "vae", seed: 1, backend: "wasm", hyperparameters: { beta: 1, lr: 0.1, hidden: 16 }, ...(then.length > 0 ? { then } : {}) });

describe("values at a step", () => {
  const run = begun(change(5, "beta", 2), change(5, "lr", 0.2), change(8, "beta", 3));

  it("are the initial ones, and each change from its step on", () => {
    expect([0, 4, 5, 7, 8, 9].map((at) => valuesAt(run, at))).toEqual([
      { beta: 1, lr: 0.1, hidden: 16 }, { beta: 1, lr: 0.1, hidden: 16 }, { beta: 2, lr: 0.2, hidden: 16 }, { beta: 2, lr: 0.2, hidden: 16 },
      { beta: 3, lr: 0.2, hidden: 16 }, { beta: 3, lr: 0.2, hidden: 16 },
    ]);
  });

  it("are the run's present settings, without later changes and without the step where it began", () => {
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

  it("is inserted by its step, and later changes of that setting are dropped", () => {
    expect(withChange(run, change(6, "beta", 4)).then).toEqual([change(5, "beta", 2), change(6, "beta", 4), change(9, "lr", 0.2)]);
    expect(withChange(run, change(5, "beta", 4)).then).toEqual([change(5, "beta", 4), change(9, "lr", 0.2)]);
    expect(withChange(run, change(9, "beta", 4)).then).toEqual([change(5, "beta", 2), change(8, "beta", 3), change(9, "lr", 0.2), change(9, "beta", 4)]);
  });

  it("is ignored if the setting has that value already", () => {
    expect(withChange(run, change(6, "beta", 2)).then).toEqual([change(5, "beta", 2), change(9, "lr", 0.2)]);
    expect(withChange(begun(), change(6, "beta", 1))).toEqual(begun());
  });

  it("becomes an initial value at step 0", () => {
    expect(withChange(begun(change(5, "beta", 2), change(9, "lr", 0.2)), change(0, "beta", 4))).toEqual({ ...begun(change(9, "lr", 0.2)), hyperparameters: { beta: 4, lr: 0.1, hidden: 16 } });
  });
});

describe("a run that continues from a step", () => {
  it("keeps scheduled changes, and the reader's changes up to there", () => {
    const run = begun(change(5, "beta", 2, true), change(8, "beta", 3, true), change(9, "lr", 0.2));
    expect(forkedAt(run, 5).then).toEqual([change(5, "beta", 2, true), change(9, "lr", 0.2)]);
    expect(forkedAt(begun(change(8, "beta", 3, true)), 5)).toEqual(begun());
    expect(forkedAt(begun(), 5)).toEqual(begun());
  });
});

describe("a restart", () => {
  it("begins with the present settings, and scheduled changes happen again", () => {
    const run = begun(change(5, "beta", 2, true), change(9, "lr", 0.2));
    expect(restartOf(run, configAt(run, 10))).toEqual({ ...begun(change(9, "lr", 0.2)), hyperparameters: { beta: 2, lr: 0.1, hidden: 16 } });
  });

  it("begins with the reader's value of a setting that was scheduled and then changed", () => {
    const run = begun(change(5, "beta", 2), change(8, "beta", 3, true));
    expect(restartOf(run, configAt(run, 10))).toEqual({ ...begun(), hyperparameters: { beta: 3, lr: 0.1, hidden: 16 } });
  });
});
