import { describe, expect, test } from "vitest";
import { MAX_STEP, step } from "../../../core/run/ids";
import { MAX_CHANGES } from "../../../core/run/liveChanges";
import type { RunConfig } from "../../../core/run/runConfig";
import { findModel, models } from "../../../subject/models/registry";
import { crc32 } from "../../../core/crc32";
import { readCheckpoint, type ReadableFile } from "./decode";
import { MAX_TEXT, MAX_TITLE, STANDARD_EMBED } from "../embed";
import { format, parse } from "../urlCodec";
import { checkpointName, encodeCheckpoint } from "./encode";
import { MAX_FILE_BYTES, MAX_HEADER_BYTES, tensorsOf, type Metadata, type TensorEntry } from "./format";
import { parseStrictly } from "./json";
import { splitFile, expectSameRun, fileOf, makeRun, withChecksum, joinFile, type Header } from "./testing";

const run = makeRun("vae", { hidden: 16 });
const whole = await fileOf(run);
const pieces = splitFile(whole);
const header = () => JSON.parse(pieces.header) as Header;

/** Resolves to the reason for which a file is refused, with its detail. */
async function refusal(file: Uint8Array<ArrayBuffer> | ReadableFile): Promise<string> {
  const blob = file instanceof Uint8Array ? new Blob([file]) : file;
  return readCheckpoint(blob).then(() => "accepted", ({ code, message }: { code: string; message: string }) => `${code} ${message}`);
}

/** Returns the file after a change to the metadata, the configuration or a tensor, with a valid checksum. */
function altered(
  { about = {}, config = {}, tensors = {} }:
  { about?: Partial<Metadata>; config?: object; tensors?: Readonly<Record<string, Partial<Record<keyof TensorEntry, unknown>> | null>> },
) {
  const { __metadata__: metadata, ...entries } = header();
  const text = JSON.stringify({ ...(JSON.parse(metadata.config) as object), ...config });
  const changed = Object.fromEntries(Object.entries({ ...entries, ...tensors }).flatMap(([name, entry]) =>
    entry === null ? [] : [[name, { ...entries[name], ...entry }]]));
  return joinFile(withChecksum({ __metadata__: { ...metadata, config: text, ...about }, ...changed } as Header, pieces.data));
}

test("CRC-32 of the standard's check value, in one piece or two", () => {
  const digits = new TextEncoder().encode("123456789");
  expect(crc32(digits).toString(16)).toBe("cbf43926");
  expect(crc32(digits.subarray(4), crc32(digits.subarray(0, 4)))).toBe(0xcbf43926);
});

test.each(models.map(({ id }) => id))("%s: a file is read as it was written", async (id) => {
  const { hyperparameters } = findModel(id)!;
  const small = hyperparameters["hidden"] ? { hidden: 16, latent: 2 } : { latent: 2 };
  const saved = makeRun(id, small);
  const read = await readCheckpoint(new Blob([await fileOf(saved)]));
  expectSameRun(read, saved);
});

test("a setting that was changed late, up to the last step, is in the link and in the file", async () => {
  for (const at of [9_999_999, 10_000_000, 10_000_001, MAX_STEP]) {
    const saved = makeRun("vae", { hidden: 16 }, at);
    const config = { ...saved.config, then: [{ step: at, id: "lr", value: 0.0005 }] };
    const read = await readCheckpoint(new Blob(encodeCheckpoint(config, saved.snapshot, "0.1.0")));
    expect(read).toMatchObject({ config, snapshot: { step: at } });
    const link = parse(format({ ...parse("model=vae"), config: read.config, at }));
    expect(link).toMatchObject({ config: { then: config.then }, at, notices: [] });
  }
});

test("as many changes as a run can have are in the link and in the file; one more is in neither", async () => {
  const saved = makeRun("gan", { hidden: 16 }, MAX_STEP);
  const live = Object.entries(findModel("gan")!.hyperparameters).filter(([, spec]) => spec.live).map(([id]) => id);
  const longest = live.reduce((one, other) => (other.length > one.length ? other : one));
  const changes = Array.from({ length: MAX_CHANGES + 1 }, (_, i) => ({ step: MAX_STEP - 2 * MAX_CHANGES + i, id: longest, value: 1 / 3 + i / 7e4 })); // a page writes four digits, a file may have all
  const config = { ...saved.config, then: changes.slice(1) };
  const words = { title: "𝒳".repeat(MAX_TITLE), text: "𝒳".repeat(MAX_TEXT) };
  const link = format({ ...parse("model=gan&embed=1"), config, embed: { ...STANDARD_EMBED, ...words } });
  expect(parse(link)).toMatchObject({ config: { then: config.then }, embed: words, notices: [] });
  expect(await readCheckpoint(new Blob(encodeCheckpoint(config, saved.snapshot, "0.1.0")))).toMatchObject({ config });
  expect(parse(format({ ...parse("model=gan"), config: { ...config, then: changes } })).notices).toMatchObject([{ kind: "adjusted", key: "then" }]);
  expect(() => encodeCheckpoint({ ...config, then: changes }, saved.snapshot, "0.1.0")).toThrow("settings: then");
});

test("settings that were changed at one step stay in their order, and later steps follow", async () => {
  const saved = makeRun("vae", { hidden: 16 });
  const then = [{ step: 1, id: "lr", value: 0.002 }, { step: 3, id: "beta", value: 2 }, { step: 3, id: "beta", value: 4 }, { step: 8, id: "lr", value: 0.001 }];
  const { config } = await readCheckpoint(new Blob(encodeCheckpoint({ ...saved.config, then }, saved.snapshot, "0.1.0")));
  expect(config).toEqual({ ...saved.config, then });
  expect(await readCheckpoint(new Blob([whole]))).not.toHaveProperty("config.then");
});

test("a file contains the name of the reader's own images, as a link does", async () => {
  const own = "fashion-mnist.10.0123456789abcdef";
  const { config } = await readCheckpoint(new Blob(encodeCheckpoint({ ...run.config, own }, run.snapshot, "0.1.0")));
  expect(config.own).toBe(own);
});

test("a run may be at its first step, and a mean of squares may be zero", async () => {
  const saved = makeRun("vae", { hidden: 16 }, 10);
  saved.snapshot.tensors["v/encoder/hidden/bias"]!.data.fill(0);
  const began = { ...saved, config: { ...saved.config, begin: 10 } };
  expectSameRun(await readCheckpoint(new Blob([await fileOf(began)])), began);
});

test("a run that the reader would refuse is not written", () => {
  const { config, snapshot } = makeRun("vae", { hidden: 16 });
  const writing = (change: Partial<RunConfig>, at = 10) => () => encodeCheckpoint({ ...config, ...change }, { ...snapshot, step: step(at) }, "0.1.0");
  expect(writing({}, MAX_STEP + 1)).toThrow("settings: step");
  expect(writing({ then: [{ step: MAX_STEP + 1, id: "lr", value: 0.0005 }] })).toThrow("settings: then lr");
  expect(writing({ seed: -1 })).toThrow("settings: seed");
  expect(writing({ model: "xyz" })).toThrow("unknown-model: xyz");
  expect(writing({ own: "xyz" })).toThrow("settings: own");
  expect(writing({})).not.toThrow();
  const kernel = "weights/encoder/hidden/kernel";
  for (const tensor of [{}, { [kernel]: { shape: [16, 784], data: snapshot.tensors[kernel]!.data } }]) {
    const { [kernel]: _, ...others } = snapshot.tensors;
    expect(() => encodeCheckpoint(config, { ...snapshot, tensors: { ...others, ...tensor } }, "0.1.0")).toThrow(`tensors: ${kernel}`);
  }
});

test("moving averages that a file lacks begin at the weights", async () => {
  const saved = makeRun("latent-flow", { hidden: 16 });
  const file = splitFile(await fileOf(saved));
  const all = Object.entries(JSON.parse(file.header) as Header);
  const kept = all.filter(([name]) => !name.startsWith("average/"));
  expect(kept.length).toBeLessThan(all.length);
  const [, last] = kept.at(-1)! as [string, TensorEntry];
  const { snapshot } = await readCheckpoint(new Blob([joinFile(withChecksum(Object.fromEntries(kept) as Header, file.data.slice(0, last.data_offsets[1])))]));
  const kernel = "velocityField/hidden1/kernel";
  expect(snapshot.tensors[`average/${kernel}`]).toEqual(saved.snapshot.tensors[`weights/${kernel}`]);
  expect(Object.keys(snapshot.tensors)).toEqual(Object.keys(saved.snapshot.tensors));
});

test("it is a safetensors file: length, header from the first byte on, numbers at a multiple of eight", () => {
  const length = Number(new DataView(whole.buffer).getBigUint64(0, true));
  expect(length % 8).toBe(0);
  expect(length - pieces.header.length).toBeLessThan(8);
  expect(pieces.header.startsWith('{"__metadata__":{"format":"elbo-room","version":"1","model":"vae"')).toBe(true);
  const { __metadata__, ...entries } = header();
  expect(Object.values(__metadata__).every((value) => typeof value === "string")).toBe(true);
  expect(Object.values(entries).at(-1)!.data_offsets[1]).toBe(pieces.data.length);
  expect(checkpointName("vae", 10)).toBe("elbo-room-vae-step10.safetensors");
});

test("the largest model is well below the limit", () => {
  for (const model of models) {
    const largest = Object.fromEntries(Object.entries(model.hyperparameters).map(
      ([id, spec]) => [id, spec.kind === "choice" ? spec.default : spec.max],
    ));
    const numbers = [...tensorsOf(model, largest).values()].reduce((sum, shape) => sum + shape.reduce((a, n) => a * n, 1), 0);
    expect(4 * numbers).toBeLessThan(32 * 1024 * 1024);
  }
});

test("a run that was saved before its model got a setting has the model's earlier behaviour", async () => {
  const before = { beta: 1, lr: 0.001, latent: 2, hidden: 16, batch: 128 };
  const { config } = await readCheckpoint(new Blob([altered({ config: { hyperparameters: before } })]));
  expect(config.hyperparameters).toEqual({
    ...before, data: "mnist", likelihood: "bernoulli", deviation: "learned", sigma: 0.3, pixels: "grey", pool: "all",
  });
});

describe("refused, with a reason", () => {
  const kernel = "weights/encoder/hidden/kernel";
  const [start, end] = header()[kernel]!.data_offsets;

  test.each<[string, string, Uint8Array<ArrayBuffer> | Blob]>([
    ["an empty file", "not-safetensors", new Blob([])],
    ["a text file", "not-safetensors", new Blob(["hello, this is not a run at all"])],
    ["a header longer than the file", "not-safetensors", joinFile(pieces, 900_000n)],
    ["a header of 2⁶⁴ − 1 bytes", "not-safetensors", joinFile(pieces, 2n ** 64n - 1n)],
    ["a header one byte longer than the file", "not-safetensors", joinFile(pieces, BigInt(whole.length - 8 + 1))],
    ["a header of nothing, and nothing after it", "not-ours", joinFile({ header: "{}", data: new Uint8Array(0) })],
    ["a header that is not UTF-8", "not-safetensors", whole.with(whole.indexOf(0x6d, 8), 0xff)],
    ["a header with a byte order mark", "not-safetensors", joinFile({ ...pieces, header: `\ufeff${pieces.header}` })],
    ["a header of over 1 MB", "not-safetensors", joinFile({ ...pieces, header: `${pieces.header}${" ".repeat(1_100_000)}` })],
    ["a header nested a million deep", "not-safetensors", joinFile({ ...pieces, header: `{"a":${"[".repeat(1_000_000)}` })],
    ["a key that is there twice", "not-safetensors", joinFile({ ...pieces, header: pieces.header.replace(/}$/, `,"${kernel}":1}`) })],
    ["the same key, written otherwise", "not-safetensors", joinFile({ ...pieces, header: pieces.header.replace(/}$/, `,"\\u0077${kernel.slice(1)}":1}`) })],
    ["a list for a header", "not-safetensors", joinFile({ ...pieces, header: "[]" })],
    ["another program's weights", "not-ours", joinFile({ ...pieces, header: `{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}` })],
    ["metadata that are null", "not-ours", joinFile({ ...pieces, header: `{"__metadata__":null}` })],
    ["a later version", "version: 3", altered({ about: { version: "3" } })],
    ["a model that does not exist", "unknown-model: xyz", altered({ about: { model: "xyz" } })],
    ["a model named after a property", "unknown-model: constructor", altered({ about: { model: "constructor" } })],
    ["another model's weights", "tensors: weights/generator/hidden1/kernel", altered({
      about: { model: "gan", config: JSON.stringify(makeRun("gan", { hidden: 16 }).config).replace('"model":"gan",', "") },
    })],
    ["weights of another size", "shape: weights/encoder/hidden/kernel", altered({ config: { hyperparameters: { ...run.config.hyperparameters, hidden: 17 } } })],
    ["a setting out of range", "settings: hidden", altered({ config: { hyperparameters: { ...run.config.hyperparameters, hidden: 1e9 } } })],
    ["a setting that is a text", "settings: hidden", altered({ config: { hyperparameters: { ...run.config.hyperparameters, hidden: "16" } } })],
    ["a setting that is missing", "settings: lr", altered({ config: { hyperparameters: { hidden: 16, latent: 2, batch: 128, beta: 1 } } })],
    ["a setting too many", "settings: colour", altered({ config: { hyperparameters: { ...run.config.hyperparameters, colour: 1 } } })],
    ["a change of what must not change", "settings: then hidden", altered({ config: { then: [{ step: 3, id: "hidden", value: 32 }] } })],
    ["a change of what is no setting", "settings: then constructor", altered({ config: { then: [{ step: 3, id: "constructor", value: 1 }] } })],
    ["a change before the first step", "settings: then lr", altered({ config: { then: [{ step: -1, id: "lr", value: 0.1 }] } })],
    ["a change within a step", "settings: then lr", altered({ config: { then: [{ step: 2.5, id: "lr", value: 0.1 }] } })],
    ["a change out of range", "settings: then lr", altered({ config: { then: [{ step: 3, id: "lr", value: 7 }] } })],
    ["changes out of order", "settings: then lr", altered({ config: { then: [{ step: 3, id: "lr", value: 0.1 }, { step: 2, id: "lr", value: 0.01 }] } })],
    ["a seed below zero", "settings: seed", altered({ config: { seed: -1 } })],
    ["a backend that does not exist", "settings: backend", altered({ config: { backend: "abacus" } })],
    ["own images that have no such name", "settings: own", altered({ config: { own: "fashion-mnist.10.0123" } })],
    ["a configuration that is a number", "settings: config", altered({ about: { config: "1" } })],
    ["a configuration that is not JSON", "settings: config", altered({ about: { config: "{" } })],
    ["a step that is none", "settings: step", altered({ about: { step: "1e3" } })],
    ["a tensor that is missing", `tensors: ${kernel}`, altered({ tensors: { [kernel]: null } })],
    ["a tensor too many", "tensors: __proto__", joinFile({ ...pieces, header: pieces.header.replace(/}$/, `,"__proto__":{}}`) })],
    ["half floats", `dtype: ${kernel} F16`, altered({ tensors: { [kernel]: { dtype: "F16" } } })],
    ["another shape of the same size", `shape: ${kernel}`, altered({ tensors: { [kernel]: { shape: [16, 784] } } })],
    ["a shape that is huge", `tensors: ${kernel}`, altered({ tensors: { [kernel]: { shape: [2 ** 60, 2 ** 60] } } })],
    ["offsets that overlap", "offsets: weights/encoder/hidden/bias", altered({ tensors: { "weights/encoder/hidden/bias": { data_offsets: [start, start + 64] } } })],
    ["offsets before the beginning", `tensors: ${kernel}`, altered({ tensors: { [kernel]: { data_offsets: [-4, end - 4] } } })],
    ["offsets backwards", `offsets: ${kernel}`, altered({ tensors: { [kernel]: { data_offsets: [end, start] } } })],
    ["offsets beyond the end", "offsets: weights/encoder/hidden/bias", altered({ tensors: { [kernel]: { data_offsets: [1e12, 1e12 + end - start] } } })],
    ["a file cut short", "offsets", whole.slice(0, -4)],
    ["a file with something after it", "offsets", new Blob([whole, "more"])],
    ["one bit of a weight", "damaged", whole.with(whole.length - 1000, whole[whole.length - 1000]! ^ 1)],
    ["another seed", "damaged", joinFile({ ...pieces, header: pieces.header.replace('\\"seed\\":7', '\\"seed\\":8') })],
  ])("%s: %s", async (_, reason, file) => {
    expect(await refusal(file)).toBe(`bad-snapshot ${reason}`);
  });

  test.each([NaN, Infinity, -Infinity])("a weight that is %s, and a mean of squares below zero", async (value) => {
    const poison = (name: string, number: number) => {
      const data = pieces.data.slice();
      new DataView(data.buffer).setFloat32(header()[name]!.data_offsets[1] - 4, number, true);
      return joinFile(withChecksum(header(), data));
    };
    expect(await refusal(poison(kernel, value))).toBe(`bad-snapshot not-finite: ${kernel}`);
    expect(await refusal(poison("v/encoder/hidden/bias", -1))).toBe("bad-snapshot not-finite: v/encoder/hidden/bias");
  });

  test("a file over the limit, unread; one at the limit is read", async () => {
    const sized = (size: number) => ({ size, slice: () => { throw new Error("was read"); } });
    expect(await refusal(sized(MAX_FILE_BYTES + 1))).toBe("bad-snapshot too-large");
    expect(await refusal(sized(MAX_FILE_BYTES))).toBe("bad-snapshot unreadable");
    const full = "{}".padEnd(MAX_HEADER_BYTES);
    expect(await refusal(joinFile({ header: full, data: new Uint8Array(0) }))).toBe("bad-snapshot not-ours");
    expect(await refusal(joinFile({ header: `${full} `, data: new Uint8Array(0) }))).toBe("bad-snapshot not-safetensors");
  });

  test("a long name, which is quoted up to its 59th character", async () => {
    for (const [length, quoted] of [[60, "x".repeat(60)], [61, `${"x".repeat(59)}…`]] as const) {
      expect(await refusal(altered({ about: { model: "x".repeat(length) } }))).toBe(`bad-snapshot unknown-model: ${quoted}`);
    }
  });

  test("a file that is gone", async () => {
    const gone = { size: 100, slice: () => ({ arrayBuffer: () => Promise.reject(new Error("gone")) }) };
    expect(await refusal(gone)).toBe("bad-snapshot unreadable");
  });

  test("a run whose weights are not finite, when it is saved", async () => {
    const broken = makeRun("vae", { hidden: 16 });
    broken.snapshot.tensors[kernel]!.data[0] = NaN;
    await expect(fileOf(broken)).rejects.toMatchObject({ reason: "not-finite", detail: kernel });
  });
});

test("strict JSON: the same key in different objects is no repetition", () => {
  expect(parseStrictly('{"a":{"b":[{"b":1},{"b":":"}]},"b":"\\"a\\":"}')).toEqual({ a: { b: [{ b: 1 }, { b: ":" }] }, b: '"a":' });
  expect(() => parseStrictly('{"a":{"b":1,"c":{},"b":2}}')).toThrow(SyntaxError);
});
