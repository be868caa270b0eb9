import { expect, it } from "vitest";
import type { Model } from "../../../core/model/model";
import { PIXELS } from "../../../core/run/runConfig";
import { imagesOf } from "../../measurementInputs/images";
import { bench, modelReturning } from "../../../subject/measurements/testing";

const on = bench();

/** Codes are the image's first two pixels, which are paper, around (6, 0). */
const encode: Model["encode"] = (tf, _, { x }) => ({ mu: tf.add(tf.slice(x, [0, 0], [x.shape[0], 2]), tf.tensor2d([[6, 0]])) });

it("samples come from the codes' own distribution, which the prior misses", async () => {
  const seven = imagesOf(on.dataset, "test", [0]).pixels; // the first test image is a 7
  const model = modelReturning((tf, _, { z }) => tf.mul(tf.sigmoid(tf.mul(tf.sub(tf.slice(z, [0, 0], [z.shape[0], 1]), 5), 100)), tf.tensor2d(seven, [1, PIXELS])), { encode });
  const { clear, clearOfPrior } = await on.ask("fitted-gaussian", { images: 300, samples: 300 }, model);
  expect(clear).toBe(1);
  expect(clearOfPrior).toBe(0); // no draw from N(0, 1) is above 5, and empty paper is no clear digit
});
