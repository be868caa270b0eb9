import { sampleImages, slicesOf } from "../../measurementInputs/images";
import type { Measure } from "../../measurementInputs/measurement";
import type { exampleInk } from "../../../subject/measurements/example-ink/definition";

/** Measures in slices: between two of them training continues. */
export const measure: Measure<typeof exampleInk> = {
  needs: [],
  judged: false,
  async *run(context, { samples, k }) {
    let ink = 0;
    for (const slice of slicesOf(samples)) {
      const { pixels } = await sampleImages(context, slice);
      ink += (k * pixels.reduce((sum, grey) => sum + grey, 0)) / pixels.length * (slice.count / samples);
      yield (slice.first + slice.count) / samples;
    }
    return { samples, ink };
  },
};
