/** Images in tables and in NumPy's arrays, with the names of their classes. Bytes in base64 were written by NumPy 2.4.6. */
import { gzipSync, strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { MIN_IMAGES, OwnDataError, type ChosenFile } from "../../../core/data/ownData";
import { readOwnId } from "../../../core/data/ownId";
import { PIXELS, SIDE } from "../../../core/run/runConfig";
import { readCsv } from "./csv";
import { writeIdx } from "./idx";
import { readNpy } from "./npy";
import { prepare, suggestedOptions } from "./prepare";
import { readFiles } from "./read";
import { archiveOf } from "./save";

const COUNT = 210;
const file = (path: string, content: string | Uint8Array): ChosenFile => ({ path, bytes: new Uint8Array(typeof content === "string" ? strToU8(content) : content) });
const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
const read = (...files: readonly ChosenFile[]) => readFiles(files, () => Promise.reject(new Error("there is no decoder")));
const made = async (...files: readonly ChosenFile[]) => {
  const given = await read(...files);
  return prepare(given, suggestedOptions(given));
};
const refusal = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(() => null, (caught: unknown) => caught);
  return error instanceof OwnDataError ? [error.reason, error.detail] : error;
};

/** Pixel `at` of image i. */
const pixel = (i: number, at: number) => (at >= 300 && at < 310 + (i % 7) ? 255 - (i % 50) : 0);
const pixelsOf = (i: number) => Array.from({ length: PIXELS }, (_, at) => pixel(i, at));
const images = (count: number) => Uint8Array.from({ length: count * PIXELS }, (_, at) => pixel(Math.floor(at / PIXELS), at % PIXELS));
const labels = (count: number) => Array.from({ length: count }, (_, i) => i % 10);
const table = (header: string | null, rows: number, label = (i: number): string => String(i % 10)) =>
  `${[...(header === null ? [] : [header]), ...Array.from({ length: rows }, (_, i) => [...(label(i) === "" ? [] : [label(i)]), ...pixelsOf(i)].join(","))].join("\n")}\n`;
const header = (first: string, from: number) => [first, ...Array.from({ length: PIXELS }, (_, k) => `pixel${k + from}`)].join(",");
const sameInIdx = () => made(file("a", writeIdx([COUNT, SIDE, SIDE], images(COUNT))), file("b", writeIdx([COUNT], Uint8Array.from(labels(COUNT)))));

/** Writes an .npy file of version 1, as numpy.lib.format describes it. */
function npy(descr: string, shape: readonly number[], numbers: Uint8Array): Uint8Array<ArrayBuffer> {
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(", ")}${shape.length === 1 ? "," : ""}), }`.padEnd(117) + "\n";
  const start = Uint8Array.of(0x93, ...strToU8("NUMPY"), 1, 0, header.length % 256, Math.floor(header.length / 256), ...strToU8(header));
  const bytes = new Uint8Array(start.length + numbers.length);
  bytes.set(start);
  bytes.set(numbers, start.length);
  return bytes;
}
const int64 = (numbers: readonly number[]) => new Uint8Array(BigInt64Array.from(numbers, BigInt).buffer);

describe("tables", () => {
  it.each([
    ["Kaggle's MNIST", table(header("label", 0), COUNT)],
    ["Fashion-MNIST's names of columns", table(header("label", 1), COUNT)],
    ["no header", table(null, COUNT)],
    ["a byte order mark and Windows' line ends", `\ufeff${table(header("label", 0), COUNT).replaceAll("\n", "\r\n")}`],
    ["semicolons", table(header("label", 0), COUNT).replaceAll(",", ";")],
    ["an index beside the label", table(`,${header("label", 0)}`, COUNT, (i) => `${i},${i % 10}.0`)],
    ["numbers from 0 to 1", table(header("label", 0), COUNT).split("\n").map((line, row) => (row === 0 ? line : line.split(",").map((field, k) => (k === 0 ? field : String(Number(field) / 255))).join(","))).join("\n")],
  ])("have images and labels: with %s", async (_, content) => {
    const { images: own } = await made(file("digits/train.csv", content));
    expect(readOwnId(own.id)).toEqual({ ...readOwnId((await sameInIdx()).images.id), name: "digits" });
  });

  it("keep the names of classes, in quotes or not, and those without a name", async () => {
    const name = (i: number) => ["cat", '"dog, ""small"""', ""][i % 3]!;
    const { images: { id, classes } } = await made(file("train.csv", table(header("class", 0), COUNT, (i) => name(i) || '""')));
    expect(classes).toEqual(["cat", 'dog, "small"', "—"]);
    expect(readOwnId(id)!.name).toBe("cat-dog-small");
  });

  it("without labels are left out if the training table has some, as Kaggle's test.csv is; a table without pixels is, too", async () => {
    const submission = file("sample_submission.csv", "ImageId,Label\n1,0\n2,0\n");
    const { images: { id, train, test }, leftOut } = await made(file("train.csv", table(header("label", 0), COUNT)), file("test.csv", table(header("", 0).slice(1), 40, () => "")), submission);
    expect([train.labels.length, test.labels.length, leftOut]).toEqual([180, 30, { unlabelled: 40, kind: 1 }]);
    expect(readOwnId(id)).toMatchObject({ name: "210-images", classes: 10 });
    expect((await made(file("test.csv", table(header("", 0).slice(1), COUNT, () => "")))).hasLabels).toBe(false);
    expect(await refusal(read(submission))).toEqual(["csv-columns", "sample_submission.csv, 2"]);
  });

  it("may have labels for images in another file", async () => {
    const { images: { classes } } = await made(file("x.npy", npy("|u1", [COUNT, SIDE, SIDE], images(COUNT))), file("y.csv", `label\n${labels(COUNT).map((k) => "abcdefghij"[k]).join("\n")}\n`));
    expect(classes).toEqual([..."abcdefghij"]);
  });

  it.each([
    ["csv-columns", "t.csv, 786", "has a column too many", table(null, 3, (i) => `${i},${i}`)],
    ["csv-row", "t.csv:3", "has a row with a field too few", table(header("label", 0), 3).replace("\n1,0,", "\n1,")],
    ["csv-row", "t.csv:3", "has a row with a field too many", table(header("label", 0), 3).replace("\n1,0,", "\n1,0,0,")],
    ["csv-row", "t.csv:3", "has a pixel that is no number", table(header("label", 0), 3).replace("\n1,0,", "\n1,x,")],
    ["csv-row", "t.csv:4", "has a pixel that is missing", table(header("label", 0), 3).replace("\n2,0,", "\n2,,")],
    ["values", "t.csv:3, 0 … 256", "has a pixel that is too bright", table(header("label", 0), 3).replace("\n1,0,", "\n1,256,")],
    ["values", "t.csv:2, -1 … -1", "has a pixel that is negative", table(header("label", 0), 3).replace("\n0,0,", "\n0,-1,")],
    ["labels-only", "t.csv", "has labels only", "label\n1\n2\n"],
    ["no-bytes", "t.csv", "is empty", ""],
  ])("%s, %s: a table that %s", async (reason, detail, _, content) => {
    expect(await refusal(read(file("t.csv", content)))).toEqual([reason, detail]);
  });

  it("take no more memory than their bytes, however many empty rows they have", () => {
    const { bytes } = file("t.csv", `${table(null, 1)}${"\n".repeat(100_000)}`);
    const { images: found } = readCsv(bytes, "t.csv");
    expect(found).toHaveLength(1);
    expect(found![0]!.pixels.buffer.byteLength).toBeLessThan(bytes.length);
  });
});

/** np.savez_compressed("x", x_train, y_train, x_test, y_test): 210 images of 4 × 4 pixels, (7i + 16 at) % 256, labels i % 3; the first 30 again. */
const COMPRESSED = "UEsDBC0AAAAIAAAAIQBpDtxi//////////8LABQAeF90cmFpbi5ucHkBABAAoA0AAAAAAAArBAAAAAAAAJ2VZ1gNUBzGb1ZE9g5dhStuFFGyR5mRLRGXLiGVe1NWiLKKkL23bEKEyB7ZhGyyRzYh4+885znPOe9H5zlfzvn2/p73eX/xHbt7eftYaMI0Y3X+RvNAk85dqxs30lmn1+oGBZtCTYagfsEmf+O/f09DoNlI/+YAQ4iR3tXrODvptS50HfTaCO3/HCtNUa1TM+/+IRNnr9qZevnhe8syOtfWPQeHT124cd/pm8+/Fa5Uq0lHv6Dxs1ZsP3zxftbvUlXreXQ3joyev37vyfSnX/JW0Dfq0CdwXOyyrYfO332TU8i+bsuuA82T49fuPn4t81PuEjXc2/UeOmbGks0Hzt1+9cOqvHPzzoYRkXNW7zp65dEHi2KV3dr0Chg1bVHC/jO3XmTnL1u9aad+wRPiVu44cunBuz9FbGt79hgUNmXBhqRTN559zVe6Wn2vvsMjZi7flnLh3ttf1hUdG3fzD42at27PietPPucpWcWlle+wsTFLtxxMu/P6Z0Gbmg3bDzBNmrsm8djVxx9zFber06LLkNHTF29KPpvx8nuBcg4N2vqI4ByECM5BiOAchAjOQYjgHIQIzkGI4ByECM5BiOAchAjOQYjgHIQIzkGI4ByECM5BiOAchAjOQYjgHIQIzkGI4ByECM5BiOAchAjOQYjgHIQIzkGI4ByECM5BiOAchAjOQYjgHIQIzkGI4ByECM5BSNVnIKTqMxBS9RkIqfoMhFR9BkKqPgMhVZ+BkKrPQEjVZyCk6jMQUvUZCKn6DIRUfQZCqj4DIVWfgZCqz0BI1WcgpOozEFL1GQip+gyEVH0GQqo+AyFVn4GQqs9ASNVnIKTqMxBS9RkIqfoMhFR9BkKqPgMhVZ+BkKrPQCjjRyCU8SMQyvgRCGX8CIQyfgRCGT8CoYwfgVDGj0Ao40cglPEjEMr4EQhl/AiEMn4EQhk/AqGMH4FQxo9AKONHIJTxIxDK+BEIZfwIhDJ+BEIZPwKhjB+BUMaPQCjjRyCU8SMQyvgRCGX8CIQyfgRCGT8CoYwfgVDGj0CA/jSgP0vQX2HQXynQXwXQnz3orwbozxn05wb6awr68wT9eYH+uoH+fEF/A0B/Q0B/IaC/cNDfeNBfNOgvFvQXD/pbAvpbDfpLAP3tAP0lgf5SQH8nQH9poL+roL8M0N9D0N9z0F8W6O8L6C8H9Jcb9GcF+isG+isL+rMF/VUD/TmC/lxAfw1Bfy1Af21Bf96gv56gPz/QnxH0Fwj6M4P+xoD+IkF/00B/caC/BaC/5aC/daC/LaC/RNBfMugvFfR3GvR3EfSXDvq7C/rLBP29Av19AP1lg/7+gP7ygf6sQX8lQX82oD870J8D6M8J9OcK+msC+vMA/XUA/XUF/fUG/RlAfwGgv2DQXxjoLwL0FwX6iwH9zQX9LQb9rQL9bfwLUEsDBC0AAAAIAAAAIQA3Pw/c//////////8LABQAeV90cmFpbi5ucHkBABAAEAcAAAAAAABdAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loG6TaaGuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkaGBjqaOgq1CmQDLgYoYITSTAyoYFR8VHxUfFR8VHxUnB7iAFBLAwQtAAAACAAAACEAyGzN8f//////////CgAUAHhfdGVzdC5ucHkBABAAYAIAAAAAAACXAQAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loF5Taqiuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GsYGOgomQKSpo1CrQBbgYhBQMHAISChomLBgw4ELDz6wi6ubu4enl7dPX779+PXn3/nk9Oz84vLq+uat23fu3rt/oqqmrqGppa1Tl249evXpV1YZHRufmJyanjlr9py58+YPj7Kxc3BycfPkxZsPX378mVlYy8orKquqa9aqXaduvfrFJWXoGJhY2Dhx4caDFx9+ZBRUtPCIyKjomLFix4kbL35wSGjY+8fn1/fPX7///P33//nl9d3C0srapi3bduzas29sYmpmvrG5tb1z1+49e/ftX15ZXduQlJKWKUu2HLny5AuLiIqJS3R2dffs1btP3379m1ta29o7qahp0qJNhy49+sQkpGTkFJRZ2Tlz5c6TN1/+5JTUtPSMhHscGhBwj0MDAu5xaEDAPQ4NCLjHoQEB9zg0IOAehwYE3OPQgIB7HBoQcI9DAwLucWhAwD0ODQi4x6EBAfc4NCAAUEsDBC0AAAAIAAAAIQDGxxXQ//////////8KABQAeV90ZXN0Lm5weQEAEABwAQAAAAAAAFEAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgbpNpoa6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaxgY6mjoKtQrkAy4GKGCE0kwMqGC4iQMAUEsBAi0DLQAAAAgAAAAhAGkO3GIrBAAAoA0AAAsAAAAAAAAAAAAAAIABAAAAAHhfdHJhaW4ubnB5UEsBAi0DLQAAAAgAAAAhADc/D9xdAAAAEAcAAAsAAAAAAAAAAAAAAIABaAQAAHlfdHJhaW4ubnB5UEsBAi0DLQAAAAgAAAAhAMhszfGXAQAAYAIAAAoAAAAAAAAAAAAAAIABAgUAAHhfdGVzdC5ucHlQSwECLQMtAAAACAAAACEAxscV0FEAAABwAQAACgAAAAAAAAAAAAAAgAHVBgAAeV90ZXN0Lm5weVBLBQYAAAAABAAEAOIAAABiBwAAAAA=";
/** np.savez("x", x[:2], y[:2]), not compressed. */
const STORED = "UEsDBC0AAAAAAAAAIQBnLrkA//////////8JABQAYXJyXzAubnB5AQAQAKAAAAAAAAAAoAAAAAAAAACTTlVNUFkBAHYAeydkZXNjcic6ICd8dTEnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMiwgNCwgNCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgCgAQIDBAUGBwgJCgsMDQ4PAHFyc3R1dnd4eXp7fH1+f3UEsDBC0AAAAAAAAAIQB+avvJ//////////8JABQAYXJyXzEubnB5AQAQAJAAAAAAAAAAkAAAAAAAAACTTlVNUFkBAHYAeydkZXNjcic6ICc8aTgnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMiwpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgCgAAAAAAAAAAAQAAAAAAAABQSwECLQMtAAAAAAAAACEAZy65AKAAAACgAAAACQAAAAAAAAAAAAAAgAEAAAAAYXJyXzAubnB5UEsBAi0DLQAAAAAAAAAhAH5q+8mQAAAAkAAAAAkAAAAAAAAAAAAAAIAB2wAAAGFycl8xLm5weVBLBQYAAAAAAgACAG4AAACmAQAAAAA=";
/** np.save("x", np.asfortranarray(x[:3] / 255).astype("f4").reshape(3, 16)). */
const FORTRAN = "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMywgMTYpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAA4eDgPOHgYD2BgIA9ubi4PfHw8D2BgAA+nZwcPrm4OD7BwEA+3dxcPvn4eD6BgIA+j46OPp2cnD6hoKA+r66uPr28vD7BwMA+z87OPt3c3D7h4OA+7+7uPv38/D6BgAA/iIcHP4+ODj+RkBA/mJcXP5+eHj+hoCA/qKcnP6+uLj+xsDA/uLc3P7++Pj/BwEA/yMdHP8/OTj/R0FA/2NdXP9/eXj/h4GA/6OdnP+/ubj/x8HA/+Pd3P//+fj8=";
/** np.save("x", np.array(["Ankle boot", "鞋", ""])). */
const STRINGS = "k05VTVBZAQB2AHsnZGVzY3InOiAnPFUxMCcsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgzLCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIApBAAAAbgAAAGsAAABsAAAAZQAAACAAAABiAAAAbwAAAG8AAAB0AAAAi5cAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
/** np.save("x", np.array([1, 258], ">i4")). */
const BIG_ENDIAN = "k05VTVBZAQB2AHsnZGVzY3InOiAnPmk0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAABAAABAg==";
/** np.save("x", x[:2] > 100). */
const BOOLEAN = "k05VTVBZAQB2AHsnZGVzY3InOiAnfGIxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDQsIDQpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAQEBAQEBAQEBAAAAAAAAAQEBAQEBAQEBAQ==";
const small = (i: number) => Array.from({ length: 16 }, (_, at) => (7 * i + 16 * at) % 256);

describe("NumPy's arrays", () => {
  it("are read from Keras' archive, compressed, also within another archive", async () => {
    for (const given of [file("mnist.npz", bytesOf(COMPRESSED)), file("archive.zip", zipSync({ "mnist.npz": bytesOf(COMPRESSED) }))]) {
      const { name, train, test } = await read(given);
      expect([name, train.images.length, test!.images.length]).toEqual(["mnist", COUNT, 30]);
      expect([...train.images[9]!.pixels]).toEqual(small(9));
      expect([train.labels!.slice(0, 4), test!.labels!.at(-1)]).toEqual([["0", "1", "2", "0"], "2"]);
    }
  });

  it("are read from archives of one split each, as KMNIST's are", async () => {
    const archive = (array: Uint8Array) => zipSync({ "arr_0.npy": array });
    const half = (split: string, count: number) => [
      file(`kmnist-${split}-imgs.npz`, archive(npy("|u1", [count, SIDE, SIDE], images(count)))), file(`kmnist-${split}-labels.npz`, archive(npy("|u1", [count], Uint8Array.from(labels(count))))),
    ];
    const { images: { id, train, test } } = await made(...half("train", MIN_IMAGES), ...half("test", 40));
    expect([train.labels.length, test.labels.length, readOwnId(id)!.name]).toEqual([MIN_IMAGES, 40, "kmnist"]);
  });

  it("are images or labels by their shapes, as in an archive without names", async () => {
    const { train } = await read(file("a.npz", bytesOf(STORED)));
    expect([train.images.map(({ pixels }) => [...pixels]), train.labels]).toEqual([[small(0), small(1)], ["0", "1"]]);
  });

  it("of other orders and types have the same pixels", () => {
    const { images: found } = readNpy(bytesOf(FORTRAN), "x.npy");
    expect(found!.map(({ width, pixels }) => [width, ...pixels])).toEqual([0, 1, 2].map((i) => [4, ...small(i)]));
    expect(readNpy(bytesOf(BIG_ENDIAN), "y.npy").labels).toEqual(["1", "258"]);
    expect([...readNpy(bytesOf(BOOLEAN), "x.npy").images![1]!.pixels]).toEqual(small(1).map((value) => (value > 100 ? 255 : 0)));
    expect(readNpy(bytesOf(STRINGS), "y.npy").labels).toEqual(["Ankle boot", "鞋", "—"]);
  });

  it("of colours are read as their brightness, whether the colours are the last axis or the second", () => {
    const rgb = [[255, 0, 0], [0, 255, 0], [0, 0, 255], [10, 20, 30]];
    const grey = [76, 150, 29, 18]; // 0.299 R + 0.587 G + 0.114 B
    const last = Uint8Array.from({ length: 48 }, (_, at) => rgb[Math.floor(at / 3) % 4]![at % 3]!);
    const second = Uint8Array.from({ length: 48 }, (_, at) => rgb[at % 4]![Math.floor(at / 16)]!);
    for (const bytes of [npy("|u1", [1, 4, 4, 3], last), npy("|u1", [1, 3, 4, 4], second)]) expect([...readNpy(bytes, "x.npy").images![0]!.pixels]).toEqual([...grey, ...grey, ...grey, ...grey]);
  });

  it("in half precision are read, and one-hot labels are numbers", () => {
    const halves = new Uint8Array(Uint16Array.from({ length: 16 }, (_, i) => (i % 2 === 0 ? 0x3c00 : 0x3800)).buffer); // 1 and 0.5
    expect([...readNpy(npy("<f2", [1, 16], halves), "x.npy").images![0]!.pixels].slice(0, 2)).toEqual([255, 128]);
    expect(readNpy(npy("|u1", [3, 3], Uint8Array.of(0, 0, 1, 1, 0, 0, 0, 1, 0)), "y.npy").labels).toEqual(["2", "0", "1"]);
  });

  it.each([[[COUNT, PIXELS]], [[COUNT, SIDE, SIDE]], [[COUNT, SIDE, SIDE, 1]], [[COUNT, 1, SIDE, SIDE]]])("of the shape %j are images", async (shape) => {
    const own = await made(file("x.npy", npy("|u1", shape, images(COUNT))), file("y.npy", npy("<i8", [COUNT, 1], int64(labels(COUNT)))));
    expect(readOwnId(own.images.id)!.hash).toBe(readOwnId((await sameInIdx()).images.id)!.hash);
  });

  it.each([
    ["labels-only", "y.npy", "has labels only", npy("<i8", [2], int64([1, 2]))],
    ["npy-shape", "y.npy, (4, 10)", "has rows of zeros only", npy("|u1", [4, 10], new Uint8Array(40))],
    ["npy-shape", "y.npy, (2, 3)", "has two classes in a row", npy("|u1", [2, 3], Uint8Array.of(1, 0, 0, 0, 1, 1))],
    ["npy-shape", "y.npy, (2, 4, 4, 5)", "has five channels", npy("|u1", [2, 4, 4, 5], new Uint8Array(160))],
    ["labels-only", "y.npy", "has one-hot labels only", npy("|u1", [2, 3], Uint8Array.of(1, 0, 0, 0, 0, 1))],
    ["npy-shape", "y.npy, ()", "has a single number", npy("|u1", [], new Uint8Array(1))],
    ["npy-type", "y.npy", "has Python objects", npy("|O", [2], new Uint8Array(16))],
    ["npy-type", "y.npy", "has complex numbers", npy("<c8", [2], new Uint8Array(16))],
    ["length", "y.npy", "is cut short", npy("|u1", [2, 16], new Uint8Array(31))],
    ["length", "y.npy", "is cut short in its header", npy("|u1", [2, 16], new Uint8Array(32)).slice(0, 40)],
    ["values", "y.npy, -1 … 1", "has pixels from −1 to 1", npy("<f4", [1, 16], new Uint8Array(Float32Array.from({ length: 16 }, (_, i) => (i % 2) * 2 - 1).buffer))],
    ["values", "y.npy, NaN … 0", "has a pixel that is no number", npy("<f4", [1, 16], new Uint8Array(Float32Array.from({ length: 16 }, (_, i) => (i === 3 ? NaN : 0)).buffer))],
    ["damaged", "y.npy", "has a header that says nothing", npy("|u1", [2, 16], new Uint8Array(32)).map((byte) => (byte === 0x27 ? 0x20 : byte))],
  ])("%s, %s: an array that %s", async (reason, detail, _, bytes) => {
    expect(await refusal(read(file("y.npy", bytes)))).toEqual([reason, detail]);
  });
});

describe("names of classes", () => {
  const named = (names: readonly string[]) => [
    file("a/train-images-idx3-ubyte", writeIdx([COUNT, SIDE, SIDE], images(COUNT))), file("a/train-labels-idx1-ubyte", writeIdx([COUNT], Uint8Array.from({ length: COUNT }, (_, i) => i % 3))),
    file("a/classes.txt", names.join("\r\n")),
  ];

  it("come from a list, in its order, and from an array of strings", async () => {
    expect((await made(...named(["T-shirt", "Trouser", "Bag"]))).images.classes).toEqual(["T-shirt", "Trouser", "Bag"]);
    expect((await made(...named(["T-shirt", "Trouser", "Bag", "Coat"]))).images.classes).toEqual(["T-shirt", "Trouser", "Bag", "Coat"]);
    expect((await made(...named(["T-shirt"]))).images.classes).toEqual(["T-shirt", "1", "2"]);
    const { images: { classes } } = await made(...named([]).slice(0, 2), file("a/class_names.npy", bytesOf(STRINGS)));
    expect(classes).toEqual(["Ankle boot", "鞋", "—"]);
  });

  it("are saved, and read again with the same images", async () => {
    const folders = Array.from({ length: COUNT }, (_, i) => ["b", "c", "a"][i % 3]!).join("\n");
    for (const files of [named(["z", "", "a"]), [file("x.npy", npy("|u1", [COUNT, PIXELS], images(COUNT))), file("y.csv", folders)]]) {
      const { images: before } = await made(...files);
      const { images: after, leftOut } = await made(file("saved.zip", archiveOf(before)));
      expect([after.classes, readOwnId(after.id)!.hash, leftOut]).toEqual([before.classes, readOwnId(before.id)!.hash, {}]);
    }
  });
});

describe("each refusal fits its cause", () => {
  const idx = (count: number, value = 1) => writeIdx([count, SIDE, SIDE], Uint8Array.from(images(count), (one) => one * value));
  it.each([
    ["too-few", "199", "has too few images", () => [file("a", idx(199))]],
    ["too-few-left", "50 / 250", "has too few that are not blank", () => [file("a", writeIdx([250, SIDE, SIDE], Uint8Array.from({ length: 250 * PIXELS }, (_, at) => (at < 50 * PIXELS ? pixel(0, at % PIXELS) : 0))))]],
    ["none-held-out", "", "has blank test images only", () => [file("train", idx(COUNT)), file("test", idx(40, 0))]],
    ["nothing", "a.webp", "is of an unknown format", () => [file("a.webp", "RIFF")]],
    ["encrypted", "a.zip", "is encrypted", () => [file("a.zip", zipSync({ a: idx(COUNT) }).map((byte, at) => (at === 6 ? byte | 1 : byte)))]],
    ["two-files", "b.csv", "comes with others of its kind", () => [file("a.csv", table(null, 3)), file("b.csv", gzipSync(strToU8(table(null, 3))))]],
  ])("%s, %s: a file that %s", async (reason, detail, _, files) => {
    expect(await refusal(made(...files()))).toEqual([reason, detail]);
  });
});
