/** These tests hold for every measurement, on every model that it applies to. */
import { memory } from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import type { Model } from "../../core/model/model";
import { supersededError } from "../../core/newest";
import { eachNth } from "../../core/testing";
import { datasetOf } from "../data/open";
import { dataOf } from "../data/registry";
import { judgeSource, MEASURES } from "../../engine/measurements";
import { judgeBytes } from "../../engine/measurements/testing";
import type { FrozenModel } from "../../engine/step/frozenModel";
import { smallSettings } from "../../engine/testing";
import { models } from "../models/registry";
import type { Definition } from "./measurement";
import { MEASUREMENT_IDS, MEASUREMENTS, measurementsOf, type MeasurementId } from "./registry";
import { bench, modelOf } from "./testing";

const on = bench();

/** There are enough for two slices. */
const SLICED: Readonly<Partial<Record<MeasurementId, number>>> = { "class-accuracy": 260, "classes-found": 260, "class-histogram": 260, "digit-fid": 260 };

/** Some images and samples, and the minimum of all else, but more than none and than one. */
const small = (id: MeasurementId) => Object.fromEntries(Object.entries<Definition["settings"][string]>(MEASUREMENTS[id].settings).map(([name, { min, max }]) =>
  [name, name === "images" || name === "samples" ? Math.max(min, SLICED[id] ?? 20) : name === "carried" ? 100 : Math.min(max, Math.max(min, 2))]));

/** There are fewer training images, so that measurements of all of them are fast. */
async function expectWhole(id: MeasurementId, of: FrozenModel): Promise<void> {
  const dataset = { ...datasetOf(of.h, () => on.dataset), trainImages: 2500 };
  const shares: number[] = [];
  const before = memory().numTensors;
  const result = await on.ask(id, small(id), of, { dataset, onProgress: (share) => shares.push(share) });
  expect(memory().numTensors, id).toBe(before);
  expect(structuredClone(result)).toEqual(result);
  JSON.stringify(result, (key, value: unknown) => {
    if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`${id}: ${key} = ${value}`);
    return ArrayBuffer.isView(value) ? [] : value;
  });
  expect(shares.length, id).toBeGreaterThan(0);
  expect([...shares].sort((a, b) => a - b), id).toEqual(shares);
  expect(shares.at(-1), id).toBeCloseTo(1, 10);
  const ending = new AbortController();
  const ended = on.ask(id, small(id), of, { dataset, signal: ending.signal, onProgress: () => ending.abort(supersededError()) });
  await expect(ended).rejects.toMatchObject({ code: "superseded" });
  expect(memory().numTensors, id).toBe(before);
}

describe.each(MEASUREMENT_IDS)("%s", (id) => {
  const measured = models.filter((model) => measurementsOf(model, dataOf(smallSettings(model)).kind).includes(id));
  it.each(eachNth(3, measured))("of $id gives finite numbers, leaks no tensor, and can be ended after a slice", async (model) => {
    await expectWhole(id, on.frozen(model));
  });
});

describe.each([["vae", "ring"], ["vae", "line"], ["gan", "ring"], ["wgan-gp", "ring"]])("of %s on %s", (id, data) => {
  it.each(measurementsOf(modelOf(id), "points"))("%s gives finite numbers, leaks no tensor, and can be ended after a slice", async (one) => {
    await expectWhole(one, on.frozen(modelOf(id), { data }));
  });
});

it.each([["vae", "ring"], ["vae", "line"], ["gan", "ring"], ["wgan-gp", "ring"]])("those of points apply to %s on %s; those of images are refused", async (id, data) => {
  const of = on.frozen(modelOf(id), { data });
  expect(measurementsOf(of.model, "points")).toContain("divergences");
  await expect(on.ask("digit-fid", {}, of, { dataset: datasetOf(of.h, () => on.dataset) })).rejects.toMatchObject({ code: "no-such-measurement" });
  await expect(on.ask("divergences", {}, on.frozen(modelOf(id)))).rejects.toMatchObject({ code: "no-such-measurement" });
});

it("they apply to the models that they are defined for", () => {
  const hasTestError = (model: Model) => measurementsOf(model, "image").includes("test-error");
  expect(["ss-vae", "acgan", "vae", "gan"].map((id) => hasTestError(modelOf(id)))).toEqual([true, true, false, false]);
  for (const model of models) expect(hasTestError(model), model.id).toBe(model.classify !== undefined);
  const unlabelled: Model = { ...modelOf("cgan"), findsClasses: true };
  expect(measurementsOf(unlabelled, "image")).toEqual(measurementsOf(modelOf("cgan"), "image")
    .filter((id) => id !== "augmentation").map((id) => (id === "class-accuracy" ? "classes-found" : id)));
  expect(Object.keys(MEASURES)).toEqual(MEASUREMENT_IDS);
});

it("they refuse settings out of range, other models' measurements and unknown ones", async () => {
  const of = on.frozen(modelOf("vae"));
  for (const k of [0, -1, 5_001, 1.5, NaN, Infinity]) {
    await expect(on.ask("k-sample-bound", { k }, of)).rejects.toMatchObject({ code: "bad-setting" });
  }
  await expect(on.ask("class-accuracy", {}, of)).rejects.toMatchObject({ code: "no-such-measurement" });
  await expect(on.ask("toString" as MeasurementId, {}, of)).rejects.toMatchObject({ code: "no-such-measurement" });
  for (const ranges of Object.values(MEASUREMENTS).map(({ settings }) => settings)) {
    for (const { min, max, default: standard } of Object.values<Definition["settings"][string]>(ranges)) {
      expect(min <= standard && standard <= max).toBe(true);
    }
  }
});

it("they refuse a damaged evaluation classifier, and hold no tensor afterwards", async () => {
  const of = on.frozen(modelOf("gan"));
  const before = memory().numTensors;
  const damaged = judgeSource(async () => (await judgeBytes()).slice(1));
  await expect(on.ask("class-histogram", {}, of, { judge: damaged })).rejects.toMatchObject({ code: "judge-damaged" });
  expect(memory().numTensors).toBe(before);
});
