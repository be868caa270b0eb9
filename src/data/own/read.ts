/** Reads a reader's files: unpacks archives and finds images and labels. `prepare.ts` converts them. */
import { OwnDataError, type ChosenFile, type LeftOut } from "../../core/data/ownData";
import { wellFormed } from "../../core/wellFormed";
import { looksLikeIdx, readIdx, type Idx } from "./idx";
import { imageSize, isJpeg, isPng, type ImageSize } from "./imageSize";
import { Allowance, gunzipped, isSystemFile, isGzip, isZip, unzipped } from "./unpack";

/** A greyscale image, [height × width], 0 black … 255 white. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

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
  /** True for files in MNIST's own format. */
  readonly idx: boolean;
  /** The number of images drawn on the page; absent if they come from files. */
  readonly drawn?: number;
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>;
}

/** Decodes an image file to grey, with its longer side scaled down to `most` pixels. Rejects if it cannot be decoded. */
export type Decode = (bytes: Uint8Array<ArrayBuffer>, most: number) => Promise<Grey>;

/** The maximum side in pixels, before decoding. */
const MAX_SIDE = 8192;
/**
 * The maximum number of pixels of all images together, before decoding: the decoder takes about 3 seconds for 10⁹ of them,
 * however small their files are.
 */
const MAX_PIXELS = 5e9;
/** Images are decoded to this longer side in pixels: ten for each pixel of the box. */
const DECODED_SIDE = 200;

/** Reads files; paths are relative to the chosen folder, if there is one. Throws OwnDataError. */
export async function readFiles(chosen: readonly ChosenFile[], decode: Decode): Promise<ParsedFiles> {
  const files = await unpacked(chosen);
  const idx = files.filter(({ bytes }) => looksLikeIdx(bytes));
  const pictures = files.filter(({ bytes }) => isPng(bytes) || isJpeg(bytes));
  const kind = files.length - idx.length - pictures.length;
  if (idx.length > 0 && pictures.length > 0) throw new OwnDataError("mixed");
  if (idx.length === 0 && pictures.length === 0) throw new OwnDataError("nothing");
  const name = nameOf(chosen);
  const found = idx.length > 0 ? { ...ofIdx(idx), idx: true, sheet: false, leftOut: {} } : { ...await ofPictures(pictures, decode), idx: false };
  return { name, ...found, leftOut: { ...found.leftOut, ...(kind > 0 ? { kind } : {}) } };
}

async function unpacked(chosen: readonly ChosenFile[]): Promise<readonly ChosenFile[]> {
  const allowance = new Allowance();
  const ungzipped = async (file: ChosenFile): Promise<ChosenFile> =>
    (isGzip(file.bytes) ? { path: file.path.replace(/\.gz$/i, ""), bytes: await gunzipped(file, allowance) } : file);
  const files: ChosenFile[] = [];
  for (const file of chosen) {
    if (isSystemFile(file.path)) continue;
    const inside = isZip(file.bytes) ? unzipped(file, allowance) : [file];
    for (const { path, bytes } of inside) files.push(await ungzipped({ path: wellFormed(path), bytes }));
  }
  return files;
}

/**
 * Returns whether a file is held out: its own name contains the word, or its folder's name ends with it. The patterns have no
 * repetition, so matching takes linear time.
 */
function isTest(path: string): boolean {
  const [file = "", folder = ""] = path.split("/").reverse();
  return /(^|[^a-z])(test|t10k)([^a-z]|$)/i.test(file) || /(^|[^a-z])(test|t10k)$/i.test(folder);
}

function ofIdx(files: readonly ChosenFile[]): Pick<ParsedFiles, "train" | "test"> {
  const read = files.map(({ path, bytes }) => ({ path, test: isTest(path), idx: readIdx(bytes, path) }));
  const half = (test: boolean): ParsedSplit | null => {
    const ofHalf = <K extends Idx["kind"]>(kind: K) => {
      const found = read.filter((one) => one.test === test && one.idx.kind === kind);
      if (found.length > 1) throw new OwnDataError("two-files", found[1]!.path);
      return found[0]?.idx as Extract<Idx, { kind: K }> | undefined;
    };
    const [images, labels] = [ofHalf("images"), ofHalf("labels")?.labels];
    if (!images) return null;
    const { count, rows, columns, pixels } = images;
    if (labels && labels.length !== count) throw new OwnDataError("no-labels-for", `${labels.length} ≠ ${count}`);
    const size = rows * columns;
    return {
      images: Array.from({ length: count }, (_, i) => ({ width: columns, height: rows, pixels: pixels.subarray(i * size, (i + 1) * size) })),
      labels: labels ? Array.from(labels, String) : null,
    };
  };
  const [train, test] = [half(false), half(true)];
  const first = train ?? test;
  if (!first) throw new OwnDataError("labels-only");
  const second = train ? test : null;
  // Labels of one split alone are useless.
  const labelled = first.labels !== null && (second === null || second.labels !== null);
  const kept = (one: ParsedSplit): ParsedSplit => (labelled ? one : { ...one, labels: null });
  return { train: kept(first), test: second && kept(second) };
}

async function ofPictures(files: readonly ChosenFile[], decode: Decode): Promise<Pick<ParsedFiles, "train" | "test" | "sheet" | "leftOut">> {
  const sheet = files.length === 1;
  const sizes = files.map(({ bytes }) => imageSize(bytes));
  const isLarge = (size: ImageSize) => Math.max(size.width, size.height) > MAX_SIDE;
  const pixels = sizes.reduce((sum, size) => sum + (size && !isLarge(size) ? size.width * size.height : 0), 0);
  if (pixels > MAX_PIXELS) throw new OwnDataError("too-many-pixels", String(Math.ceil(pixels / 1e6)));
  let large = 0, unreadable = 0;
  const found: { readonly path: string; readonly image: Grey }[] = [];
  for (const [at, { path, bytes }] of files.entries()) {
    const size = sizes[at]!;
    if (size && isLarge(size)) large++;
    else if (!size || Math.min(size.width, size.height) < 1) unreadable++;
    else {
      const image = await decode(bytes, sheet ? MAX_SIDE : DECODED_SIDE).catch(() => null);
      if (image) found.push({ path, image });
      else unreadable++;
    }
  }
  if (sheet && found.length === 0) throw new OwnDataError(large > 0 ? "too-large" : "damaged", files[0]!.path);
  const inTest = ({ path }: { readonly path: string }) => path.split("/").slice(0, -1).some((folder) => /^test$/i.test(folder));
  const halves = [found.filter((one) => !inTest(one)), found.filter(inTest)] as const;
  const labelOf = ({ path }: { readonly path: string }) => path.split("/").at(-2) ?? "";
  const labelled = new Set(found.map(labelOf)).size > 1;
  const half = (of: typeof found): ParsedSplit => ({ images: of.map(({ image }) => image), labels: labelled ? of.map(labelOf) : null });
  const split = halves.every(({ length }) => length > 0);
  return {
    train: half(split ? halves[0] : found), test: split ? half(halves[1]) : null, sheet,
    leftOut: { ...(large > 0 ? { "too-large": large } : {}), ...(unreadable > 0 ? { unreadable } : {}) },
  };
}

/** Returns the name of the chosen folder, or of the first file, without its extension. */
function nameOf(chosen: readonly ChosenFile[]): string {
  const [first = "", ...inside] = chosen[0]?.path.split("/") ?? [];
  if (inside.length > 0) return first;
  return first.replace(/(\.(gz|zip|png|jpe?g))+$/i, "").replace(/[-.]?(train|test|t10k)?[-.]?(images|labels)[-.]idx\d[-.]ubyte$/i, "");
}
