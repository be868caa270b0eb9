/** Reads damaged files, the same ones each time: each must decode to a valid run or be refused. */
import { expect, test } from "vitest";
import { normals, uniforms } from "../../../core/run/philox";
import { EXHAUSTIVE } from "../../../core/testing";
import { readCheckpoint, type ReadableFile } from "./decode";
import { CheckpointError, type Checkpoint } from "./format";
import { splitFile, expectSameRun, fileOf, makeRun, withChecksum, joinFile, type Header } from "./testing";

const FILES = EXHAUSTIVE ? 10_000 : 2000;

/** A file that counts how many bytes were requested. */
class Watched implements ReadableFile {
  read = 0;
  readonly size: number;
  constructor(private readonly file: File) {
    this.size = file.length;
  }
  slice(from: number, to: number) {
    const piece = this.file.slice(from, to);
    this.read += piece.length;
    return { arrayBuffer: () => Promise.resolve(piece.buffer) };
  }
}

type Draw = (below: number) => number;
type File = Uint8Array<ArrayBuffer>;

const run = makeRun("ae", { hidden: 16, latent: 1 });
const whole = await fileOf(run);
const pieces = splitFile(whole);
const HOSTILE = [
  "NaN", "-1", "1e999", "null", "true", "[]", "{}", '""', "18446744073709551615", "0.5", '"__proto__"', '"constructor"', '"\\ud800"',
  '{"toString":1}', "[[[[]]]]", '"F64"', "4294967296", "[784,16,1]",
];
const KEYS = ["__proto__", "constructor", "toString", "__metadata__", "weights/encoder/hidden/kernel", "hasOwnProperty", ""];

function cutAt(draw: Draw, text: string, replace: (piece: string) => string): string {
  const from = draw(text.length);
  const to = Math.min(text.length, from + 1 + draw(12));
  return text.slice(0, from) + replace(text.slice(from, to)) + text.slice(to);
}

function joined(first: File, second: File): File {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

const values = (text: string) => [...text.matchAll(/(?<=:)(?:"(?:[^"\\]|\\.)*"|[\d.]+|\[[^\]]*\])/g)];

/** Each kind of damage; `hasChecksum`: the checksum is valid, so the result may be another valid run. */
const DAMAGES: readonly (readonly [kind: string, hasChecksum: boolean, damage: (draw: Draw) => File])[] = [
  ["bits anywhere", false, (draw) => {
    const file = whole.slice();
    for (let n = 1 + draw(8); n > 0; n--) file[draw(file.length)]! ^= 1 << draw(8);
    return file;
  }],
  ["bits of the header", false, (draw) => {
    const file = whole.slice();
    for (let n = 1 + draw(4); n > 0; n--) file[draw(8 + pieces.header.length)]! ^= 1 << draw(8);
    return file;
  }],
  ["cut short", false, (draw) => whole.slice(0, draw(2) ? draw(whole.length) : draw(3000))],
  ["longer", false, (draw) => joinFile({ ...pieces, data: joined(pieces.data.subarray(0, draw(2000)), pieces.data) })],
  ["a header length", false, (draw) => {
    const lengths = [0n, 1n, 8n, BigInt(draw(4000)), BigInt(whole.length - 8), BigInt(whole.length), 2n ** BigInt(draw(64)), 2n ** 64n - 1n];
    return joinFile(pieces, lengths[draw(lengths.length)]!);
  }],
  ["header text", false, (draw) => joinFile({
    ...pieces, header: cutAt(draw, pieces.header, (piece) => [piece + piece, "", '"', "}", "\u0000", "\ud7ff", "9"][draw(7)]!),
  })],
  ["a value of the header", false, (draw) => {
    const found = values(pieces.header);
    const at = found[draw(found.length)]!;
    const header = pieces.header.slice(0, at.index) + HOSTILE[draw(HOSTILE.length)]! + pieces.header.slice(at.index + at[0].length);
    return joinFile({ ...pieces, header });
  }],
  ["a key more, or twice", false, (draw) => {
    const key = KEYS[draw(KEYS.length)]!;
    const entry = `${JSON.stringify(key)}:${HOSTILE[draw(HOSTILE.length)]!}`;
    return joinFile({ ...pieces, header: draw(2) ? pieces.header.replace(/}$/, `,${entry}}`) : pieces.header.replace("{", `{${entry},`) });
  }],
  ["numbers that are not finite, with checksum", true, (draw) => {
    const data = pieces.data.slice();
    const view = new DataView(data.buffer);
    for (let n = 1 + draw(3); n > 0; n--) {
      view.setFloat32(4 * draw(data.length / 4), [NaN, Infinity, -Infinity][draw(3)]!, true);
    }
    return joinFile(withChecksum(JSON.parse(pieces.header) as Header, data));
  }],
  ["configuration, with checksum", true, (draw) => {
    const header = JSON.parse(pieces.header) as Header;
    const key = (["model", "config", "step", "page", "version", "format"] as const)[draw(6)]!;
    const text = header.__metadata__[key];
    const found = values(text);
    const at = found[draw(Math.max(1, found.length))];
    const next = at && draw(2)
      ? text.slice(0, at.index) + HOSTILE[draw(HOSTILE.length)]! + text.slice(at.index + at[0].length)
      : cutAt(draw, text, (piece) => ["", "7", piece + piece, "-"][draw(4)]!);
    return joinFile(withChecksum({ ...header, __metadata__: { ...header.__metadata__, [key]: next } } as Header, pieces.data));
  }],
  ["offsets and shapes, with checksum", true, (draw) => {
    const header = JSON.parse(pieces.header) as Header;
    const names = Object.keys(header).slice(1);
    const name = names[draw(names.length)]!;
    const key = draw(2) ? "shape" : "data_offsets";
    const list: number[] = [...header[name]![key]];
    list[draw(list.length)] = [-1, 0, 0.5, 2 ** 53, 1e300, draw(1e6), 4 * draw(1e5)][draw(7)]!;
    if (draw(4) === 0) list.push(draw(4));
    return joinFile(withChecksum({ ...header, [name]: { ...header[name], [key]: list } } as Header, pieces.data));
  }],
];

/** Expects of an accepted file that every number is finite, and that its configuration can be written again. */
async function expectSound(read: Checkpoint): Promise<void> {
  expectSameRun(await readCheckpoint(new Blob([await fileOf(read)])), read);
}

test(`${FILES} damaged files: each is refused with a reason, or is the run itself`, { timeout: 120_000 }, async () => {
  const reasons = new Map<string, number>();
  for (let n = 0; n < FILES; n++) {
    const numbers = uniforms({ seed: 3, purpose: "sample", step: n }, 64);
    let at = 0;
    const draw: Draw = (below) => Math.floor(numbers[at++ % numbers.length]! * below);
    const [kind, isSealed, damage] = DAMAGES[n % DAMAGES.length]!;
    const file = new Watched(damage(draw));
    try {
      const read = await readCheckpoint(file);
      reasons.set("accepted", (reasons.get("accepted") ?? 0) + 1);
      if (isSealed) await expectSound(read);
      else expectSameRun(read, run);
    } catch (caught) {
      if (!(caught instanceof CheckpointError)) throw new Error(`file ${n}, ${kind}`, { cause: caught });
      reasons.set(caught.reason, (reasons.get(caught.reason) ?? 0) + 1);
    }
    expect(file.read, kind).toBeLessThanOrEqual(file.size);
    expect("dtype" in {}).toBe(false); // no file changed Object.prototype
  }
  // There were many kinds of damage, and most checks refused something.
  expect(reasons.get("accepted") ?? 0).toBeLessThan(FILES / 20);
  expect([...reasons.keys()]).toEqual(expect.arrayContaining([
    "not-safetensors", "not-ours", "version", "unknown-model", "settings", "tensors", "shape", "dtype", "offsets", "not-finite", "damaged",
  ]));
});

test("and a file of noise", async () => {
  const noise = new Blob([normals({ seed: 1, purpose: "sample", step: 0 }, 4096)]);
  await expect(readCheckpoint(noise)).rejects.toMatchObject({ code: "bad-snapshot", reason: "not-safetensors" });
});
