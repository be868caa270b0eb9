/** Images for measurements: real ones, a model's samples and reconstructions, and their features and classes by the evaluation classifier. */
import { tensor2d, tidy } from "@tensorflow/tfjs-core";
import type { Batch } from "../../core/model/model";
import { oneHot } from "../../core/model/oneHot";
import { CLASSES, PIXELS } from "../../core/run/runConfig";
import { certaintiesOf, classesOf, FEATURES, type Judge } from "../../subject/metrics/judge/judge";
import { MEASUREMENT_SEED } from "../step/noise";
import { decodeImages, posteriorMeans } from "../pictures/pictures";
import { testOrder } from "./testOrder";
import { hideMissingOf } from "../pictures/testImages";
import { drawCodes } from "../pictures/priorDraws";
import { tf } from "../device/tf";
import type { FrozenModel } from "../step/frozenModel";
import { laneOf } from "../step/weights";
import type { MeasurementContext, MeasurementData, Measuring } from "./measurement";

/** Images in one slice: some 20 ms of decoding and classifying with WASM on one core. */
export const SLICE = 250;

export interface Slice {
  readonly first: number;
  readonly count: number;
}

/** The indices in a slice. */
const sliceIndices = ({ first, count }: Slice): readonly number[] => Array.from({ length: count }, (_, i) => first + i);

/** Returns the indices 0 … total − 1 in slices; the last may be smaller. */
export function slicesOf(total: number, size = SLICE): readonly Slice[] {
  return Array.from({ length: Math.ceil(total / size) }, (_, i) => (
    { first: i * size, count: Math.min(size, total - i * size) }
  ));
}

export interface Images {
  /** Images, [n,784] in [0,1], or points, [n,width]. */
  readonly pixels: Float32Array;
  /** [n] of 0…9. */
  readonly classes: Uint8Array;
}

/** Images of the data, and which ones they are. */
export interface RealImages extends Images {
  /** Their numbers in the data, [n]. */
  readonly indices: readonly number[];
}

/** Returns training or test images by their indices. */
export function imagesOf(data: MeasurementData, split: "train" | "test", indices: ArrayLike<number>): RealImages {
  const pixels = new Float32Array(indices.length * data.width);
  const y = new Float32Array(indices.length * CLASSES);
  const fill = split === "train" ? data.fillTrain : data.fillTest;
  fill(indices, pixels, y);
  return { pixels, classes: classesOf(y), indices: Array.from(indices) };
}

/**
 * Returns the images of a slice: training images in their own order, test images in that of `testOrder`. After the last image the first
 * follows.
 */
export function realImages(data: MeasurementData, split: "train" | "test", slice: Slice): RealImages {
  const images = split === "train" ? data.trainImages : data.testImages;
  const numbers = sliceIndices(slice).map((i) => i % images);
  if (split === "train") return imagesOf(data, split, numbers);
  const order = testOrder(data);
  return imagesOf(data, split, numbers.map((i) => order[i]!));
}

/** Returns the images as tensors with missing pixels hidden; the caller disposes them. */
export function asBatch(frozen: Pick<FrozenModel, "model" | "h">, { pixels, classes, indices }: RealImages): Batch {
  const n = classes.length;
  const seen = pixels.slice();
  hideMissingOf(frozen, seen, indices);
  return { x: tensor2d(seen, [n, pixels.length / n]), y: tensor2d(oneHot(classes), [n, CLASSES]) };
}

/** Returns the classes that occur in the training images, ascending. */
export const classesIn = ({ classShares }: Pick<MeasurementData, "classShares">): readonly number[] =>
  Array.from({ length: CLASSES }, (_, k) => k).filter((k) => classShares?.[k] !== 0);

/**
 * Returns samples from the prior; `classes` are the conditioning classes, all existing ones in turn. Models with `given` are conditioned
 * on test images. The slice must begin at a multiple of SLICE, so that every measurement uses the same samples.
 */
export async function sampleImages({ frozen, data }: Pick<MeasurementContext, "frozen" | "data">, slice: Slice): Promise<Images> {
  const { first, count } = slice;
  const stream = { seed: MEASUREMENT_SEED, purpose: "sample", step: first / SLICE, lane: laneOf("measurement") } as const;
  const asked = classesIn(data);
  const classes = Uint8Array.from({ length: count }, (_, i) => asked[(first + i) % asked.length]!);
  const originals = frozen.model.given && realImages(data, "test", slice);
  return { pixels: await decodeImages(frozen, await drawCodes(frozen, stream, count), classes, originals, sliceIndices(slice)), classes };
}

export interface Classified {
  /** [n,64]. */
  readonly features: Float32Array;
  /** [n] of 0…9. */
  readonly classes: Uint8Array;
  /** [n] in [0,1]: the classifier's probability of that class. */
  readonly certainties: Float32Array;
}

/** Classifies images. pixels: [n,784] in [0,1]. */
export async function classifyImages(judge: Judge, pixels: Float32Array): Promise<Classified> {
  const { features, logits } = tidy(() => ({ ...judge.apply(tf, tensor2d(pixels, [pixels.length / PIXELS, PIXELS])) }));
  try {
    const [f, l] = await Promise.all([features.data<"float32">(), logits.data<"float32">()]);
    return { features: f, classes: classesOf(l), certainties: certaintiesOf(l) };
  } finally {
    features.dispose();
    logits.dispose();
  }
}

/** Classifies `count` images, slice by slice. Yields the number of images done. */
export async function* classifyAll(
  judge: Judge, count: number, images: (slice: Slice) => Images | Promise<Images>,
): Measuring<Classified> {
  const features = new Float32Array(count * FEATURES);
  const classes = new Uint8Array(count);
  const certainties = new Float32Array(count);
  for (const slice of slicesOf(count)) {
    const seen = await classifyImages(judge, (await images(slice)).pixels);
    features.set(seen.features, slice.first * FEATURES);
    classes.set(seen.classes, slice.first);
    certainties.set(seen.certainties, slice.first);
    yield slice.first + slice.count;
  }
  return { features, classes, certainties };
}

/** Returns the posterior means of the images, [n,d]. Rejects for a model without an encoder. */
export async function codesOf(frozen: FrozenModel, images: RealImages): Promise<Float32Array> {
  const codes = await posteriorMeans(frozen, () => asBatch(frozen, images));
  if (!codes) throw new Error(`${frozen.model.id} has no encoder`);
  return codes;
}
