/** Measures how often the model's own classifier misclassifies a test image. */
import { tidy } from "@tensorflow/tfjs-core";
import { CLASSES } from "../../../core/run/runConfig";
import { classesOf } from "../../../subject/metrics/judge/judge";
import { tf } from "../../device/tf";
import { bind } from "../../step/weights";
import { asBatch, realImages, slicesOf } from "../../measurementInputs/images";
import type { Measure } from "../../measurementInputs/measurement";
import type { testError } from "../../../subject/measurements/test-error/definition";

export const measure: Measure<typeof testError> = {
  needs: ["test"],
  judged: false,
  async *run({ frozen, data }, { images }) {
    const { model, specs, h, weights } = frozen;
    const seen = new Array<number>(CLASSES).fill(0);
    const wrong = new Array<number>(CLASSES).fill(0);
    for (const slice of slicesOf(images)) {
      const real = realImages(data, "test", slice);
      const logits = tidy(() => model.classify!(tf, bind(specs, weights, "use"), asBatch(frozen, real).x, h));
      const named = classesOf(await logits.data<"float32">());
      logits.dispose();
      real.classes.forEach((label, i) => {
        seen[label]!++;
        if (named[i] !== label) wrong[label]!++;
      });
      yield (slice.first + slice.count) / images;
    }
    const total = wrong.reduce((sum, count) => sum + count, 0);
    return { images, classes: seen.filter((count) => count > 0).length, error: total / images, perClass: wrong.map((count, label) => count / Math.max(1, seen[label]!)) };
  },
};
