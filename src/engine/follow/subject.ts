/** The image that is followed, as far as it is known before the model sees it: its pixels, its class, the code it is made from. */
import { tensor2d } from "@tensorflow/tfjs-core";
import { laneOf } from "../../core/draws";
import type { FollowRequest } from "../../core/follow";
import { oneHot } from "../../core/oneHot";
import { CLASSES, PIXELS } from "../../core/runConfig";
import type { Tensor2D } from "../../core/tf";
import { tf } from "../device/tf";
import { drawCodes } from "../pictures/priorDraws";
import type { PictureSource } from "../pictures/pictureSource";
import { GRID_COLUMNS, gridCodes } from "../pictures/sampleGrid";
import { noiseOfImages, noiseOfSamples } from "../step/noise";
import type { Still } from "../step/still";

export interface FollowedImage {
  /** The test image: the one that is followed, that is given to the model, or that stands beside a generated one. */
  readonly image: number;
  /** Its class. */
  readonly label: number;
  /** The code that an image is made from, and the class that it is made for. */
  readonly z: Float32Array;
  readonly class: number;
  /** Which sample it is, by which noise of samples is drawn. */
  readonly sample: number;
}

/** Keeps the noise of one draw of one image apart from that of others. */
const DRAWS = 100_000;
export const noiseStep = (image: number, draw: number): number => draw * DRAWS + image;

export const rowOf = (numbers: ArrayLike<number>): Tensor2D => tensor2d(Float32Array.from(numbers), [1, numbers.length]);

export const classRow = (k: number): Tensor2D => tensor2d(oneHot([k]), [1, CLASSES]);

/** What the model is given of the test image; black for models that are given nothing. [1,784]. */
export function givenRow({ model, h }: Still, source: PictureSource, image: number): Tensor2D {
  if (!model.given) return tensor2d(new Float32Array(PIXELS), [1, PIXELS]);
  return model.given.of(tf, rowOf(source.testPixelsOf([image])), noiseOfImages(model, h, [image]), h);
}

/** What `decode` needs for the image that is made of a code, [1,d]. */
export const decodeInputs = (still: Still, source: PictureSource, from: FollowedImage, z: Tensor2D) => ({
  z, y: classRow(from.class), given: givenRow(still, source, from.image), noise: noiseOfSamples(still.model, still.h, [from.sample]),
});

/** Its class is that of the test image unless another was asked for. The weights must stay until then. */
export async function followedImage(still: Still, source: PictureSource, wish: FollowRequest): Promise<FollowedImage> {
  const { subject, draw } = wish;
  const labelOf = (image: number) => source.testLabels(image + 1)[image]!;
  switch (subject.kind) {
    case "image": {
      const label = labelOf(subject.index);
      const stream = { seed: source.seed, purpose: "sample", step: draw, lane: laneOf("follow") } as const;
      return { image: subject.index, label, z: await drawCodes(still, stream, 1), class: label, sample: draw };
    }
    case "sample": {
      const { z, classes } = await gridCodes(still, source.seed);
      const d = Number(still.h["latent"]);
      const column = subject.index % GRID_COLUMNS;
      const { given, conditional } = still.model;
      const image = given ? column : wish.image;
      const at = given && !given.visible ? column : subject.index; // where rows are what is given, what is made and what is true, all have the first row's code
      return {
        image, label: labelOf(image), z: z.slice(at * d, (at + 1) * d), class: classes[subject.index]!,
        sample: conditional ? Math.floor(subject.index / GRID_COLUMNS) : subject.index,
      };
    }
    case "code": return { image: wish.image, label: labelOf(wish.image), z: Float32Array.from(subject.z), class: subject.class, sample: 0 };
    default: return subject satisfies never;
  }
}
