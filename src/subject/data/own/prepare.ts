/**
 * Converts a reader's files to images like MNIST's: 28 × 28, white on black, labels 0 … 9, with a part held out. The same files
 * and options give the same bytes, so that their hash identifies them.
 */
import { centred as centredInk, fit } from "../../../core/data/centring";
import { laneOf } from "../../../core/run/draws";
import { ElboError } from "../../../core/errors";
import { MIN_IMAGES, MAX_TEST_IMAGES, MAX_TRAIN_IMAGES, OwnDataError, ownId, shortName, type LeftOut, type OwnSplit, type ImportOptions, type Prepared } from "../../../core/data/ownData";
import { permutation } from "../../../core/run/philox";
import { CLASSES, PIXELS, SIDE } from "../../../core/run/runConfig";
import { quoted } from "../../../core/wellFormed";
import { sha256 } from "../sha256";
import { MAX_NAME, MAX_SHEET_SIDE, MIN_CELL } from "../../../core/data/ownLimits";
import type { Grey } from "./parts";
import type { ParsedFiles, ParsedSplit } from "./read";

/** One in this many images is held out if no file says which: MNIST holds out 10,000 of 70,000. */
export const SHARE = 7;
/** Fewer test images are too few: they are added to the training images. */
const MIN_TEST_IMAGES = 20;
/**
 * Fainter ink, as a share of the difference to white, is treated as paper before ink is fitted and centred: noise of
 * photographs and JPEG.
 */
const FAINT_INK = 0.1;
/** The number of images that options are suggested from. */
const EXAMINED_IMAGES = 500;
/** The number of images between two progress reports. */
const PROGRESS_EVERY = 1000;

/** A sheet of unknown size is assumed to have this many rows and columns: more than MIN_IMAGES images. */
const SHEET_SIDE = 15;

/** Suggests options for the files. A sheet is assumed to have images of 28 × 28 pixels, or else 15 rows and columns. */
export function suggestedOptions(given: ParsedFiles): ImportOptions {
  const [first] = given.train.images;
  const whole = (pixels: number) => (pixels % SIDE === 0 ? pixels / SIDE : SHEET_SIDE);
  const sheet = given.sheet && first ? { columns: whole(first.width), rows: whole(first.height) } : null;
  const looked = given.train.images.slice(0, EXAMINED_IMAGES);
  const bright = looked.filter((image) => groundOf(image) > 127).length;
  const ready = looked.every(({ width, height }) => width === SIDE && height === SIDE);
  return { transposed: given.raw && /emnist/i.test(given.name), inverted: bright > looked.length / 2, centred: !ready, labelled: true, sheet };
}

/** Prepares images; `onProgress` gets 0 to 1. Throws OwnDataError. */
export async function prepare(given: ParsedFiles, options: ImportOptions, onProgress: (share: number) => void = () => undefined): Promise<Prepared> {
  const leftOut: Partial<Record<LeftOut, number>> = { ...given.leftOut };
  const leave = (why: LeftOut, count = 1) => { if (count > 0) leftOut[why] = (leftOut[why] ?? 0) + count; };
  const halves = splitsOf(options.sheet ? { ...given, train: cut(given.train.images[0]!, options.sheet), test: null } : given);
  const hasLabels = halves.every(({ labels }) => labels !== null);
  const { labels: kept, names: classes } = options.labelled && hasLabels ? classesOf(halves.flatMap(({ labels }) => labels!), given.classNames) : { labels: [], names: [] };
  const inAll = halves.reduce((sum, { images }) => sum + images.length, 0);
  let seen = 0;
  const made = halves.map(({ images, labels }, i): OwnSplit => {
    const most = Math.min(images.length, i === 0 ? MAX_TRAIN_IMAGES : MAX_TEST_IMAGES);
    const pixels = new Uint8Array(most * PIXELS);
    const written: number[] = [];
    for (const [at, image] of images.entries()) {
      if (seen++ % PROGRESS_EVERY === 0) onProgress(seen / inAll);
      const label = kept.length > 0 ? kept.indexOf(labels![at]!) : 0;
      if (label < 0) leave("other-class");
      else if (written.length === most) leave("too-many");
      else if (writeImage(image, options, pixels.subarray(written.length * PIXELS, (written.length + 1) * PIXELS))) written.push(label);
      else leave("empty");
    }
    return { labels: Uint8Array.from(written), pixels: pixels.slice(0, written.length * PIXELS) };
  });
  const [train, test] = made as [OwnSplit, OwnSplit];
  const count = train.labels.length + test.labels.length;
  if (count < MIN_IMAGES) throw inAll < MIN_IMAGES ? new OwnDataError("too-few", String(inAll)) : new OwnDataError("too-few-left", `${count} / ${inAll}`);
  if (test.labels.length === 0) throw new OwnDataError("none-held-out");
  const hash = await hashOf(train, test, classes.length);
  const name = shortName(given.name) || nameFrom(classes) || `${count} images`;
  return { images: { id: ownId({ name, classes: classes.length, hash }), classes, train, test }, wishes: options, drawn: given.drawn ?? null, hasLabels, leftOut };
}

/** Returns training and held-out images: as the files say, otherwise a random seventh is held out. */
function splitsOf({ train, test }: ParsedFiles): readonly ParsedSplit[] {
  if (test && test.images.length >= MIN_TEST_IMAGES) return [train, test];
  const images = [...train.images, ...test?.images ?? []];
  const labels = train.labels && [...train.labels, ...test?.labels ?? []];
  const drawn = permutation({ seed: 0, purpose: "order", step: 0, lane: laneOf("own images") }, images.length);
  const part = (numbers: ArrayLike<number>): ParsedSplit => ({
    images: Array.from(numbers, (i) => images[i]!), labels: labels && Array.from(numbers, (i) => labels[i]!),
  });
  const testImages = Math.floor(images.length / SHARE);
  return [part(drawn.subarray(testImages)), part(drawn.subarray(0, testImages))];
}

/**
 * Returns the labels of at most ten classes, and their names: digits as they are, otherwise those with the most images, in order. `listed`: the
 * names of the labels 0, 1, …
 */
function classesOf(all: readonly string[], listed: readonly string[] = []): { readonly labels: readonly string[]; readonly names: readonly string[] } {
  const counts = new Map<string, number>();
  for (const label of all) counts.set(label, (counts.get(label) ?? 0) + 1);
  const labels = labelsOf(counts, listed.length);
  return { labels, names: labels.map((label) => quoted((/^\d{1,3}$/.test(label) ? listed[Number(label)] : undefined) ?? label, MAX_NAME)) };
}

/** `listed`: the number of classes that a file names. */
function labelsOf(counts: ReadonlyMap<string, number>, listed: number): readonly string[] {
  const found = [...counts.keys()];
  if (found.every((label) => /^\d$/.test(label))) {
    return Array.from({ length: Math.max(listed <= CLASSES ? listed : 0, ...found.map((label) => Number(label) + 1)) }, (_, label) => String(label));
  }
  const inOrder = found.sort((a, b) => (/^\d+$/.test(a) && /^\d+$/.test(b) ? Number(a) - Number(b) : a < b ? -1 : 1));
  const most = new Set([...inOrder].sort((a, b) => counts.get(b)! - counts.get(a)!).slice(0, CLASSES));
  return inOrder.filter((label) => most.has(label));
}

/** Buttons have no room for a longer name. */
const MAX_SHORT_NAME = 16;

/** Returns a short name of the first classes; "" if they are numbers, or too long. */
function nameFrom(classes: readonly string[]): string {
  const name = classes.every((one, k) => one === String(k)) ? "" : shortName(classes.slice(0, 3).join(" "));
  return name.length > MAX_SHORT_NAME ? "" : name;
}

function cut({ width, height, pixels }: Grey, { columns, rows }: NonNullable<ImportOptions["sheet"]>): ParsedSplit {
  const [wide, high] = [Math.floor(width / columns), Math.floor(height / rows)];
  if (Math.min(columns, rows) < 1 || Math.max(columns, rows) > MAX_SHEET_SIDE) throw new OwnDataError("sheet-side", `${columns} × ${rows}`);
  if (Math.min(wide, high) < MIN_CELL) throw new OwnDataError("sheet-cell", `${columns} × ${rows}`);
  const images = Array.from({ length: columns * rows }, (_, i): Grey => {
    const [left, top] = [Math.floor(((i % columns) * width) / columns), Math.floor((Math.floor(i / columns) * height) / rows)];
    const cell = new Uint8Array(wide * high);
    for (let y = 0; y < high; y++) cell.set(pixels.subarray((top + y) * width + left, (top + y) * width + left + wide), y * wide);
    return { width: wide, height: high, pixels: cell };
  });
  return { images, labels: null };
}

/** Returns the median of the pixels on the edge. */
function groundOf({ width, height, pixels }: Grey): number {
  const counts = new Uint32Array(256);
  const count = (at: number) => { counts[pixels[at]!]! += 1; };
  for (let x = 0; x < width; x++) {
    count(x);
    count((height - 1) * width + x);
  }
  for (let y = 1; y < height - 1; y++) {
    count(y * width);
    count((y + 1) * width - 1);
  }
  let darker = width + Math.max(0, height - 2); // half of them
  return counts.findIndex((some) => (darker -= some) < 0);
}

/** Writes an image, [784]. Returns false if the image is blank. */
function writeImage(given: Grey, { transposed, inverted, centred }: ImportOptions, into: Uint8Array): boolean {
  const image = inverted ? { ...given, pixels: given.pixels.map((pixel) => 255 - pixel) } : given;
  const { width, height, pixels } = image;
  let values: ArrayLike<number>;
  if (centred) {
    const ground = groundOf(image) / 255;
    const ink = new Float32Array(width * height);
    pixels.forEach((pixel, i) => {
      const above = (pixel / 255 - ground) / (1 - ground);
      if (above > FAINT_INK) ink[i] = above;
    });
    try {
      values = centredInk(ink, width, height).map((value) => Math.round(255 * value));
    } catch (error) {
      if (ElboError.of(error).code === "empty-drawing") return false;
      throw error;
    }
  } else {
    values = width === SIDE && height === SIDE ? pixels : wholeOf(image);
  }
  for (let y = 0; y < SIDE; y++) for (let x = 0; x < SIDE; x++) into[y * SIDE + x] = values[transposed ? x * SIDE + y : y * SIDE + x]!;
  return into.some((value) => value > 0);
}

/** Scales the whole image to 28 pixels for its longer side and centres it. */
function wholeOf({ width, height, pixels }: Grey): Uint8Array {
  const fitted = fit(pixels, width, { left: 0, top: 0, width, height }, SIDE);
  const [left, top] = [Math.floor((SIDE - fitted.width) / 2), Math.floor((SIDE - fitted.height) / 2)];
  const values = new Uint8Array(PIXELS);
  for (let y = 0; y < fitted.height; y++) {
    for (let x = 0; x < fitted.width; x++) values[(top + y) * SIDE + left + x] = Math.round(fitted.ink[y * fitted.width + x]!);
  }
  return values;
}

async function hashOf(train: OwnSplit, test: OwnSplit, classes: number): Promise<string> {
  const counts = new Uint8Array(Uint32Array.of(train.labels.length, test.labels.length, classes).buffer); // little-endian wherever browsers run
  const parts = [counts, train.labels, train.pixels, test.labels, test.pixels];
  const content = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    content.set(part, at);
    at += part.length;
  }
  return sha256(content);
}
