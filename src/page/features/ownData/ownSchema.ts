/** Validates stored own data, which another version of the page may have written, or a person with the browser's tools. */
import * as v from "valibot";
import { MAX_TEST_IMAGES, MAX_TRAIN_IMAGES, type Drawing, type OwnImages } from "../../../core/data/ownData";
import { readOwnId } from "../../../core/data/ownId";
import { CLASSES, PIXELS } from "../../../core/run/runConfig";
import { wellFormed } from "../../../core/wellFormed";

const bytes = v.instance(Uint8Array<ArrayBuffer>);
const half = (most: number) => v.pipe(
  v.object({ labels: v.pipe(bytes, v.minLength(1), v.maxLength(most)), pixels: bytes }),
  v.check(({ labels, pixels }) => pixels.length === labels.length * PIXELS),
);
const ownImages: v.GenericSchema<unknown, OwnImages> = v.pipe(
  v.object({ id: v.string(), classes: v.array(v.pipe(v.string(), v.transform(wellFormed))), train: half(MAX_TRAIN_IMAGES), test: half(MAX_TEST_IMAGES) }),
  v.check(({ id, classes }) => readOwnId(id)?.classes === classes.length),
  v.check(({ classes, train, test }) => [train, test].every(({ labels }) => labels.every((label) => label < Math.max(1, classes.length)))),
);

const coordinate = v.pipe(v.number(), v.finite());
const drawing: v.GenericSchema<unknown, Drawing> = v.object({
  label: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(CLASSES - 1)),
  strokes: v.array(v.array(v.object({ x: coordinate, y: coordinate }))),
});

/** Stored images have no `format` yet; a version that writes another form sets it to 2. */
const FORMAT = 1;
const newer = v.object({ format: v.pipe(v.number(), v.gtValue(FORMAT)) });
/** Returns whether a newer version of the page has written the record. */
export const isOfNewerPage = (kept: unknown): boolean => v.is(newer, kept);

/** Returns the images in a stored record; null if there is no record or it is damaged. Never throws. */
export function readOwnImages(kept: unknown): OwnImages | null {
  const read = v.safeParse(ownImages, kept);
  return read.success ? read.output : null;
}

/** Returns the drawings in a stored record. `unread`: drawings that are damaged or written by a newer version of the page. Never throws. */
export function readDrawings(kept: unknown): { readonly drawings: readonly Drawing[]; readonly unread: readonly unknown[] } {
  const all: readonly unknown[] = Array.isArray(kept) ? kept : kept === undefined ? [] : [kept];
  return { drawings: all.filter((one): one is Drawing => v.is(drawing, one)), unread: all.filter((one) => !v.is(drawing, one)) };
}
