/** Rows of pictures through latent space: traversals of one dimension, ways between two places, arithmetic of classes. */
import { CLASSES, PIXELS } from "../../core/runConfig";
import type { Frame, Place, StripRow, StripWish } from "../../core/pictures";
import { classMeans, lerp, shifted, slerp } from "../../metrics/interpolate";
import type { Credits, PictureSource } from "./pictureSource";
import { bytesOf, decodeImages, posteriorMeans, toBytes, type Still } from "./pictures";
import { release, retain } from "../step/weights";

type Code = ArrayLike<number>;
type Means = ReturnType<typeof classMeans>;

/** Class means are taken over so many test images. */
export const MEAN_IMAGES = 1000;
/** Test images encoded in one slice. */
const AT_ONCE = 500;

function placesOf(row: StripRow): readonly Place[] {
  switch (row.kind) {
    case "places": return row.places;
    case "traverse": return [];
    case "between": return [row.from, row.to];
    case "arithmetic": return [row.of, row.minus, row.plus];
    default: return row satisfies never;
  }
}

const indicesOf = (wish: StripWish): readonly number[] =>
  [...new Set(wish.rows.flatMap(placesOf).flatMap((place) => (place.kind === "image" ? [place.index] : [])))];

const needsMeans = ({ rows }: StripWish): boolean => rows.flatMap(placesOf).some(({ kind }) => kind === "mean");

/** How many test images must be here, from the first on. */
export function imagesNeeded(wish: StripWish): number {
  return Math.max(0, needsMeans(wish) ? MEAN_IMAGES : 0, ...[...indicesOf(wish), ...wish.images].map((index) => index + 1));
}

/** The codes of a row's pictures, given those of its places. */
export function rowCodes(row: StripRow, codeOf: (place: Place) => Code): readonly Code[] {
  switch (row.kind) {
    case "places": return row.places.map(codeOf);
    case "traverse": return row.values.map((value) => row.at.map((held, k) => (k === row.dimension ? value : held)));
    case "between": {
      const [from, to] = [codeOf(row.from), codeOf(row.to)];
      return row.times.map((t) => (row.along === "line" ? lerp : slerp)(from, to, t));
    }
    case "arithmetic": {
      const [of, minus, plus] = [codeOf(row.of), codeOf(row.minus), codeOf(row.plus)];
      return row.times.map((t) => shifted(of, minus, plus, t));
    }
    default: return row satisfies never;
  }
}

/** Makes the strip that is wished for and sends it. Class means are kept until the weights have moved. */
export function stripSlices(source: PictureSource, credits: Credits) {
  let kept: { readonly step: number; readonly means: Means } | null = null;

  return async function* strip(send: (frame: Frame) => void): AsyncGenerator<void, void, void> {
    const wish = source.watch().strip;
    if (!wish) return;
    const { step, model, specs, h, weights } = source.still;
    const still: Still = { model, specs, h, weights: retain(weights) };
    try {
      if (needsMeans(wish) && kept?.step !== step) kept = { step, means: yield* meansNow(still) };
      const codeOf = placeReader(wish, await encoded(still, indicesOf(wish)), kept?.means ?? []);
      const codes = wish.rows.flatMap((row) => rowCodes(row, codeOf));
      const d = Number(h["latent"]);
      // The wish may be of the run before, with a latent space of another size.
      if (codes.length === 0 || codes.some((code) => code.length !== d)) return;
      const z = new Float32Array(codes.length * d);
      codes.forEach((code, i) => z.set(code, i * d));
      const values = await decodeImages(still, z, new Uint8Array(codes.length).fill(wish.class));
      const pixels = credits.bytes("strip", bytesOf(codes.length + wish.images.length));
      toBytes(values, pixels);
      if (wish.images.length > 0) toBytes(source.testPixelsOf(wish.images), pixels, codes.length * PIXELS);
      send({ kind: "strip", step, wish, pixels, codes: z });
    } finally {
      release(still.weights);
    }
  };

  async function* meansNow(still: Still): AsyncGenerator<void, Means, void> {
    const codes = new Float32Array(MEAN_IMAGES * Number(still.h["latent"]));
    for (let first = 0; first < MEAN_IMAGES; first += AT_ONCE) {
      const means = await posteriorMeans(still, () => source.testBatch(first, AT_ONCE));
      if (means) codes.set(means, (first * codes.length) / MEAN_IMAGES);
      yield;
    }
    return classMeans(codes, source.testLabels(MEAN_IMAGES), CLASSES);
  }

  async function encoded(still: Still, which: readonly number[]): Promise<Float32Array> {
    if (which.length === 0) return new Float32Array(0);
    return (await posteriorMeans(still, () => source.testBatchOf(which))) ?? new Float32Array(0);
  }
}

/** A place without a code, as that of a class that no image is of, reads as none: the strip is left out. */
function placeReader(wish: StripWish, codes: Float32Array, means: Means): (place: Place) => Code {
  const which = indicesOf(wish);
  const d = codes.length / Math.max(1, which.length);
  return (place) => {
    switch (place.kind) {
      case "image": {
        const at = which.indexOf(place.index) * d;
        return codes.subarray(at, at + d);
      }
      case "mean": return means[place.class] ?? [];
      case "noise":
      case "held": return place.z;
      default: return place satisfies never;
    }
  };
}
