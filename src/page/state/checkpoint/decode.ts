/**
 * Reads a saved run. The file may come from anywhere, so everything is checked, the cheapest first: sizes, then the header
 * against the model's needs. Only then are the numbers read, into one buffer of their size in the file. A file that does
 * not fit is refused with a reason; nothing is guessed.
 */
import * as v from "valibot";
import { check, type Allowed, type Hyperparameter } from "../../../core/model/hyperparameters";
import { fromFloat16 } from "../../../core/run/float16";
import { MAX_STEP, step as toStep } from "../../../core/run/ids";
import { MAX_CHANGES } from "../../../core/run/liveChanges";
import type { Model } from "../../../core/model/model";
import { readOwnId } from "../../../core/data/ownId";
import { sizeOf } from "../../../core/model/parameters";
import { BACKENDS, ENGINES, FUSINGS, OPERANDS, MAX_PROGRAM, MAX_SEED, type RunConfig } from "../../../core/run/runConfig";
import type { Snapshot } from "../../../core/run/snapshot";
import { modelFor } from "../../../subject/models/programs";
import { findModel } from "../../../subject/models/registry";
import { expand, storedCompact } from "./compact";
import {
  bytesOf, CheckpointError, checksumOf, COMPACT, DTYPE_BYTES, expectNumbers, FORMAT, isAverage, LENGTH_BYTES, MAX_FILE_BYTES,
  MAX_HEADER_BYTES, storedWhole, tensorsOf, VERSIONS, weightsOf, type Checkpoint, type Metadata, type PresetName, type StoredTensor,
} from "./format";
import { parseStrictly } from "./json";

/** Seeds and steps have the same limits as in links. */
const SEED: Allowed = { kind: "int", min: 0, max: MAX_SEED };
const STEP: Allowed = { kind: "int", min: 0, max: MAX_STEP };
const LATER_STEP: Allowed = { ...STEP, min: 1 };

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const MetadataSchema = v.strictObject({
  format: v.literal(FORMAT),
  version: v.picklist(VERSIONS),
  model: v.string(),
  config: v.string(),
  step: v.pipe(v.string(), v.regex(/^(0|[1-9]\d{0,8})$/)),
  page: v.pipe(v.string(), v.maxLength(40)),
  checksum: v.pipe(v.string(), v.regex(/^[0-9a-f]{8}$/)),
});

const ConfigSchema = v.strictObject({
  program: v.exactOptional(v.pipe(v.string(), v.maxLength(MAX_PROGRAM))),
  seed: v.number(),
  backend: v.picklist(["auto", ...BACKENDS]),
  engine: v.exactOptional(v.picklist(ENGINES)),
  fma: v.exactOptional(v.picklist(FUSINGS)),
  operands: v.exactOptional(v.picklist(OPERANDS)),
  hyperparameters: v.record(v.string(), v.union([v.number(), v.string()])),
  begin: v.exactOptional(v.number()),
  /** The preset with its version, `first-vae@2`. One that this page does not have is no reason to refuse the run. */
  preset: v.exactOptional(v.pipe(v.string(), v.maxLength(100))),
  own: v.exactOptional(v.pipe(v.string(), v.check((id) => readOwnId(id) !== null))),
  /** The changes of live settings. */
  then: v.exactOptional(v.pipe(
    v.array(v.strictObject({ step: v.number(), id: v.string(), value: v.union([v.number(), v.string()]) })), v.maxLength(MAX_CHANGES),
  )),
});

const EntrySchema = v.strictObject({
  dtype: v.string(),
  shape: v.pipe(v.array(whole), v.maxLength(8)),
  data_offsets: v.strictTuple([whole, whole]),
});

/** The checked contents of the header. */
interface CheckedHeader {
  readonly metadata: Metadata;
  readonly model: Model;
  readonly config: RunConfig;
  /** The tensors in the order of the file; offsets in bytes. */
  readonly tensors: readonly (StoredTensor & { readonly name: string; readonly start: number })[];
}

/** The part of `Blob` that is needed: its size, and slices. */
export interface ReadableFile {
  readonly size: number;
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** Reads a saved run. Rejects with a CheckpointError. It never requests bytes beyond the file's end. */
export async function readCheckpoint(file: ReadableFile): Promise<Checkpoint> {
  if (file.size > MAX_FILE_BYTES) throw new CheckpointError("too-large");
  const length = headerLength(await bytes(file, 0, LENGTH_BYTES), file.size);
  const start = LENGTH_BYTES + length;
  const checked = await checkHeader(await bytes(file, LENGTH_BYTES, start), file.size - start);
  const { metadata, model, config } = checked;
  const at = toStep(Number(metadata.step));
  const tensors = numbersOf(checked, await bytes(file, start, file.size));
  const preset = presetIn(metadata);
  return { config, ...(preset && { preset }), ...(metadata.version === COMPACT ? expand(model, config.hyperparameters, at, tensors) : { snapshot: { step: at, tensors: withAverages(model, config, tensors) } }) };
}

/** Returns the preset that the file names, which this page need not have. */
function presetIn(metadata: Metadata): PresetName | null {
  const [, name, version] = /^([^@]+)@(\d{1,6})$/.exec(configIn(metadata).preset ?? "") ?? [];
  return name === undefined ? null : { name, version: Number(version) };
}

function withAverages(model: Model, { hyperparameters }: RunConfig, tensors: Snapshot["tensors"]): Snapshot["tensors"] {
  return Object.fromEntries([...tensorsOf(model, hyperparameters).keys()].map((name) => [name, tensors[name] ?? tensors[weightsOf(name)]!]));
}

async function bytes(file: ReadableFile, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(from, to).arrayBuffer());
  } catch {
    throw new CheckpointError("unreadable"); // moved or deleted since it was chosen
  }
}

function headerLength(head: Uint8Array<ArrayBuffer>, fileSize: number): number {
  if (head.length < LENGTH_BYTES) throw new CheckpointError("not-safetensors");
  const length = new DataView(head.buffer).getBigUint64(0, true);
  if (length > MAX_HEADER_BYTES || Number(length) + LENGTH_BYTES > fileSize) throw new CheckpointError("not-safetensors");
  return Number(length);
}

async function checkHeader(header: Uint8Array, dataBytes: number): Promise<CheckedHeader> {
  const { __metadata__: written, ...entries } = objectOf(header);
  const metadata = metadataOf(written);
  const model = await modelIn(metadata);
  const config = configOf(metadata, model);
  await model.prepare?.(config.hyperparameters).catch(() => { throw new CheckpointError("unknown-model", metadata.model); });
  expectFit(model, config);
  const needed = metadata.version === COMPACT
    ? storedCompact(model, config.hyperparameters, Number(metadata.step))
    : storedWhole(model, config.hyperparameters);
  return { metadata, model, config, tensors: layoutOf(entries, needed, dataBytes) };
}

/** Returns the model of a file, or of its program. */
async function modelIn(metadata: Metadata): Promise<Model> {
  const { program } = configIn(metadata);
  const model = await modelFor({ model: metadata.model, ...(program !== undefined && { program }) }).catch(() => undefined);
  if (model?.id !== metadata.model) throw new CheckpointError("unknown-model", metadata.model);
  return model;
}

function objectOf(header: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(header);
    if (!text.startsWith("{")) throw new SyntaxError("not an object");
    return parseStrictly(text) as Readonly<Record<string, unknown>>;
  } catch {
    throw new CheckpointError("not-safetensors");
  }
}

/** Throws CheckpointError if a file with this metadata would be refused. The writer calls it before writing, with the reader's own checks. */
export function expectReadable(written: Metadata): void {
  const metadata = metadataOf(written);
  const model = findModel(metadata.model);
  if (!model) throw new CheckpointError("unknown-model", metadata.model);
  expectFit(model, configOf(metadata, model));
}

function metadataOf(written: unknown): Metadata {
  const loosely = v.safeParse(v.object({ format: v.literal(FORMAT), version: v.string() }), written);
  if (!loosely.success) throw new CheckpointError("not-ours");
  if (!VERSIONS.some((known) => known === loosely.output.version)) throw new CheckpointError("version", loosely.output.version);
  const parsed = v.safeParse(MetadataSchema, written);
  if (!parsed.success) throw new CheckpointError("settings", v.getDotPath(parsed.issues[0]) ?? "");
  return parsed.output;
}

const refuse = (key: string) => new CheckpointError("settings", key);

function configIn({ config: text }: Metadata): v.InferOutput<typeof ConfigSchema> {
  const written = (() => {
    try {
      return parseStrictly(text);
    } catch {
      throw refuse("config");
    }
  })();
  const parsed = v.safeParse(ConfigSchema, written);
  if (!parsed.success) throw refuse(v.getDotPath(parsed.issues[0]) ?? "config");
  return parsed.output;
}

function configOf(metadata: Metadata, model: Model): RunConfig {
  const { step: at } = metadata;
  const { hyperparameters, then = [], preset: _, ...others } = configIn(metadata);
  const { seed } = others;
  if (!allowed(SEED, seed)) throw refuse("seed");
  if (others.begin !== undefined && (!allowed(STEP, others.begin) || others.begin > Number(at))) throw refuse("begin");
  const table = Object.entries<Hyperparameter>(model.hyperparameters);
  const values = table.map(([id, spec]) => {
    const value = Object.hasOwn(hyperparameters, id) ? hyperparameters[id] : spec.addedLater && spec.default;
    if (value === undefined || !allowed(spec, value)) throw refuse(id);
    return [id, value] as const;
  });
  const extra = Object.keys(hyperparameters).find((id) => !Object.hasOwn(model.hyperparameters, id));
  if (extra !== undefined) throw refuse(extra);
  const wrong = then.find(({ step, id, value }, i) => {
    const spec = Object.hasOwn(model.hyperparameters, id) ? model.hyperparameters[id] : undefined;
    return !spec?.live || !allowed(spec, value) || !allowed(LATER_STEP, step) || step < (then[i - 1]?.step ?? 0);
  });
  if (wrong) throw refuse(`then ${wrong.id}`);
  return { model: model.id, ...others, hyperparameters: Object.fromEntries(values), ...(then.length > 0 ? { then } : {}) };
}

function expectFit(model: Model, { hyperparameters }: RunConfig): void {
  if (model.refusal?.(hyperparameters)) throw refuse("hyperparameters");
}

const allowed = (spec: Allowed, value: number | string): boolean =>
  (typeof value === "string") === (spec.kind === "choice") && check(spec, value).kind === "ok";

/** Checks that the file has the tensors that the model needs (moving averages may be absent), each in its shape, and that they fill the rest of the file without gap or overlap. */
function layoutOf(
  entries: Readonly<Record<string, unknown>>, needed: ReadonlyMap<string, StoredTensor>, dataBytes: number,
): CheckedHeader["tensors"] {
  const found = Object.keys(entries);
  const foreign = found.find((name) => !needed.has(name));
  const missing = [...needed.keys()].find((name) => !Object.hasOwn(entries, name) && !isAverage(name));
  if (foreign !== undefined || missing !== undefined) throw new CheckpointError("tensors", missing ?? foreign);
  const tensors = [...needed].filter(([name]) => Object.hasOwn(entries, name)).map(([name, stored]) => {
    const parsed = v.safeParse(EntrySchema, entries[name]);
    if (!parsed.success) throw new CheckpointError("tensors", name);
    const { dtype, shape: written, data_offsets: [start, end] } = parsed.output;
    if (dtype !== stored.dtype) throw new CheckpointError("dtype", `${name} ${dtype}`);
    if (written.join() !== stored.shape.join()) throw new CheckpointError("shape", name);
    if (end - start !== bytesOf(stored) || start % DTYPE_BYTES[stored.dtype] !== 0) throw new CheckpointError("offsets", name);
    return { ...stored, name, start, end };
  }).sort((a, b) => a.start - b.start);
  let at = 0;
  for (const { name, start, end } of tensors) {
    if (start !== at) throw new CheckpointError("offsets", name);
    at = end;
  }
  if (at !== dataBytes) throw new CheckpointError("offsets");
  return tensors;
}

/** Reads the numbers. Tensors in single precision are views on the file's own bytes: nothing is copied. */
function numbersOf({ metadata, tensors }: CheckedHeader, data: Uint8Array<ArrayBuffer>): Snapshot["tensors"] {
  const read = tensors.map(({ name, dtype, shape, start }) => {
    const numbers = dtype === "F16"
      ? fromFloat16(new Uint16Array(data.buffer, start, sizeOf(shape)))
      : new Float32Array(data.buffer, start, sizeOf(shape));
    expectNumbers(name, numbers);
    return [name, { shape, data: numbers }] as const;
  });
  if (checksumOf(metadata, [data]) !== metadata.checksum) throw new CheckpointError("damaged");
  return Object.fromEntries(read);
}
