/** Rows of pictures through latent space: traversals of one dimension, ways between two places, arithmetic of classes. */
import { CLASSES, PIXELS } from "../../core/runConfig";
import type { Frame, NoisePlace, Place, StripRow, StripRequest } from "../../core/pictures";
import { classMeans, lerp, shifted, slerp } from "../../core/interpolate";
import type { Slices } from "../scheduling/slices";
import { slicesWithWeights, type Still } from "../step/still";
import { bytesOf, codesOfFirst, decodeImages, posteriorMeans, toBytes } from "./pictures";
import type { Credits, PictureSource } from "./pictureSource";
import { codeOfNoise } from "./priorDraws";

type Code = ArrayLike<number>;
type Means = ReturnType<typeof classMeans>;

/** Class means are taken over so many test images. */
export const MEAN_IMAGES = 1000;

function placesOf(row: StripRow): readonly Place[] {
  switch (row.kind) {
    case "places": return row.places;
    case "traverse": return [];
    case "between": return [row.from, row.to];
    case "arithmetic": return [row.of, row.minus, row.plus];
    default: return row satisfies never;
  }
}

const indicesOf = (wish: StripRequest): readonly number[] =>
  [...new Set(wish.rows.flatMap(placesOf).flatMap((place) => (place.kind === "image" ? [place.index] : [])))];

const noisesOf = (wish: StripRequest): readonly NoisePlace[] =>
  wish.rows.flatMap(placesOf).filter((place) => place.kind === "noise");

const needsMeans = ({ rows }: StripRequest): boolean => rows.flatMap(placesOf).some(({ kind }) => kind === "mean");

/** How many test images must be here, from the first on. */
export function imagesNeeded(wish: StripRequest): number {
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

  return async function* strip(send: (frame: Frame) => void): Slices {
    const wish = source.watch().strip;
    if (!wish) return;
    const { step } = source.still;
    const made = yield* slicesWithWeights(source.still, (still) => decoded(still, step, wish));
    if (!made) return;
    const pixels = credits.bytes("strip", bytesOf(made.count + wish.images.length));
    toBytes(made.values, pixels);
    if (wish.images.length > 0) toBytes(source.testPixelsOf(wish.images), pixels, made.count * PIXELS);
    send({ kind: "strip", step, wish, pixels, codes: made.z });
  };

  /** Null where the wish does not fit the model. */
  async function* decoded(still: Still, step: number, wish: StripRequest) {
    if (needsMeans(wish) && kept?.step !== step) kept = { step, means: yield* meansNow(still) };
    const codeOf = placeReader(wish, await encoded(still, indicesOf(wish)), await drawn(still, noisesOf(wish)), kept?.means ?? []);
    const codes = wish.rows.flatMap((row) => rowCodes(row, codeOf));
    const d = Number(still.h["latent"]);
    // The wish may be of the run before, with a latent space of another size.
    if (codes.length === 0 || codes.some((code) => code.length !== d)) return null;
    const z = new Float32Array(codes.length * d);
    codes.forEach((code, i) => z.set(code, i * d));
    return { z, count: codes.length, values: await decodeImages(still, z, new Uint8Array(codes.length).fill(wish.class)) };
  }

  async function* meansNow(still: Still): AsyncGenerator<void, Means, void> {
    const codes = yield* codesOfFirst(still, MEAN_IMAGES, source.testBatch);
    return codes ? classMeans(codes, source.testLabels(MEAN_IMAGES), CLASSES) : [];
  }

  async function encoded(still: Still, which: readonly number[]): Promise<Float32Array> {
    if (which.length === 0) return new Float32Array(0);
    return (await posteriorMeans(still, () => source.testBatchOf(which))) ?? new Float32Array(0);
  }
}

/** What the prior makes of each. */
async function drawn(still: Still, noises: readonly NoisePlace[]): Promise<ReadonlyMap<NoisePlace, Code>> {
  const codes = await Promise.all(noises.map((noise) => codeOfNoise(still, noise)));
  return new Map(noises.map((noise, i) => [noise, codes[i]!]));
}

/** A place without a code, as that of a class that no image is of, reads as none: the strip is left out. */
function placeReader(wish: StripRequest, codes: Float32Array, draws: ReadonlyMap<NoisePlace, Code>, means: Means): (place: Place) => Code {
  const which = indicesOf(wish);
  const d = codes.length / Math.max(1, which.length);
  return (place) => {
    switch (place.kind) {
      case "image": {
        const at = which.indexOf(place.index) * d;
        return codes.subarray(at, at + d);
      }
      case "mean": return means[place.class] ?? [];
      case "noise": return draws.get(place) ?? [];
      case "held": return place.z;
      default: return place satisfies never;
    }
  };
}
