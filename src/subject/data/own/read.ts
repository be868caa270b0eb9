/** Reads a reader's files: unpacks archives and finds images and labels. `prepare.ts` converts them. */
import { MIN_IMAGES, OwnDataError, shortName, type ChosenFile, type LeftOut } from "../../../core/data/ownData";
import { wellFormed } from "../../../core/wellFormed";
import { isTable, readCsv } from "./csv";
import { looksLikeIdx, readIdx } from "./idx";
import { imageSize, isJpeg, isPng, type ImageSize } from "./imageSize";
import { looksLikeNpy, readNpy } from "./npy";
import { MAX_NAMES_BYTES, MAX_PIXELS, MAX_SIDE } from "../../../core/data/ownLimits";
import { labelText, type Grey, type Part } from "./parts";
import { Allowance, gunzipped, isSystemFile, isGzip, isZip, unzipped, type OnShare } from "./unpack";

export interface ParsedSplit {
  readonly images: readonly Grey[];
  /** One label for each image; null if there are none. */
  readonly labels: readonly string[] | null;
}

/** The images found in the files. */
export interface ParsedFiles {
  readonly name: string;
  readonly train: ParsedSplit;
  /** Null if no file says which images are for testing. */
  readonly test: ParsedSplit | null;
  /** True for a single image that is to be cut up. */
  readonly sheet: boolean;
  /** True for pixels that a file has as numbers: in MNIST's format, tables and NumPy's arrays. */
  readonly raw: boolean;
  /** The names of the labels 0, 1, …, if a file has them. */
  readonly classNames?: readonly string[] | undefined;
  /** The number of images drawn on the page; absent if they come from files. */
  readonly drawn?: number;
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>;
}

/** Decodes an image file to grey, with its longer side scaled down to `most` pixels. Rejects if it cannot be decoded: with OwnDataError if this browser cannot decode any of its kind. */
export type Decode = (bytes: Uint8Array<ArrayBuffer>, most: number) => Promise<Grey>;

/** Images are decoded to this longer side in pixels: ten for each pixel of the box. */
const DECODED_SIDE = 200;

/** The share of unpacking in the progress of reading; decoding has the rest. */
const UNPACKING = 0.2;

/** Reads files; paths are relative to the chosen folder, if there is one. `onShare` gets 0 to 1, also for each image. Throws OwnDataError. */
export async function readFiles(chosen: readonly ChosenFile[], decode: Decode, onShare: OnShare = () => undefined): Promise<ParsedFiles> {
  const files = await unpacked(chosen, (share) => onShare(UNPACKING * share));
  const pictures = files.filter(({ bytes }) => isPng(bytes) || isJpeg(bytes));
  const { parts, misfit } = partsOf(files);
  const [lists, longLists] = [true, false].map((short) => files.filter((file) => isNames(file) && (file.bytes.length < MAX_NAMES_BYTES) === short)) as [ChosenFile[], ChosenFile[]];
  const kind = files.length - pictures.length - parts.length - lists.length - longLists.length;
  if (parts.length > 0 && pictures.length > 0) throw new OwnDataError("mixed");
  if (parts.length === 0 && pictures.length === 0) {
    if (misfit) throw misfit;
    if (longLists[0]) throw new OwnDataError("names-bytes", longLists[0].path);
    if (lists[0]) throw new OwnDataError("names-only", lists[0].path);
    const [first] = files;
    throw first && first.bytes.length === 0 ? new OwnDataError("no-bytes", first.path) : new OwnDataError("nothing", first?.path ?? chosen[0]?.path ?? "");
  }
  const paths = new Set(files.map(({ path }) => path));
  const archives = chosen.filter(({ path }) => !paths.has(path));
  const name = (parts.length > 0 ? [...parts, ...archives] : chosen).map(nameOf).find((found) => shortName(found) !== "") ?? "";
  const found = parts.length > 0
    ? { ...paired(parts, lists[0]), raw: true, sheet: false } : { ...await ofPictures(pictures, decode, (share) => onShare(UNPACKING + (1 - UNPACKING) * share)), raw: false };
  return { name, ...found, leftOut: { ...found.leftOut, ...(kind > 0 ? { kind } : {}), ...(longLists.length > 0 ? { "names-bytes": longLists.length } : {}) } };
}

async function unpacked(chosen: readonly ChosenFile[], onShare: OnShare): Promise<readonly ChosenFile[]> {
  const allowance = new Allowance();
  const bytesInAll = chosen.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const files: ChosenFile[] = [];
  /** An .npz file is an archive, too, also within another archive. */
  const open = async ({ path: given, bytes }: ChosenFile, within: "nothing" | "archive" | "npz", onShareOfFile?: OnShare) => {
    const path = wellFormed(given);
    const npz = path.toLowerCase().endsWith(".npz");
    if (isSystemFile(path)) return;
    if (within === "nothing" && !isZip(bytes)) allowance.takeFiles(1, path);
    if (isGzip(bytes)) files.push({ path: path.replace(/\.gz$/i, ""), bytes: await gunzipped({ path, bytes }, allowance, onShareOfFile) });
    else if (isZip(bytes) && (within === "nothing" || (npz && within === "archive"))) {
      for (const one of unzipped({ path, bytes }, allowance, onShareOfFile)) await open(npz ? { ...one, path: `${path}/${one.path}` } : one, npz ? "npz" : "archive");
    } else files.push({ path, bytes });
  };
  let before = 0;
  for (const file of chosen) {
    await open(file, "nothing", (share) => onShare((before + share * file.bytes.length) / bytesInAll));
    before += file.bytes.length;
  }
  return files;
}

/** Returns whether a file lists the names of classes, one in each line: *Save as IDX* writes it. */
const isNames = ({ path }: ChosenFile): boolean => path.split("/").at(-1)!.toLowerCase() === "classes.txt";

/** Reads files with pixels or labels as numbers. `misfit`: why a table has no images; other files may have some. */
function partsOf(files: readonly ChosenFile[]): { readonly parts: readonly Part[]; readonly misfit: OwnDataError | null } {
  let misfit: OwnDataError | null = null;
  const parts = files.flatMap(({ path, bytes }) => {
    if (looksLikeIdx(bytes)) return [readIdx(bytes, path)];
    if (looksLikeNpy(bytes)) return [readNpy(bytes, path)];
    if (!isTable(path) || bytes.length === 0) return [];
    try {
      return [readCsv(bytes, path)];
    } catch (error) {
      if (!(error instanceof OwnDataError) || error.reason !== "csv-columns") throw error;
      misfit ??= error;
      return [];
    }
  });
  return { parts, misfit };
}

const TEST_WORD = /(^|[^a-z])(test|t10k)([^a-z]|$)/i;

/**
 * Returns whether a file is held out: its own name contains the word, or its folder's name ends with it. Arrays without either word have that of
 * their .npz file. The patterns have no repetition, so matching takes linear time.
 */
function isTest(path: string): boolean {
  const [file = "", folder = ""] = path.split("/").reverse();
  if (TEST_WORD.test(file)) return true;
  if (folder.toLowerCase().endsWith(".npz")) return TEST_WORD.test(folder) && !/train/i.test(file);
  return /(^|[^a-z])(test|t10k)$/i.test(folder);
}

/** Returns whether an array of strings names the classes, by the name of its file. */
const namesClasses = ({ path, images }: Part): boolean => images === null && /names|classes/i.test(path.split("/").at(-1)!);

/** Pairs images with labels. `list`: the file that names the classes. */
function paired(given: readonly Part[], list: ChosenFile | undefined): Pick<ParsedFiles, "train" | "test" | "leftOut" | "classNames"> {
  const parts = given.filter((part) => !namesClasses(part));
  const half = (test: boolean): ParsedSplit | null => {
    const ofHalf = parts.filter(({ path }) => isTest(path) === test);
    const [images, second] = ofHalf.filter((part) => part.images);
    const [labels, more] = ofHalf.filter((part) => part.labels);
    const extra = second ?? more;
    if (extra) throw new OwnDataError("two-files", extra.path);
    if (!images?.images) return null;
    if (labels?.labels && labels.labels.length !== images.images.length) throw new OwnDataError("no-labels-for", `${labels.labels.length} ≠ ${images.images.length}`);
    return { images: images.images, labels: labels?.labels ?? null };
  };
  const [train, test] = [half(false), half(true)];
  const first = train ?? test;
  if (!first) throw new OwnDataError("labels-only", given[0]!.path);
  const second = train ? test : null;
  const lines = list && new TextDecoder().decode(list.bytes).trimEnd().split("\n");
  const names = (lines ?? given.find(namesClasses)?.labels)?.map(labelText);
  const about = { classNames: names, leftOut: {} };
  // Without their labels, test images are of no use to measurements by class; training images are needed all the same.
  if (first.labels && second && !second.labels) return { ...about, train: first, test: null, leftOut: { unlabelled: second.images.length } };
  return { ...about, train: second && !second.labels ? { ...first, labels: null } : first, test: second && !first.labels ? { ...second, labels: null } : second };
}

async function ofPictures(files: readonly ChosenFile[], decode: Decode, onShare: OnShare): Promise<Pick<ParsedFiles, "train" | "test" | "sheet" | "leftOut">> {
  const sheet = files.length === 1;
  const sizes = files.map(({ bytes }) => imageSize(bytes));
  const isLarge = (size: ImageSize | null) => size !== null && Math.max(size.width, size.height) > MAX_SIDE;
  const pixels = sizes.reduce((sum, size) => sum + (size && !isLarge(size) ? size.width * size.height : 0), 0);
  if (pixels > MAX_PIXELS) throw new OwnDataError("too-many-pixels", String(Math.ceil(pixels / 1e6)));
  const large = sizes.filter(isLarge).length;
  if (large > 0 && files.length - large < MIN_IMAGES) throw new OwnDataError("side", files[sizes.findIndex(isLarge)]!.path);
  if (!sheet && files.length < MIN_IMAGES) throw new OwnDataError("too-few", String(files.length)); // before any is decoded
  const unreadable: string[] = [];
  let seen = 0;
  const found: { readonly path: string; readonly image: Grey }[] = [];
  for (const [at, { path, bytes }] of files.entries()) {
    const size = sizes[at]!;
    if (isLarge(size)) continue;
    onShare(seen / Math.max(1, pixels));
    const image = size && Math.min(size.width, size.height) > 0 ? await decode(bytes, sheet ? MAX_SIDE : DECODED_SIDE).catch((error: unknown) => {
      if (error instanceof OwnDataError) throw new OwnDataError(error.reason, path);
      return null;
    }) : null;
    if (image) found.push({ path, image });
    else unreadable.push(path);
    seen += size ? size.width * size.height : 0;
  }
  if (unreadable[0] !== undefined && found.length < (sheet ? 1 : MIN_IMAGES)) {
    throw sheet ? new OwnDataError("damaged", unreadable[0]) : new OwnDataError("undecodable", `${unreadable.length} / ${files.length}, ${unreadable[0]}`);
  }
  const inTest = ({ path }: { readonly path: string }) => path.split("/").slice(0, -1).some((folder) => /^test$/i.test(folder));
  const halves = [found.filter((one) => !inTest(one)), found.filter(inTest)] as const;
  const labelOf = ({ path }: { readonly path: string }) => labelText(path.split("/").at(-2) ?? "");
  const labelled = new Set(found.map(labelOf)).size > 1;
  const half = (of: typeof found): ParsedSplit => ({ images: of.map(({ image }) => image), labels: labelled ? of.map(labelOf) : null });
  const split = halves.every(({ length }) => length > 0);
  return {
    train: half(split ? halves[0] : found), test: split ? half(halves[1]) : null, sheet,
    leftOut: { ...(large > 0 ? { "too-large": large } : {}), ...(unreadable.length > 0 ? { unreadable: unreadable.length } : {}) },
  };
}

/** Words in names of files that say which part of the data they contain, and how. */
const NOT_NAMES = new Set("train training test t10k images image imgs img labels label idx1 idx3 ubyte idx csv tsv npy npz gz zip png jpg jpeg data dataset archive arr".split(" "));

/** Returns the name of a file's outermost folder, or its own, without words such as "train"; "" if nothing remains. */
const nameOf = ({ path }: { readonly path: string }): string =>
  path.split("/")[0]!.split(/[-_. ]/).filter((word) => word.length > 1 && !NOT_NAMES.has(word.toLowerCase())).join(" ");
