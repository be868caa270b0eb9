/**
 * Keeps the requested pictures up to date. A picture is sent again when the weights, a setting or the request have changed and
 * the page has drawn the last one; in between, pictures are dropped, never queued.
 */
import type { Directions, Frame, Given } from "../../core/latent/pictures";
import { PIXELS } from "../../core/run/runConfig";
import { onPoints } from "../../subject/data/registry";
import type { SideJob } from "../scheduling/sideWork";
import { metered, type Slices } from "../scheduling/slices";
import { MISSING } from "../../core/model/missing";
import { slicesWithWeights, withWeights, type FrozenModel } from "../step/frozenModel";
import { densitySlices } from "./densities";
import { imputed } from "./imputed";
import { hideMissingOf } from "./testImages";
import { bytesOf, encodeFirst, tiledOriginals, decodeImages, firstImages, planeCodes, posteriorMeans, toBytes } from "./pictures";
import type { Credits, PictureSource } from "./pictureSource";
import { priorSeen } from "./priorDraws";
import { gridImages, GRID_COLUMNS, GRID_ROWS } from "./sampleGrid";
import { imagesNeeded, stripSlices } from "./strips";
import { memoisedJson } from "./memoisedJson";

/** The map shows codes as soon as this many test images are loaded. */
const FIRST_CODES = 500;
/**
 * The time between two pictures of the codes while training, as a multiple of the time that the last one took: encoding the test images of a map takes as
 * long as several steps on a processor, and next to nothing on a GPU. The early multiple holds before step `EARLY_STEPS`, while codes move fast.
 */
const CODES_REST = 40;
const EARLY_CODES_REST = 15;
const EARLY_STEPS = 2000;
/** The bounds of that time in milliseconds. The lower one holds after a change of directions, too: the map shows no codes until then. */
const CODES_EVERY_MS = { least: 250, most: 3000 } as const;
const RECONSTRUCTIONS = 10;
/** Codes per image for imputing its missing pixels. */
const CODES_PER_IMPUTATION = 20;
/** The grey of a missing pixel. */
const MISSING_GREY = 0.4;

const names = new WeakMap<Float32Array, string>();
let drawings = 0;

/** A name that identifies a conditioning image without comparing pixels. */
function nameOf(given: Given): string {
  if (typeof given === "number") return String(given);
  const name = names.get(given) ?? `drawing ${++drawings}`;
  names.set(given, name);
  return name;
}

/** Returns the run's picture jobs: densities and codes for points; grids, maps and strips for images. */
export function pictureJobs(source: PictureSource, credits: Credits): readonly SideJob[] {
  const points = onPoints(source.frozen.h);
  /** `everyChange`: the milliseconds between two pictures if the request has changed. */
  const job = (kind: Frame["kind"], every: () => number, request: () => unknown, run: () => Slices, everyChange = Infinity): SideJob => {
    let shown = "", answered = "";
    const [text, settings] = [memoisedJson(), memoisedJson()];
    const key = () => `${source.frozen.step} ${settings(source.frozen.h)} ${source.testImages()} ${text(request())}`;
    return {
      name: kind,
      get every() { return everyChange < every() && text(request()) !== answered ? everyChange : every(); },
      due: () => Boolean(request()) && credits.has(kind) && shown !== key(),
      run: () => {
        shown = key();
        answered = text(request());
        return run();
      },
    };
  };
  const { send, givenAvailable } = source;
  const strips = stripSlices(source, credits);

  /** Test images, then their reconstructions. */
  const reconstructedRows = async (frozen: FrozenModel): Promise<readonly Float32Array[]> => {
    const pixels = source.testPixels(0, RECONSTRUCTIONS);
    const codes = await posteriorMeans(frozen, () => source.testBatch(0, RECONSTRUCTIONS));
    const originals = { pixels, indices: firstImages(RECONSTRUCTIONS) };
    return codes ? [pixels, await decodeImages(frozen, codes, source.testLabels(RECONSTRUCTIONS), originals)] : [];
  };
  /** Test images with missing pixels in grey, then imputed, then complete. */
  const imputedRows = async (frozen: FrozenModel): Promise<readonly Float32Array[]> => {
    const whole = source.testPixels(0, RECONSTRUCTIONS);
    const seen = whole.slice();
    hideMissingOf(frozen, seen, firstImages(RECONSTRUCTIONS));
    return [seen.map((value) => (value === MISSING ? MISSING_GREY : value)), await imputed(frozen, seen, CODES_PER_IMPUTATION), whole];
  };

  /** In order of priority. */
  const ofImages = [
    job("samples", () => 80, () => source.watch().samples && givenAvailable(GRID_COLUMNS - 1), async function* samples() {
      const { frozen } = source;
      const { step } = frozen;
      const values = await withWeights(frozen, (one) => gridImages(one, source.seed, source.testPixels));
      const count = GRID_ROWS * GRID_COLUMNS;
      const pixels = credits.bytes("samples", bytesOf(count));
      toBytes(values, pixels);
      send({ kind: "samples", step, count, pixels });
    }),

    job("manifold", () => 250, () => {
      const { manifold, given = 0 } = source.watch();
      const completes = source.frozen.model.given !== undefined;
      return manifold && givenAvailable(given) && { ...manifold, ...(completes ? { given: nameOf(given) } : {}) };
    }, async function* manifold() {
      const { manifold: request, given = 0 } = source.watch();
      if (!request) return;
      const { frozen } = source;
      const { step } = frozen;
      const { plane, side } = request;
      const classes = new Uint8Array(side * side).fill(request.class);
      const original = source.original(given);
      const images = original && tiledOriginals(original, side * side);
      const values = await decodeImages(frozen, planeCodes(plane, side), classes, images);
      const pixels = credits.bytes("manifold", bytesOf(side * side));
      toBytes(values, pixels);
      send({ kind: "manifold", step, plane, side, pixels });
    }),
  ];

  /** Milliseconds that the newest picture of the codes took. */
  let codesMs = 0;
  const codesEvery = () =>
    Math.min(CODES_EVERY_MS.most, Math.max(CODES_EVERY_MS.least, codesMs * (source.frozen.step < EARLY_STEPS ? EARLY_CODES_REST : CODES_REST)));
  const codes = job("codes", codesEvery,
    () => {
      const request = source.frozen.model.encode && source.watch().codes;
      return request && source.hasTestImages(Math.min(FIRST_CODES, source.totalTestImages)) ? request : null;
    },
    () => metered(codePicture(), (ms) => { codesMs = ms; }), CODES_EVERY_MS.least);

  async function* codePicture(): Slices {
    const request = source.watch().codes;
    if (!request) return;
    const { frozen } = source;
    const { step } = frozen;
    const count = Math.min(request.count, source.testImages());
    const seen = yield* slicesWithWeights(frozen, async function* codesAndPrior(one) {
      const means = yield* encodeFirst(one, count, source.testBatch);
      return means && { means, prior: await priorSeen(request.directions, one, source.seed) };
    });
    if (!seen) return;
    const { means, prior } = seen;
    const coordinates = new Float32Array(credits.bytes("codes", 2 * count * Float32Array.BYTES_PER_ELEMENT).buffer);
    coordinates.set(coordinatesOfAll(request.directions, means));
    send({ kind: "codes", step, directions: request.directions, points: coordinates, labels: source.testLabels(count), prior });
  }

  const others = [
    job("reconstructions", () => 250,
      () => source.watch().reconstructions && Boolean(source.frozen.model.encode) && source.hasTestImages(RECONSTRUCTIONS),
      async function* reconstructions() {
        const { frozen } = source;
        const { step } = frozen;
        const rows = await withWeights(frozen, (one) => (one.model.missing ? imputedRows(one) : reconstructedRows(one)));
        const pixels = credits.bytes("reconstructions", bytesOf(rows.length * RECONSTRUCTIONS));
        rows.forEach((row, i) => toBytes(row, pixels, i * RECONSTRUCTIONS * PIXELS));
        send({ kind: "reconstructions", step, count: RECONSTRUCTIONS, pixels });
      }),

    job("strip", () => 250,
      () => {
        const request = source.watch().strip;
        return request && source.hasTestImages(imagesNeeded(request, source.totalTestImages)) ? request : null;
      },
      () => strips(send)),
  ];

  return points ? [job("densities", () => 250, () => source.watch().samples, () => densitySlices(source, credits)), codes] : [...ofImages, codes, ...others];
}

/** Returns the coordinates of codes in a plane: [n,d] → [n,2], (across, up). */
export function coordinatesOfAll({ u, v, centre }: Directions, codes: Float32Array): Float32Array<ArrayBuffer> {
  const d = u.length;
  const n = codes.length / d;
  const points = new Float32Array(2 * n);
  for (let i = 0; i < n; i++) {
    let across = 0, up = 0;
    for (let j = 0; j < d; j++) {
      const from = codes[i * d + j]! - centre[j]!;
      across += from * u[j]!;
      up += from * v[j]!;
    }
    points[2 * i] = across;
    points[2 * i + 1] = up;
  }
  return points;
}
