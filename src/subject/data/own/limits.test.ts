/** Whatever exceeds a limit of own data is refused with the reason of that limit. */
import { strToU8, zipSync } from "fflate";
import { expect, it } from "vitest";
import { checkChosen } from "../../../core/data/chosenFiles";
import { MAX_CHOSEN_BYTES, MIN_DRAWINGS, MIN_IMAGES, OwnDataError, type ChosenFile, type ImportOptions, type LimitReason } from "../../../core/data/ownData";
import * as own from "../../../core/data/ownLimits";
import { filesOfDrawings } from "./drawn";
import { writeIdx } from "./idx";
import { prepare, suggestedOptions } from "./prepare";
import { readFiles } from "./read";

const file = (path: string, content: string | Uint8Array): ChosenFile => ({ path, bytes: new Uint8Array(typeof content === "string" ? strToU8(content) : content) });
const png = (side: number) => {
  const bytes = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...new Uint8Array(16));
  [16, 20].forEach((at) => new DataView(bytes.buffer).setUint32(at, side));
  return bytes;
};
const npyHeader = (length: number) => {
  const bytes = new Uint8Array(12 + length);
  bytes.set([0x93, ...strToU8("NUMPY"), 2, 0]);
  new DataView(bytes.buffer).setUint32(8, length, true);
  return bytes;
};
/** An archive of one file, whose directory says this size. */
const saying = (size: number) => {
  const archive = new Uint8Array(zipSync({ a: new Uint8Array(9) }, { mtime: "2026-01-01" })); // a time of day may have the byte that is searched
  new DataView(archive.buffer).setUint32(archive.lastIndexOf(0x50, -40) + 24, size, true); // 0x50 begins the directory's entry
  return archive;
};
/** The end of an archive's directory in the form ZIP64, with this number of files. */
const zip64 = (count: number) => {
  const bytes = new Uint8Array(4 + 56 + 20 + 22), view = new DataView(bytes.buffer);
  for (const [at, signature] of [[0, 0x04034b50], [4, 0x06064b50], [60, 0x07064b50], [80, 0x06054b50]] as const) view.setUint32(at, signature, true);
  view.setBigUint64(4 + 32, BigInt(count), true);
  view.setBigUint64(60 + 8, 4n, true);
  view.setUint16(80 + 10, 0xffff, true);
  return bytes;
};
const blob = (size: number) => Object.defineProperty(new Blob(), "size", { value: size });
const paper = (width: number, height: number) => ({ width, height, pixels: new Uint8Array(width * height).fill(255) });

const made = async (files: readonly ChosenFile[], options: Partial<ImportOptions> = {}) => {
  const given = await readFiles(files, async () => paper(40, 40));
  return prepare(given, { ...suggestedOptions(given), ...options });
};
const sheet = (columns: number, rows: number) => made([file("sheet.png", png(40))], { sheet: { columns, rows } });

/** What exceeds each limit, and what the refusal names. */
const EXCEEDED = {
  "chosen-bytes": [String(MAX_CHOSEN_BYTES + 1), async () => checkChosen([{ path: "a.png", file: blob(MAX_CHOSEN_BYTES + 1) }])],
  "unpacked-bytes": ["bomb.zip", () => made([file("bomb.zip", saying(own.MAX_UNPACKED_BYTES + 1))])],
  files: ["many.zip", () => made([file("many.zip", zip64(own.MAX_FILES + 1))])],
  side: ["big.png", () => made([file("big.png", png(own.MAX_SIDE + 1))])],
  "too-many-pixels": ["4027", () => made(Array.from({ length: 60 }, (_, i) => file(`${i}.png`, png(own.MAX_SIDE))))],
  count: ["y.csv", () => made([file("y.csv", `label\n${"1\n".repeat(own.MAX_COUNT + 1)}`)])],
  "array-side": ["wide.idx, 1 × 4097", () => made([file("wide.idx", writeIdx([1, 1, own.MAX_ARRAY_SIDE + 1], new Uint8Array(own.MAX_ARRAY_SIDE + 1)))])],
  "npy-header": ["x.npy", () => made([file("x.npy", npyHeader(own.MAX_HEADER_BYTES + 1))])],
  "csv-row-bytes": ["x.csv", () => made([file("x.csv", "1,".repeat(own.MAX_ROW_BYTES))])],
  "csv-label": ["x.csv:2", () => made([file("x.csv", [["x".repeat(own.MAX_LABEL_BYTES + 1), ...new Array<number>(16).fill(1)], new Array<number>(17).fill(1)].reverse().join("\n"))])],
  "names-bytes": ["classes.txt", () => made([file("classes.txt", "a\n".repeat(own.MAX_NAMES_BYTES))])],
  "too-few": ["199", () => made([file("a", writeIdx([MIN_IMAGES - 1, 4, 4], Uint8Array.from({ length: 16 * (MIN_IMAGES - 1) }, (_, at) => 17 * (at % 16))))])],
  "too-few-left": ["10 / 200", () => made([file("a", writeIdx([MIN_IMAGES, 4, 4], Uint8Array.from({ length: 16 * MIN_IMAGES }, (_, at) => (at < 160 ? 17 * (at % 16) : 0))))])],
  "too-few-drawings": ["6", async () => filesOfDrawings(Array.from({ length: MIN_DRAWINGS - 1 }, () => ({ label: 1, strokes: [] })), true)],
  "sheet-side": ["301 × 1", () => sheet(own.MAX_SHEET_SIDE + 1, 1)],
  "sheet-cell": ["11 × 11", () => sheet(11, 11)],
} satisfies Record<LimitReason, readonly [string, () => Promise<unknown>]>;

it.each(Object.entries(EXCEEDED))("%s", async (reason, [detail, exceed]) => {
  const error: unknown = await exceed().then(() => "accepted", (caught: unknown) => caught);
  expect(error).toBeInstanceOf(OwnDataError);
  expect(error).toMatchObject({ reason, detail });
});

it("images that are all too large, or cannot be decoded, are not called too few", async () => {
  const folder = (side: number) => Array.from({ length: MIN_IMAGES }, (_, i) => file(`a/${i}.png`, png(side)));
  await expect(made(folder(9000))).rejects.toMatchObject({ reason: "side", detail: "a/0.png" });
  await expect(readFiles(folder(9), () => Promise.reject(new Error("damaged")))).rejects.toMatchObject({ reason: "undecodable", detail: `${MIN_IMAGES} / ${MIN_IMAGES}, a/0.png` });
});
