/** Good files become training images, and bad ones are refused with a reason, whatever is wrong with them. */
import fc from "fast-check";
import { gzipSync, strToU8, zipSync } from "fflate";
import { afterEach, describe, expect, it, vi } from "vitest";
import { CENTRE, centreOfMass } from "../../../core/data/centring";
import { MIN_IMAGES, OwnDataError, ownId, type ChosenFile, type ImportOptions } from "../../../core/data/ownData";
import { readOwnId } from "../../../core/data/ownId";
import { words } from "../../../core/run/philox";
import { PIXELS, SIDE } from "../../../core/run/runConfig";
import { openOwn } from "./dataset";
import { writeIdx } from "./idx";
import type { Grey } from "./parts";
import { prepare, suggestedOptions } from "./prepare";
import { readFiles, type Decode } from "./read";
import { archiveOf } from "./save";
import { imageSize } from "./imageSize";
import { Allowance, gunzipped, isSystemFile, unzipped } from "./unpack";

const COUNT = 210;
const file = (path: string, bytes: Uint8Array): ChosenFile => ({ path, bytes: new Uint8Array(bytes) });
/** Image i has a bright square of i % 7 + 4 pixels off the centre; its label is i % 10. */
const square = (i: number) => Uint8Array.from({ length: PIXELS }, (_, at) => {
  const [x, y] = [at % SIDE, Math.floor(at / SIDE)];
  return x >= 3 && y >= 5 && x < 7 + (i % 7) && y < 9 + (i % 7) ? 200 + (i % 50) : 0;
});
const squares = new Uint8Array(390 * PIXELS);
for (let i = 0; i < 390; i++) squares.set(square(i), i * PIXELS);
const idxImages = (count = COUNT) => writeIdx([count, SIDE, SIDE], squares.subarray(0, count * PIXELS));
const idxLabels = (count = COUNT) => writeIdx([count], Uint8Array.from({ length: count }, (_, i) => i % 10));
const noDecoder: Decode = () => Promise.reject(new Error("there is none"));
/** Returns a PNG header of this size, and one byte that the decoder below fills the image with. */
const png = (width: number, height: number, grey: number) => {
  const bytes = new Uint8Array(25);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  bytes[24] = grey;
  return bytes;
};
/** The image is white paper with a bar of this grey, 10 × 40 of 60 × 60, whose upper end is brighter. */
const decoded: Decode = async (bytes) => {
  const { width, height } = imageSize(bytes)!;
  if (bytes[24] === 1) throw new Error("damaged");
  return { width, height, pixels: Uint8Array.from({ length: width * height }, (_, at) => (at % width > 20 && at % width <= 30 && at / width > 5 && at / width < 45 ? bytes[24]! : 255)) } satisfies Grey;
};
const made = async (files: readonly ChosenFile[], options: Partial<ImportOptions> = {}, decode: Decode = noDecoder) => {
  const given = await readFiles(files, decode);
  return prepare(given, { ...suggestedOptions(given), ...options });
};
const reasonOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(() => "accepted", (caught: unknown) => caught);
  return error instanceof OwnDataError ? error.reason : String(error);
};
const imageAt = ({ pixels }: { readonly pixels: Uint8Array }, i: number) => pixels.slice(i * PIXELS, (i + 1) * PIXELS);

describe("files in MNIST's format", () => {
  it("are taken as they are, packed or not, with a test file or a seventh held out", async () => {
    const names = ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte.gz"];
    const all = await made([
      file(names[0]!, gzipSync(idxImages())), file(names[1]!, idxLabels()), file(names[2]!, idxImages(40)), file(names[3]!, gzipSync(idxLabels(40))),
    ]);
    expect(all.images.classes).toHaveLength(10);
    expect([all.images.train.labels.length, all.images.test.labels.length]).toEqual([COUNT, 40]);
    expect(imageAt(all.images.train, 17)).toEqual(square(17));
    expect(all.leftOut).toEqual({});
    const one = await made([file("leaves.idx", idxImages())]);
    expect(readOwnId(one.images.id)).toMatchObject({ name: "leaves", classes: 0 });
    expect([one.images.train.labels.length, one.images.test.labels.length]).toEqual([180, 30]);
  });

  it("have one hash, whatever their names and packing; any option that changes them gives another", async () => {
    const [a, b] = [await made([file("a", idxImages()), file("b", idxLabels())]), await made([file("c", gzipSync(idxImages())), file("d", gzipSync(idxLabels()))])];
    expect(readOwnId(a.images.id)!.hash).toBe(readOwnId(b.images.id)!.hash);
    const hashes = await Promise.all(([{}, { transposed: true }, { inverted: true }, { centred: true }, { labelled: false }] as const).map(
      async (options) => readOwnId((await made([file("a", idxImages()), file("b", idxLabels())], options)).images.id)!.hash));
    expect(new Set(hashes).size).toBe(5);
  });

  it("saved as an archive are the same images again", async () => {
    const { images: before } = await made([file("a", idxImages()), file("b", idxLabels())], { centred: true });
    const { images: after } = await made([file("saved.zip", archiveOf(before))]);
    expect(readOwnId(after.id)!.hash).toBe(readOwnId(before.id)!.hash);
    expect(after.test.labels).toEqual(before.test.labels);
  });

  it("are transposed where their name says EMNIST", async () => {
    const given = await readFiles([file("emnist-letters-train-images-idx3-ubyte", idxImages())], noDecoder);
    expect(suggestedOptions(given).transposed).toBe(true);
    const { images: { test } } = await prepare(given, suggestedOptions(given)), { images: { test: straight } } = await prepare(given, { ...suggestedOptions(given), transposed: false });
    expect(imageAt(test, 3)).toEqual(Uint8Array.from({ length: PIXELS }, (_, at) => imageAt(straight, 3)[(at % SIDE) * SIDE + Math.floor(at / SIDE)]!));
  });

  it("keep ten classes of more, those with most images, and say what they leave out", async () => {
    const labels = Uint8Array.from({ length: 390 }, (_, i) => (i < 360 ? 20 + (i % 12) : 20 + (i % 10)));
    const { images: { classes, train, test }, leftOut } = await made([file("a", idxImages(390)), file("b", writeIdx([390], labels))]);
    expect(classes).toEqual(Array.from({ length: 10 }, (_, i) => String(20 + i)));
    expect(leftOut).toEqual({ "other-class": 60 });
    expect(train.labels.length + test.labels.length).toBe(330);
  });

  it.each([
    ["length", "says more images than there are", () => [file("a", idxImages().slice(0, -1))]],
    ["length", "is cut short in its header", () => [file("a", idxImages().slice(0, 9))]],
    ["idx-type", "holds floating-point numbers", () => [file("a", Uint8Array.of(0, 0, 0x0d, 3, ...new Uint8Array(12)))]],
    ["idx-shape", "has images of no width", () => [file("a", writeIdx([4, 28, 0], new Uint8Array()))]],
    ["count", "has more than a million images", () => [file("a", gzipSync(writeIdx([1_000_001, 1, 1], new Uint8Array(1_000_001))))]],
    ["idx-shape", "has two dimensions", () => [file("a", writeIdx([4, 28], new Uint8Array(112)))]],
    ["no-labels-for", "has labels for others", () => [file("a", idxImages()), file("b", idxLabels(COUNT - 1))]],
    ["labels-only", "has labels only", () => [file("b", idxLabels())]],
    ["names-only", "has names of classes only", () => [file("classes.txt", strToU8("a\nb"))]],
    ["two-files", "has two files of images", () => [file("a", idxImages()), file("b", idxImages())]],
    ["mixed", "comes with pictures", () => [file("a", idxImages()), file("b.png", png(60, 60, 0))]],
    ["too-few", "has fewer than 200", () => [file("a", idxImages(199))]],
    ["nothing", "is a text", () => [file("a.txt", strToU8("hello"))]],
    ["no-bytes", "is empty", () => [file("a", new Uint8Array())]],
    ["damaged", "is packed and cut short", () => [file("a.gz", gzipSync(idxImages()).slice(0, -9))]],
  ])("%s: a file that %s", async (reason, _, files) => {
    expect(await reasonOf(made(files()))).toBe(reason);
  });
});

describe("pictures", () => {
  const folder = (count: number) => Array.from({ length: count }, (_, i) => file(`drawn/${i % 2 === 0 ? "cats" : "dogs"}/${i}.png`, png(60, 60, i === 7 ? 1 : 30)));

  it("become white on black, fitted into 20 pixels and centred by mass; folders are labels", async () => {
    const { images: { id, classes, train, test }, leftOut, wishes } = await made(folder(220), {}, decoded);
    expect(wishes).toMatchObject({ inverted: true, centred: true });
    expect(readOwnId(id)).toMatchObject({ name: "drawn", classes: 2 });
    expect(classes).toEqual(["cats", "dogs"]);
    expect(leftOut).toEqual({ unreadable: 1 });
    expect([train.labels.length, test.labels.length]).toEqual([188, 31]);
    const image = imageAt(train, 0);
    const rows = Array.from({ length: SIDE }, (_, y) => image.slice(y * SIDE, (y + 1) * SIDE).some((pixel) => pixel > 0)).filter(Boolean);
    expect(rows).toHaveLength(20);
    const { row, column } = centreOfMass({ ink: image, width: SIDE, height: SIDE });
    expect(Math.abs(row - CENTRE) + Math.abs(column - CENTRE)).toBeLessThan(1.1);
  });

  it("in a folder whose name has half a character are of a class whose name has none", async () => {
    const { images: { classes } } = await made(folder(220).map(({ path, bytes }) => file(path.replace("cats", "c\ud800ts"), bytes)), {}, decoded);
    expect(classes).toEqual(["c\ufffdts", "dogs"]);
  });

  it("in folders with long and hostile names are of classes whose names are short and harmless", async () => {
    const name = `c\u202ets\n${"x".repeat(500)}`;
    const { images: { classes } } = await made(folder(220).map(({ path, bytes }) => file(path.replace("cats", name), bytes)), {}, decoded);
    expect(classes[0]).toBe(`c ts ${"x".repeat(194)}…`);
  });

  it("report their progress one by one, and are read by as many steps", async () => {
    const shares: number[] = [];
    await readFiles(folder(220), decoded, (share) => shares.push(share));
    expect(new Set(shares).size).toBe(220);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
  });

  it("are not decoded if each is larger than any screen", async () => {
    const files = [...folder(220), file("drawn/cats/huge.png", png(100_000, 100_000, 30))];
    expect((await made(files, {}, decoded)).leftOut).toEqual({ unreadable: 1, "too-large": 1 });
  });

  it("alone are a sheet that is cut into rows and columns", async () => {
    const cells: Decode = async () => ({ width: 20 * SIDE, height: 15 * SIDE, pixels: Uint8Array.from({ length: 300 * PIXELS }, (_, at) => {
      const [x, y] = [at % (20 * SIDE), Math.floor(at / (20 * SIDE))];
      return x % SIDE > 5 && x % SIDE < 20 && y % SIDE > 5 && y % SIDE < 20 ? 10 + Math.floor(y / SIDE) * 10 : 0;
    }) });
    const sheet = [file("sheet.png", png(20 * SIDE, 15 * SIDE, 0))];
    const { images: { train, test }, wishes } = await made(sheet, { centred: false }, cells);
    expect(wishes.sheet).toEqual({ columns: 20, rows: 15 });
    const brightest = [...train.labels, ...test.labels].map((_, i) => (i < train.labels.length ? imageAt(train, i) : imageAt(test, i - train.labels.length))[14 * SIDE + 14]!);
    expect(brightest.sort((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, i) => 10 + Math.floor(i / 20) * 10));
    expect(await reasonOf(made(sheet, { sheet: { columns: 400, rows: 2 } }, cells))).toBe("sheet-side");
  });

  it("have the size that a header states, otherwise none", () => {
    expect(imageSize(png(3, 4, 0))).toEqual({ width: 3, height: 4 });
    const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 11, 8, 1, 0, 2, 0, 3, 1);
    expect(imageSize(jpeg)).toEqual({ width: 512, height: 256 });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (rest) => {
      imageSize(Uint8Array.of(0xff, 0xd8, 0xff, ...rest)); // ends
    }));
  });
});

describe("work is bounded by what is in the files", () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  it("narrow images take memory for their own pixels, and none for a square around them", async () => {
    let numbers = 0;
    const bright = Uint8Array.from({ length: MIN_IMAGES * 1024 }, (_, i) => (i % 1024 < 600 ? 0 : 255));
    const given = await readFiles([file("a", writeIdx([MIN_IMAGES, 1, 1024], bright))], noDecoder);
    vi.stubGlobal("Float32Array", class extends Float32Array {
      constructor(length: number) {
        super(length);
        numbers += length;
      }
    });
    const { images: { train } } = await prepare(given, { ...suggestedOptions(given), centred: true });
    expect(imageAt(train, 0).some((pixel) => pixel > 0)).toBe(true);
    expect(numbers).toBeLessThan(MIN_IMAGES * (1024 + 3 * PIXELS));
  });

  it("images of too many pixels together are refused by their headers, before any is decoded", async () => {
    const decode = vi.fn(() => Promise.resolve({ width: 4, height: 4, pixels: new Uint8Array(16) }));
    const large = (count: number, side: number) => Array.from({ length: count }, (_, i) => file(`drawn/cats/${i}.png`, png(side, side, 30)));
    await expect(readFiles(large(400, 8192), decode)).rejects.toMatchObject({ reason: "too-many-pixels", detail: "26844" });
    expect(decode).not.toHaveBeenCalled();
    expect((await readFiles(large(MIN_IMAGES, 3500), decode)).train.images).toHaveLength(MIN_IMAGES); // 2.45e9
    // Images with too long a side are left out, so their pixels do not count.
    expect((await readFiles([...large(MIN_IMAGES, 60), ...large(100, 9000)], decode)).leftOut).toEqual({ "too-large": 100 });
  });

  it("paths are matched by patterns that repeat nothing, as the time for others grows with the square of the length", async () => {
    const patterns = new Set<string>();
    const test = RegExp.prototype.test;
    vi.spyOn(RegExp.prototype, "test").mockImplementation(function (this: RegExp, text: string) {
      if (text.includes("-test")) patterns.add(this.source);
      return test.call(this, text);
    });
    const path = `${"-test".repeat(13_000)}/x`;
    const given = await readFiles([file("train", idxImages(4)), file(path, idxImages(3))], noDecoder);
    vi.restoreAllMocks();
    expect(given.test!.images).toHaveLength(3);
    expect(patterns.size).toBeGreaterThan(0);
    expect([...patterns].filter((source) => /[*+{]/.test(source))).toEqual([]);
  });

  it("a file is held out by the words that always said so, in its own name or at the end of its folder's", async () => {
    const word = fc.constantFrom("test", "t10k", "TEST", "latest", "-", "_", "/", ".", "a", "1", "images");
    await fc.assert(fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 8 }), async (words) => {
      const path = words.join("");
      fc.pre(!isSystemFile(path));
      const { test } = await readFiles([file("a/train", idxImages(4)), file(path, idxImages(3))], noDecoder).catch(() => ({ test: null }));
      expect(test !== null).toBe(/(^|[^a-z])(test|t10k)([^a-z]|$)[^/]*$/i.test(path));
    }), { numRuns: 300 });
  });
});

describe("packed files", () => {
  it("that unpack to more than allowed are refused before they fill the memory", async () => {
    const bomb = gzipSync(new Uint8Array(8 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(10_000);
    expect(await reasonOf(gunzipped({ path: "bomb.gz", bytes: new Uint8Array(bomb) }, new Allowance(1024 * 1024)))).toBe("unpacked-bytes");
    const archive = new Uint8Array(zipSync({ a: new Uint8Array(600_000), b: new Uint8Array(600_000) }));
    expect(() => unzipped({ path: "bomb.zip", bytes: archive }, new Allowance(1_000_000))).toThrow("unpacked-bytes");
  });

  it("that contain more files than allowed are refused by their directory, and so are those that say they unpack to more", () => {
    const archive = new Uint8Array(zipSync({ a: new Uint8Array(9), b: new Uint8Array(9), c: new Uint8Array(9) }));
    const given = { path: "a.zip", bytes: archive };
    expect(unzipped(given, new Allowance(27, 3))).toHaveLength(3);
    expect(() => unzipped(given, new Allowance(27, 2))).toThrow("files: a.zip");
    const shares: number[] = [];
    expect(() => unzipped(given, new Allowance(26, 3), (share) => shares.push(share))).toThrow("unpacked-bytes: a.zip");
    expect(shares).toEqual([]);
  });

  it.each([[2, "fewer"], [40, "more"]])("whose directory says %i bytes, %s than there are, are damaged", (size) => {
    for (const [count, level] of [[20, 9], [20, 0], [60_000, 9]] as const) { // packed, stored, and unpacked piece by piece
      const content = Uint8Array.from(words({ seed: 0, purpose: "order", step: 0, lane: 0 }, count));
      const archive = new Uint8Array(zipSync({ a: content }, { level }));
      expect(unzipped({ path: "a.zip", bytes: archive }, new Allowance())[0]!.bytes).toEqual(content);
      new DataView(archive.buffer).setUint32(archive.length - 22 - 47 + 24, size, true);
      expect(() => unzipped({ path: "a.zip", bytes: archive }, new Allowance())).toThrow("damaged: a.zip");
    }
  });

  it("with the same name twice, or an odd name, are all kept", () => {
    const archive = new Uint8Array(zipSync({ "__proto/a": strToU8("1"), "__proto/b": strToU8("2") }));
    archive.forEach((_, at) => { if (archive[at] === 0x2f) archive[at + 1] = 0x61; }); // both are named a
    expect(unzipped({ path: "a.zip", bytes: archive }, new Allowance()).map(({ path, bytes }) => [path, ...bytes])).toEqual([["__proto/a", 0x31], ["__proto/a", 0x32]]);
  });

  it("are taken without folders and clutter", () => {
    const archive = zipSync({ "a/": new Uint8Array(), "a/1.png": strToU8("x"), "__MACOSX/a/._1.png": strToU8("y"), ".DS_Store": strToU8("z") });
    expect(unzipped({ path: "a.zip", bytes: new Uint8Array(archive) }, new Allowance()).map(({ path }) => path)).toEqual(["a/1.png"]);
  });
});

describe("damage", () => {
  /** Bytes are changed, cut off or inserted. */
  const damage = fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), byte: fc.nat(255), kind: fc.constantFrom("change", "cut", "insert") }), { minLength: 1, maxLength: 4 });
  const damaged = (bytes: Uint8Array, changes: readonly { readonly at: number; readonly byte: number; readonly kind: string }[]) => {
    let now = [...bytes];
    for (const { at, byte, kind } of changes) {
      // Damage matters most at either end, where sizes are.
      const place = Math.floor(at < 0.4 ? at * 100 : at > 0.8 ? now.length - (1 - at) * 200 : at * now.length);
      if (kind === "change") now[Math.max(0, Math.min(now.length - 1, place))] = byte;
      else if (kind === "cut") now = now.slice(0, Math.max(0, place));
      else now.splice(Math.max(0, place), 0, byte);
    }
    return Uint8Array.from(now);
  };
  const small = { images: writeIdx([210, 2, 2], Uint8Array.from({ length: 840 }, (_, i) => (i * 37) % 256)), labels: idxLabels() };
  it.each([
    ["IDX", 1500, small.images], ["gzip", 500, gzipSync(small.images)], ["ZIP", 1000, zipSync({ "a/train-images": small.images, "a/train-labels": small.labels })],
    ["NumPy's format", 1000, Uint8Array.of(0x93, ...strToU8("NUMPY"), 1, 0, 70, 0, ...strToU8("{'descr': '<u2', 'fortran_order': True, 'shape': (9, 4, 4), }".padEnd(70)), ...new Uint8Array(288).fill(1))],
    ["CSV", 500, strToU8(`label,${Array.from({ length: 16 }, (_, k) => `pixel${k}`).join()}\n${`"a b",${"12,".repeat(15)}255\n`.repeat(20)}`)],
  ])("of a file in %s either changes nothing that matters or is refused", async (format, numRuns, whole) => {
    await fc.assert(fc.asyncProperty(damage, async (changes) => {
      const given = readFiles([file(format === "CSV" ? "a.csv" : "a", damaged(whole, changes))], noDecoder);
      const outcome = await given.then(({ train }) => train, (caught: unknown) => caught);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(OwnDataError);
      else expect(outcome).toHaveProperty("images");
    }), { numRuns });
  });
});

describe("their id", () => {
  it("is read as written, and other texts are refused", () => {
    fc.assert(fc.property(fc.string(), fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 0xffff_ffff }), (name, classes, number) => {
      const hash = number.toString(16).padStart(16, "0");
      expect(readOwnId(ownId({ name, classes, hash }))).toMatchObject({ classes, hash });
    }));
    for (const written of ["", "a.10.123", "a.11.0123456789abcdef", "a.010.0123456789abcdef", "A.1.0123456789abcdef", "a.1.0123456789abcdef.b"]) {
      expect(readOwnId(written)).toBeNull();
    }
  });
});

it("fills batches with what was prepared", async () => {
  const { images: own } = await made([file("a", idxImages()), file("b", idxLabels())]);
  const dataset = openOwn(own);
  const [x, y] = [new Float32Array(2 * PIXELS), new Float32Array(20)];
  dataset.fillTrain([5, 179], x, y);
  expect(Array.from(x.subarray(PIXELS), (value) => Math.round(255 * value))).toEqual([...imageAt(own.train, 179)]);
  expect(y.indexOf(1)).toBe(own.train.labels[5]);
  expect(y.lastIndexOf(1) - 10).toBe(own.train.labels[179]);
  expect(() => dataset.fillTest([30], x, y)).toThrow(RangeError);
});
