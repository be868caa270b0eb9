/**
 * Fits a Gaussian to codes afterwards ("ex-post density estimation", Ghosh et al. 2020, "From Variational to Deterministic Autoencoders",
 * §4), decodes its samples, and classifies them.
 */
import { classesIn, classifyAll, codesOf, realImages, sampleImages, SLICE, slicesOf } from "../../measurementInputs/images";
import { subtask, type Measure } from "../../measurementInputs/measurement";
import { decodeImages } from "../../pictures/pictures";
import { MEASUREMENT_SEED } from "../../step/noise";
import { laneOf } from "../../step/weights";
import { codeNoises } from "../../../core/run/draws";
import { fitGaussian, gaussianCodes } from "../../../subject/metrics/frechet";
import type { Classified } from "../../measurementInputs/images";
import type { fittedGaussian } from "../../../subject/measurements/fitted-gaussian/definition";

/** The evaluation classifier is at least this sure of 98 % of the test images. */
const SURE = 0.9;

const clearOf = ({ certainties }: Classified): number => certainties.filter((certainty) => certainty > SURE).length / certainties.length;

export const measure: Measure<typeof fittedGaussian> = {
  needs: ["test"],
  judged: true,
  async *run(context, { images, samples }) {
    const { frozen, data } = context;
    const judge = await context.judge();
    const d = Number(frozen.h["latent"]);
    const inAll = images + 2 * samples;
    const codes = new Float32Array(images * d);
    for (const slice of slicesOf(images)) {
      codes.set(await codesOf(frozen, realImages(data, "test", slice)), slice.first * d);
      yield (slice.first + slice.count) / inAll;
    }
    const gaussian = fitGaussian(codes, d);
    const asked = classesIn(data);
    const fitted = yield* subtask(classifyAll(judge, samples, async ({ first, count }) => {
      const { z } = codeNoises({ seed: MEASUREMENT_SEED, purpose: "sample", step: first / SLICE, lane: laneOf("measurement") }, count, d);
      const classes = Uint8Array.from({ length: count }, (_, i) => asked[(first + i) % asked.length]!);
      return { pixels: await decodeImages(frozen, gaussianCodes(gaussian, z), classes), classes };
    }), images, inAll);
    const ofPrior = yield* subtask(classifyAll(judge, samples, (slice) => sampleImages(context, slice)), images + samples, inAll);
    return { images, samples, clear: clearOf(fitted), clearOfPrior: clearOf(ofPrior) };
  },
};
