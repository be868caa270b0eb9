/** Rows of pictures through latent space: traversals of one dimension, ways between two places, arithmetic of classes. */
import { CLASSES, PIXELS } from "../../core/runConfig";
import type { Frame, NoisePlace, Place, StripRow, StripWish } from "../../core/pictures";
import { classMeans, lerp, shifted, slerp } from "../../core/interpolate";
import type { Slices } from "../scheduling/slices";
import { slicesWithWeights, type FrozenModel } from "../step/frozenModel";
import { bytesOf, encodeFirst, decodeImages, posteriorMeans, toBytes } from "./pictures";
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

const indicesOf = (wish: StripWish): readonly number[] =>
  [...new Set(wish.rows.flatMap(placesOf).flatMap((place) => (place.kind === "image" ? [place.index] : [])))];

const noisesOf = (wish: StripWish): readonly NoisePlace[] =>
  wish.rows.flatMap(placesOf).filter((place) => place.kind === "noise");

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

  return async function* strip(send: (frame: Frame) => void): Slices {
    const wish = source.watch().strip;
    if (!wish) return;
    const { step } = source.frozen;
    const made = yield* slicesWithWeights(source.frozen, (frozen) => decoded(frozen, step, wish));
    if (!made) return;
    const pixels = credits.bytes("strip", bytesOf(made.count + wish.images.length));
    toBytes(made.values, pixels);
    if (wish.images.length > 0) toBytes(source.testPixelsOf(wish.images), pixels, made.count * PIXELS);
    send({ kind: "strip", step, wish, pixels, codes: made.z });
  };

  /** Null where the wish does not fit the model. */
  async function* decoded(frozen: FrozenModel, step: number, wish: StripWish) {
    if (needsMeans(wish) && kept?.step !== step) kept = { step, means: yield* meansNow(frozen) };
    const codeOf = codeLookup(wish, await encoded(frozen, indicesOf(wish)), await drawn(frozen, noisesOf(wish)), kept?.means ?? []);
    const codes = wish.rows.flatMap((row) => rowCodes(row, codeOf));
    const d = Number(frozen.h["latent"]);
    // The wish may be of the run before, with a latent space of another size.
    if (codes.length === 0 || codes.some((code) => code.length !== d)) return null;
    const z = new Float32Array(codes.length * d);
    codes.forEach((code, i) => z.set(code, i * d));
    return { z, count: codes.length, values: await decodeImages(frozen, z, new Uint8Array(codes.length).fill(wish.class)) };
  }

  async function* meansNow(frozen: FrozenModel): AsyncGenerator<void, Means, void> {
    const codes = yield* encodeFirst(frozen, MEAN_IMAGES, source.testBatch);
    return codes ? classMeans(codes, source.testLabels(MEAN_IMAGES), CLASSES) : [];
  }

  async function encoded(frozen: FrozenModel, which: readonly number[]): Promise<Float32Array> {
    if (which.length === 0) return new Float32Array(0);
    return (await posteriorMeans(frozen, () => source.testBatchOf(which))) ?? new Float32Array(0);
  }
}

/** What the prior makes of each. */
async function drawn(frozen: FrozenModel, noises: readonly NoisePlace[]): Promise<ReadonlyMap<NoisePlace, Code>> {
  const codes = await Promise.all(noises.map((noise) => codeOfNoise(frozen, noise)));
  return new Map(noises.map((noise, i) => [noise, codes[i]!]));
}

/** A place without a code, as that of a class that no image is of, reads as none: the strip is left out. */
function codeLookup(wish: StripWish, codes: Float32Array, draws: ReadonlyMap<NoisePlace, Code>, means: Means): (place: Place) => Code {
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
