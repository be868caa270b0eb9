/** The inputs of a followed image: its index, its class and the code it is decoded from. */
import { tensor2d } from "@tensorflow/tfjs-core";
import { laneOf } from "../../core/run/draws";
import type { FollowRequest } from "../../core/latent/follow";
import { oneHot } from "../../core/model/oneHot";
import { CLASSES, PIXELS } from "../../core/run/runConfig";
import type { Tensor2D } from "../../core/model/tf";
import { tf } from "../device/tf";
import { drawCodes } from "../pictures/priorDraws";
import type { PictureSource } from "../pictures/pictureSource";
import { GRID_COLUMNS, gridCodes } from "../pictures/sampleGrid";
import { noiseOfImages, noiseOfSamples } from "../step/noise";
import type { FrozenModel } from "../step/frozenModel";

export interface FollowedImage {
  /** The test image that is followed, used for conditioning, or compared with a generated one. */
  readonly image: number;
  /** Its class. */
  readonly label: number;
  /** The code from which an image is decoded, and its conditioning class. */
  readonly z: Float32Array;
  readonly class: number;
  /** The index of the sample, which determines its noise. */
  readonly sample: number;
}

/** Gives each draw of each image noise of its own. */
const DRAWS = 100_000;
/** Returns the `step` under which the noise of a draw of a test image is drawn. */
export const noiseStepOf = (image: number, draw: number): number => draw * DRAWS + image;

/** Returns the n numbers as a row, [1,n]; the caller disposes it. */
export const rowOf = (numbers: ArrayLike<number>): Tensor2D => tensor2d(Float32Array.from(numbers), [1, numbers.length]);

/** Returns a class as a one-hot row, [1,10]; the caller disposes it. */
export const classRow = (k: number): Tensor2D => tensor2d(oneHot([k]), [1, CLASSES]);

/** Returns the model's conditioning input from the test image, [1,784]; black for models without `given`. */
export function givenRow({ model, h }: FrozenModel, source: PictureSource, image: number): Tensor2D {
  if (!model.given) return tensor2d(new Float32Array(PIXELS), [1, PIXELS]);
  return model.given.of(tf, rowOf(source.testPixelsOf([image])), noiseOfImages(model, h, [image]), h);
}

/** Returns the inputs of `decode` for one code, z: [1,d]. */
export const decodeInputs = (frozen: FrozenModel, source: PictureSource, from: FollowedImage, z: Tensor2D) => ({
  z, y: classRow(from.class), given: givenRow(frozen, source, from.image), noise: noiseOfSamples(frozen.model, frozen.h, [from.sample]),
});

/** Returns the image that a request follows. The weights must stay valid until it resolves. */
export async function followedImage(frozen: FrozenModel, source: PictureSource, request: FollowRequest): Promise<FollowedImage> {
  const { subject, draw } = request;
  const labelOf = (image: number) => source.testLabels(image + 1)[image]!;
  switch (subject.kind) {
    case "image": {
      const label = labelOf(subject.index);
      const stream = { seed: source.seed, purpose: "sample", step: draw, lane: laneOf("follow") } as const;
      return { image: subject.index, label, z: await drawCodes(frozen, stream, 1), class: label, sample: draw };
    }
    case "sample": {
      const { z, classes } = await gridCodes(frozen, source.seed);
      const d = Number(frozen.h["latent"]);
      const column = subject.index % GRID_COLUMNS;
      const { given, conditional } = frozen.model;
      const image = given ? column : request.image;
      const at = given && !given.visible ? column : subject.index; // if the grid's rows are condition, output and original, all have the first row's code
      return {
        image, label: labelOf(image), z: z.slice(at * d, (at + 1) * d), class: classes[subject.index]!,
        sample: conditional ? Math.floor(subject.index / GRID_COLUMNS) : subject.index,
      };
    }
    case "code": return { image: request.image, label: labelOf(request.image), z: Float32Array.from(subject.z), class: subject.class, sample: 0 };
    default: return subject satisfies never;
  }
}
