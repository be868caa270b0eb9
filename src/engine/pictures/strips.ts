/** Rows of images through latent space: traversals of one dimension, interpolations, and arithmetic of classes. */
import { CLASSES, PIXELS } from "../../core/run/runConfig";
import type { Frame, NoisePlace, Place, StripRow, StripRequest } from "../../core/latent/pictures";
import { classMeans, lerp, shifted, slerp } from "../../core/latent/interpolate";
import type { Slices } from "../scheduling/slices";
import { slicesWithWeights, type FrozenModel } from "../step/frozenModel";
import { bytesOf, encodeFirst, decodeImages, posteriorMeans, toBytes } from "./pictures";
import type { Credits, PictureSource } from "./pictureSource";
import { codeOfNoise } from "./priorDraws";

type Code = ArrayLike<number>;
type Means = ReturnType<typeof classMeans>;

/** The number of test images for class means, where there are as many. */
const MEAN_IMAGES = 1000;
const meanImages = (totalTestImages: number): number => Math.min(MEAN_IMAGES, totalTestImages);

function placesOf(row: StripRow): readonly Place[] {
  switch (row.kind) {
    case "places": return row.places;
    case "traverse": return [];
    case "between": return [row.from, row.to];
    case "arithmetic": return [row.of, row.minus, row.plus];
    default: return row satisfies never;
  }
}

const indicesOf = (request: StripRequest): readonly number[] =>
  [...new Set(request.rows.flatMap(placesOf).flatMap((place) => (place.kind === "image" ? [place.index] : [])))];

const noisesOf = (request: StripRequest): readonly NoisePlace[] =>
  request.rows.flatMap(placesOf).filter((place) => place.kind === "noise");

const needsMeans = ({ rows }: StripRequest): boolean => rows.flatMap(placesOf).some(({ kind }) => kind === "mean");

/** Returns how many test images, counted from the first, a request needs of a data set that has `totalTestImages`. */
export function imagesNeeded(request: StripRequest, totalTestImages: number): number {
  return Math.max(0, needsMeans(request) ? meanImages(totalTestImages) : 0, ...[...indicesOf(request), ...request.images].map((index) => index + 1));
}

/** Returns the codes of a row's images. `codeOf`: the code of a place. */
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

/** Returns a job that makes and sends the requested strip. Class means are cached until the weights change. */
export function stripSlices(source: PictureSource, credits: Credits) {
  let cachedMeans: { readonly step: number; readonly means: Means } | null = null;

  return async function* strip(send: (frame: Frame) => void): Slices {
    const request = source.watch().strip;
    if (!request) return;
    const { step } = source.frozen;
    const made = yield* slicesWithWeights(source.frozen, (frozen) => decoded(frozen, step, request));
    if (!made) return;
    const pixels = credits.bytes("strip", bytesOf(made.count + request.images.length));
    toBytes(made.values, pixels);
    if (request.images.length > 0) toBytes(source.testPixelsOf(request.images), pixels, made.count * PIXELS);
    send({ kind: "strip", step, wish: request, pixels, codes: made.z });
  };

  /** Null if the request does not fit the model. */
  async function* decoded(frozen: FrozenModel, step: number, request: StripRequest) {
    if (needsMeans(request) && cachedMeans?.step !== step) cachedMeans = { step, means: yield* meansNow(frozen) };
    const codeOf = codeLookup(request, await encoded(frozen, indicesOf(request)), await drawn(frozen, noisesOf(request)), cachedMeans?.means ?? []);
    const codes = request.rows.flatMap((row) => rowCodes(row, codeOf));
    const d = Number(frozen.h["latent"]);
    // The request may belong to the previous run, with a latent space of another size.
    if (codes.length === 0 || codes.some((code) => code.length !== d)) return null;
    const z = new Float32Array(codes.length * d);
    codes.forEach((code, i) => z.set(code, i * d));
    return { z, count: codes.length, values: await decodeImages(frozen, z, new Uint8Array(codes.length).fill(request.class)) };
  }

  async function* meansNow(frozen: FrozenModel): AsyncGenerator<void, Means, void> {
    const count = meanImages(source.totalTestImages);
    const codes = yield* encodeFirst(frozen, count, source.testBatch);
    return codes ? classMeans(codes, source.testLabels(count), CLASSES) : [];
  }

  async function encoded(frozen: FrozenModel, which: readonly number[]): Promise<Float32Array> {
    if (which.length === 0) return new Float32Array(0);
    return (await posteriorMeans(frozen, () => source.testBatchOf(which))) ?? new Float32Array(0);
  }
}

/** The prior's code for each noise. */
async function drawn(frozen: FrozenModel, noises: readonly NoisePlace[]): Promise<ReadonlyMap<NoisePlace, Code>> {
  const codes = await Promise.all(noises.map((noise) => codeOfNoise(frozen, noise)));
  return new Map(noises.map((noise, i) => [noise, codes[i]!]));
}

/** Looks up the code of a place. It is empty for a place without one, such as a class without images; the strip is then left out. */
function codeLookup(request: StripRequest, codes: Float32Array, draws: ReadonlyMap<NoisePlace, Code>, means: Means): (place: Place) => Code {
  const which = indicesOf(request);
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
