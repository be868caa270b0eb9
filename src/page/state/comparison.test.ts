import { describe, expect, test } from "vitest";
import { defaultsOf } from "../../core/model/hyperparameters";
import type { RunConfig } from "../../core/run/runConfig";
import { findModel, models } from "../../subject/models/registry";
import { comparableModels, comparableSettings, differenceOf, differenceText, isDifference, readDifference, secondConfig } from "./comparison";

const run = (model: string, more: RunConfig["hyperparameters"] = {}): RunConfig =>
  ({ model, seed: 1, backend: "auto", hyperparameters: { ...defaultsOf(findModel(model)!.hyperparameters), ...more } });

describe("the difference of two runs", () => {
  test("may be a setting in use, but not the data", () => {
    const ids = comparableSettings(run("vae")).map(([id]) => id);
    expect(ids).toEqual(expect.arrayContaining(["beta", "lr", "latent", "hidden", "batch", "likelihood"]));
    expect(ids).not.toContain("data");
    expect(ids).not.toContain("sigma"); // not in use for Bernoulli pixels
  });

  test("may be another model with a decoder or generator of the same widths and no further inputs", () => {
    const beside = (id: string) => comparableModels(run(id)).map((model) => model.id);
    expect(beside("vae")).toEqual(expect.arrayContaining(["ae", "beta-vae", "iwae"]));
    expect(beside("vae")).not.toContain("cvae");
    expect(beside("vae")).not.toContain("conv-vae");
    expect(beside("translate")).toEqual([]);
    expect(beside("vae")).toContain("gan");
    for (const { id } of models) {
      for (const other of beside(id)) {
        const second = secondConfig(run(id), { kind: "model", model: other });
        expect(comparableModels(second).map((model) => model.id), `${id} beside ${other}`).toContain(id);
      }
    }
  });
});

describe("the second run", () => {
  test("equals the first except for the value of one setting", () => {
    const first = run("vae", { hidden: 64 });
    const second = secondConfig(first, { kind: "setting", id: "beta", value: 4 });
    expect(second).toEqual({ ...first, hyperparameters: { ...first.hyperparameters, beta: 4 } });
  });

  test("has the first one's changes of live settings, except of the setting that differs", () => {
    const then = [{ step: 10, id: "beta", value: 2 }, { step: 20, id: "lr", value: 0.01 }];
    const second = secondConfig({ ...run("vae"), then }, { kind: "setting", id: "beta", value: 4 });
    expect(second.then).toEqual([{ step: 20, id: "lr", value: 0.01 }]);
  });

  test("of another model keeps the settings that both have", () => {
    const second = secondConfig(run("vae", { hidden: 64, latent: 3, beta: 7 }), { kind: "model", model: "ae" });
    expect(second).toMatchObject({ model: "ae", seed: 1, hyperparameters: { hidden: 64, latent: 3 } });
    expect(second.hyperparameters).not.toHaveProperty("beta");
  });
});

describe("as a text", () => {
  test.each(["beta:4", "lr:0.0005", "likelihood:gaussian", "model:ae", "latent:20"])("%s", (text) => {
    const difference = readDifference(text, run("vae"))!;
    expect(isDifference(run("vae"), difference)).toBe(true);
    expect(differenceText(difference)).toBe(text);
  });

  test("out of range becomes the nearest value; an invalid difference is null", () => {
    expect(readDifference("beta:99", run("vae"))).toEqual({ kind: "setting", id: "beta", value: 40 });
    for (const text of ["beta:1", "beta:x", "beta", "", "gamma:1", "model:vae", "model:cgan", "model:", "data:ring", "__proto__:1", "sigma:2"]) {
      expect(readDifference(text, run("vae")), text).toBeNull();
    }
    expect(differenceOf("beta", 4, run("gan"))).toBeNull();
  });
});
