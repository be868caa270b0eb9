/** A model that sees few labels: hidden labels do not influence its losses, visible ones do. */
import { beforeAll, describe, expect, it } from "vitest";
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import { step } from "../../core/run/ids";
import { oneHot } from "../../core/model/oneHot";
import { CLASSES } from "../../core/run/runConfig";
import { imagesWithLabel, LABELS_DRAWN_FROM } from "../../subject/data/labelled";
import { models } from "../../subject/models/registry";
import { greyImages, smallSettings, useBackend } from "../testing";
import type { TrainingData } from "./batches";
import { createTrainer } from "./trainer";

beforeAll(() => useBackend("wasm"));

const PER_CLASS = 2;
const STEPS = 3;

const SEED = 3;

const inTurn = (image: number) => image % CLASSES;
const visible = new Set(imagesWithLabel(greyImages.trainLabels(LABELS_DRAWN_FROM), PER_CLASS, SEED));

/** Grey images, of which image i has the label labelOf(i). */
const labelledBy = (labelOf: (image: number) => number): TrainingData => ({
  ...greyImages,
  fillTrain(indices, x, y) {
    greyImages.fillTrain(indices, x, y);
    y.set(oneHot(Array.from(indices, labelOf)));
  },
});
const right = labelledBy(inTurn);
const othersWrong = labelledBy((image) => (visible.has(image) ? inTurn(image) : (7 * image + 3) % CLASSES));
const visibleWrong = labelledBy((image) => (visible.has(image) ? CLASSES - 1 - inTurn(image) : inTurn(image)));

describe.each(models.filter(({ labelled }) => labelled).map((model) => [model.id, model] as const))("%s", (id, model) => {
  const hyperparameters: HyperparameterValues = { ...smallSettings(model), labels: PER_CLASS };
  const trainer = (dataset: TrainingData) => createTrainer(model, { model: id, seed: SEED, backend: "wasm", hyperparameters }, dataset);

  it.each(["eager", "compiled"])("learns from the visible labels, and from no other: %s", async (mode) => {
    const trained = async (dataset: TrainingData) => {
      const run = trainer(dataset);
      if (mode === "compiled") expect((await run.compile()).mode).toBe("compiled");
      for (let i = 0; i < STEPS; i++) run.advance();
      const found = { losses: await run.losses(), snapshot: await run.snapshot() };
      run.dispose();
      return found;
    };
    const found = await trained(right);
    expect(await trained(othersWrong)).toEqual(found);
    expect((await trained(visibleWrong)).losses).not.toEqual(found.losses);
  });

  it("passes to a check only the labels that it sees", async () => {
    const run = trainer(right);
    const { images } = await run.dryRun(step(5));
    run.dispose();
    const labels = images.map(({ y }) => y.reduce((sum, value) => sum + value, 0));
    expect(labels).toEqual([...labels.slice(1).map(() => 0), Number(hyperparameters["batch"])]);
  });

  it("waits for the labelled images, whatever else a step needs", () => {
    const run = trainer(right);
    expect(run.imagesNeeded(step(0))).toBeGreaterThanOrEqual(LABELS_DRAWN_FROM);
    run.dispose();
  });
});
