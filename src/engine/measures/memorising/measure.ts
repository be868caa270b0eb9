/** Measures whether the model has memorised training images: samples and test images, each with its nearest training image. */
import { tensor2d, tidy } from "@tensorflow/tfjs-core";
import { PIXELS } from "../../../core/run/runConfig";
import { updateNearest, memorising as compare, noNeighbours, squaredDistance, squaredDistances } from "../../../subject/metrics/nearest";
import { toBytes } from "../../pictures/pictures";
import { tf } from "../../device/tf";
import { realImages, sampleImages, SLICE, slicesOf, type Slice } from "../../measurementInputs/images";
import type { Measure, MeasurementContext } from "../../measurementInputs/measurement";
import type { memorising } from "../../../subject/measurements/memorising/definition";

/** The number of training images in one slice. */
const BLOCK = 1000;

export const measure: Measure<typeof memorising> = {
  needs: ["train", "test"],
  judged: false,
  async *run(context, { samples, images }) {
    const { data } = context;
    // Samples come in whole slices, so that they are the same as in other measurements.
    const made = (await sampleImages(context, { first: 0, count: Math.min(SLICE, samples) })).pixels;
    const queries = new Float32Array((samples + images) * PIXELS);
    queries.set(made);
    queries.set(realImages(data, "test", { first: 0, count: images }).pixels, samples * PIXELS);
    const best = noNeighbours(samples + images);
    for (const slice of slicesOf(data.trainImages, BLOCK)) {
      updateNearest(best, await distancesTo(queries, context, slice), slice.first);
      yield (slice.first + slice.count) / data.trainImages;
    }
    const nearestPixels = new Uint8Array(samples * PIXELS);
    const distances = Array.from(best.index, (image, query) => {
      const { pixels } = realImages(data, "train", { first: image, count: 1 });
      if (query < samples) toBytes(pixels, nearestPixels, query * PIXELS);
      return Math.sqrt(squaredDistance(queries, query, pixels, 0, PIXELS));
    });
    const pixels = new Uint8Array(samples * PIXELS);
    toBytes(made, pixels);
    const nearest = distances.slice(0, samples).map((distance, i) => ({ image: best.index[i]!, distance }));
    return { images, nearest, pixels, nearestPixels, ...compare(distances.slice(0, samples), distances.slice(samples)) };
  },
};

async function distancesTo(queries: Float32Array, { data }: MeasurementContext, slice: Slice): Promise<Float32Array> {
  const distances = tidy(() => {
    const block = tensor2d(realImages(data, "train", slice).pixels, [slice.count, PIXELS]);
    return squaredDistances(tf, tensor2d(queries, [queries.length / PIXELS, PIXELS]), block);
  });
  try {
    return await distances.data<"float32">();
  } finally {
    distances.dispose();
  }
}
