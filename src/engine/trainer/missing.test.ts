/** A model that is trained on images with missing pixels: these do not influence its losses. */
import { beforeAll, describe, expect, it } from "vitest";
import { PIXELS } from "../../core/run/runConfig";
import { hideMissing, MISSING } from "../../core/model/missing";
import { models } from "../../subject/models/registry";
import { greyImages, smallSettings, useBackend } from "../testing";
import type { TrainingData } from "./batches";
import { createTrainer } from "./trainer";

beforeAll(() => useBackend("wasm"));

const SEED = 3;
const STEPS = 3;

describe.each(models.filter(({ missing }) => missing).map((model) => [model.id, model] as const))("%s", (id, model) => {
  const hyperparameters = smallSettings(model);
  const share = model.missing!.share(hyperparameters);

  /** Grey images in which either the missing or the observed pixels are white. */
  const white = (which: "missing" | "observed"): TrainingData => ({
    ...greyImages,
    fillTrain(indices, x, y) {
      greyImages.fillTrain(indices, x, y);
      const hidden = new Float32Array(x.length);
      hideMissing(hidden, indices, share, { seed: SEED, half: "train" });
      for (let i = 0; i < indices.length * PIXELS; i++) if ((hidden[i] === MISSING) === (which === "missing")) x[i] = 1;
    },
  });

  it.each(["eager", "compiled"])("learns from observed pixels, and from no other: %s", async (mode) => {
    const losses = async (dataset: TrainingData) => {
      const run = createTrainer(model, { model: id, seed: SEED, backend: "wasm", hyperparameters }, dataset);
      if (mode === "compiled") expect((await run.compile()).mode).toBe("compiled");
      for (let i = 0; i < STEPS; i++) run.advance();
      const found = await run.losses();
      run.dispose();
      return found;
    };
    const found = await losses(greyImages);
    expect(await losses(white("missing"))).toEqual(found);
    expect(await losses(white("observed"))).not.toEqual(found);
  });
});
