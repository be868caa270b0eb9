/** Decoded images and codes of images, for pictures and measurements. */
import { tensor2d, tidy } from "@tensorflow/tfjs-core";
import type { Batch } from "../../core/model/model";
import { oneHot } from "../../core/model/oneHot";
import { pointAt, type Plane } from "../../core/latent/plane";
import { CLASSES, PIXELS } from "../../core/run/runConfig";
import { dataOf } from "../../subject/data/registry";
import { tf } from "../device/tf";
import type { Tensor2D } from "../../core/model/tf";
import type { FrozenModel } from "../step/frozenModel";
import { noiseOfImages, noiseOfSamples } from "../step/noise";
import { evaluate } from "../step/functionOfWeights";

/** Conditioning images, for models with `given`. */
export interface Originals {
  /** n × 784 numbers in [0,1]. */
  readonly pixels: Float32Array;
  /** [n]: the indices of test images, which determine the noise that belongs to them; 0 for other images. */
  readonly indices: readonly number[];
}

/** The model's conditioning input, [n,784]; black without `originals`. */
function givenOf({ model, h }: FrozenModel, n: number, originals: Originals | undefined): Tensor2D {
  const x = tensor2d(originals?.pixels ?? new Float32Array(n * PIXELS), [n, PIXELS]);
  return originals && model.given ? model.given.of(tf, x, noiseOfImages(model, h, originals.indices), h) : x;
}

/** Returns the conditioning input as pixels: n × 784 numbers in [0,1]. The model must have `given`. */
export async function givenImages(frozen: FrozenModel, originals: Originals): Promise<Float32Array> {
  const images = tidy(() => givenOf(frozen, originals.indices.length, originals));
  try {
    return await images.data<"float32">();
  } finally {
    images.dispose();
  }
}

/**
 * Decodes codes. z: n × d numbers, row by row; classes: n of 0…9 → images, n × 784 numbers in [0,1], or points, n × width.
 * `originals`: for models with `given`. `samples`: indices that determine the noise of samples; default: all 0, so that only z differs.
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

/** Returns the posterior means of a batch, n × d numbers; null for models without an encoder. */
export async function posteriorMeans(frozen: FrozenModel, makeBatch: () => Batch): Promise<Float32Array | null> {
  const { encode } = frozen.model;
  return encode ? evaluate("encode", frozen, () => ({ ...makeBatch() }), (networks, { x, y }, h) => encode(tf, networks, { x: x!, y: y! }, h).mu) : null;
}

/** Images encoded in one slice. */
const ENCODE_BATCH = 500;

/** Returns the posterior means of the first `count` test images, count × d numbers; null for models without an encoder. Yields after each slice. */
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

/** Returns the values repeated `times` times. */
export function tiled(values: Float32Array, times: number): Float32Array {
  const all = new Float32Array(values.length * times);
  for (let i = 0; i < times; i++) all.set(values, i * values.length);
  return all;
}

/** Returns the indices 0 … count − 1. */
export const firstImages = (count: number): readonly number[] => Array.from({ length: count }, (_, image) => image);

/** Returns the images repeated `times` times. */
export const tiledOriginals = ({ pixels, indices }: Originals, times: number): Originals =>
  ({ pixels: tiled(pixels, times), indices: Array.from({ length: times }, () => indices).flat() });

/** Writes values in [0,1] as bytes 0…255 into `bytes`, from index `at` on. */
export function toBytes(values: Float32Array, bytes: Uint8Array, at = 0): void {
  for (let i = 0; i < values.length; i++) bytes[at + i] = Math.round(values[i]! * 255);
}

/** Returns the codes of a grid of side² cells over a plane, row by row from the top, at the middle of each cell: side² × d numbers. */
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

/** Returns the size of this many images in bytes, one per pixel. */
export const bytesOf = (images: number): number => images * PIXELS;
