/** What the page shows of a model besides its losses: decoded images and the places of images in latent space. */
import { tensor2d, tidy } from "@tensorflow/tfjs-core";
import type { Batch } from "../../core/model";
import { oneHot } from "../../core/oneHot";
import { pointAt, type Plane } from "../../core/plane";
import { CLASSES, PIXELS } from "../../core/runConfig";
import { dataOf } from "../../data/registry";
import { tf } from "../device/tf";
import type { Tensor2D } from "../../core/tf";
import type { FrozenModel } from "../step/frozenModel";
import { noiseOfImages, noiseOfSamples } from "../step/noise";
import { evaluate } from "../step/functionOfWeights";

/** Images of which a model is given something. */
export interface Originals {
  /** n × 784 numbers in [0,1]. */
  readonly pixels: Float32Array;
  /** [n]: which test images they are, by which noise that belongs to them is drawn; 0 for an image by itself. */
  readonly indices: readonly number[];
}

/** [n,784]: what a model is given of them; black without any. */
function givenOf({ model, h }: FrozenModel, n: number, originals: Originals | undefined): Tensor2D {
  const x = tensor2d(originals?.pixels ?? new Float32Array(n * PIXELS), [n, PIXELS]);
  return originals && model.given ? model.given.of(tf, x, noiseOfImages(model, h, originals.indices), h) : x;
}

/** The same to look at: n × 784 numbers in [0,1]. For models with `given`. */
export async function givenImages(frozen: FrozenModel, originals: Originals): Promise<Float32Array> {
  const images = tidy(() => givenOf(frozen, originals.indices.length, originals));
  try {
    return await images.data<"float32">();
  } finally {
    images.dispose();
  }
}

/**
 * z: n × d numbers, row by row; classes: n of 0…9 → images, n × 784 numbers in [0,1], or points, n × width. `originals`: for models
 * with `given`. `samples`: for models with noise of samples, which sample each is; all the same where absent, so that z alone differs.
 */
export async function decodeImages(
  frozen: FrozenModel, z: Float32Array, classes: ArrayLike<number>, originals?: Originals, samples: ArrayLike<number> = new Uint8Array(classes.length),
): Promise<Float32Array> {
  const { model } = frozen;
  const n = classes.length;
  return evaluate("decode", frozen, () => ({
    z: tensor2d(z, [n, z.length / n]),
    y: tensor2d(oneHot(classes), [n, CLASSES]),
    given: givenOf(frozen, n, originals),
    ...noiseOfSamples(model, frozen.h, samples),
  }), (networks, { z, y, given, ...noise }, h) => {
    const made = model.decode(tf, networks, { z: z!, y: y!, given: given!, noise }, h);
    return dataOf(h).kind === "image" ? tf.clipByValue(made, 0, 1) : made;
  });
}

/** Posterior means of a batch: n × d numbers. Null for models without an encoder. */
export async function posteriorMeans(frozen: FrozenModel, makeBatch: () => Batch): Promise<Float32Array | null> {
  const { encode } = frozen.model;
  return encode ? evaluate("encode", frozen, () => ({ ...makeBatch() }), (networks, { x, y }, h) => encode(tf, networks, { x: x!, y: y! }, h).mu) : null;
}

/** Images encoded in one slice. */
const ENCODE_BATCH = 500;

/** Posterior means of the first `count` test images, in slices: count × d numbers. Null for models without an encoder. */
export async function* encodeFirst(
  frozen: FrozenModel, count: number, testBatch: (first: number, count: number) => Batch,
): AsyncGenerator<void, Float32Array | null, void> {
  const d = Number(frozen.h["latent"]);
  const codes = new Float32Array(count * d);
  for (let first = 0; first < count; first += ENCODE_BATCH) {
    const means = await posteriorMeans(frozen, () => testBatch(first, Math.min(ENCODE_BATCH, count - first)));
    if (!means) return null;
    codes.set(means, first * d);
    yield;
  }
  return codes;
}

/** The same numbers `times` times in a row. */
export function tiled(values: Float32Array, times: number): Float32Array {
  const all = new Float32Array(values.length * times);
  for (let i = 0; i < times; i++) all.set(values, i * values.length);
  return all;
}

export const firstImages = (count: number): readonly number[] => Array.from({ length: count }, (_, image) => image);

/** The same images `times` times in a row. */
export const tiledOriginals = ({ pixels, indices: numbers }: Originals, times: number): Originals =>
  ({ pixels: tiled(pixels, times), indices: Array.from({ length: times }, () => numbers).flat() });

/** Grey values of bytes from numbers in [0,1], into `bytes` from `at` on. */
export function toBytes(values: Float32Array, bytes: Uint8Array, at = 0): void {
  for (let i = 0; i < values.length; i++) bytes[at + i] = Math.round(values[i]! * 255);
}

/** side² codes over a plane, row by row from the top; neighbours are one cell apart, the outer ones half a cell inside. */
export function planeCodes(plane: Plane, side: number): Float32Array {
  const latent = plane.through.length;
  const z = new Float32Array(side * side * latent);
  const [across, up] = plane.middle;
  const at = (cell: number) => (((cell + 0.5) / side) * 2 - 1) * plane.extent;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      z.set(pointAt(plane, across + at(column), up - at(row)), (row * side + column) * latent);
    }
  }
  return z;
}

export const bytesOf = (images: number): number => images * PIXELS;
