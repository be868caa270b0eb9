/**
 * The file of a saved run: safetensors (an 8-byte little-endian length, a JSON header, the numbers), with what the run
 * is under the header's `__metadata__`. Says what such a file holds and why one may be refused; `encode.ts` writes it,
 * `decode.ts` reads it. Files of the compact version, a sixth of the size, hold trained starts: see `compact.ts`.
 */
import { ElboError } from "../../core/errors";
import type { RunConfig } from "../../core/run/runConfig";
import type { Model } from "../../core/model/model";
import { parametersOf, sizeOf } from "../../core/model/parameters";
import type { Snapshot } from "../../core/run/snapshot";
import { quoted } from "../../core/wellFormed";
import { crc32 } from "./crc32";

/** A run, ready to go on. */
export interface Checkpoint {
  readonly config: RunConfig;
  readonly snapshot: Snapshot;
  /** By column, one for each step so far: [step]. Only compact files have them. */
  readonly losses?: Readonly<Record<string, Float32Array>>;
}

export const FORMAT = "elbo-room";
/** Everything, as it is. */
export const VERSION = "1";
/** What it takes to go on in the same way, though not to the last bit. */
export const COMPACT = "2";
export const VERSIONS = [VERSION, COMPACT] as const;
/** Three times what the largest model comes to. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;
export const MAX_HEADER_BYTES = 1024 * 1024;
/** Bytes of the header's length. */
export const LENGTH_BYTES = 8;
/** Bytes of a number: single and half precision. */
export const DTYPE_BYTES = { F32: 4, F16: 2 } as const;
export type Dtype = keyof typeof DTYPE_BYTES;

/** The header's `__metadata__`; safetensors has only strings there. */
export interface Metadata {
  readonly format: string;
  readonly version: string;
  readonly model: string;
  /** Seed, backend wish, hyperparameters at step 0 and what changed later, as JSON. */
  readonly config: string;
  readonly step: string;
  /** Version of the page that wrote it. */
  readonly page: string;
  /** CRC-32 of the other entries and of the numbers, eight hexadecimal digits. */
  readonly checksum: string;
}

/** A tensor as the header describes it; offsets in bytes from the header's end. */
export interface TensorEntry {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [start: number, end: number];
}

export type CheckpointReason =
  | "unreadable" | "too-large" | "not-safetensors" | "not-ours" | "version" | "unknown-model" | "settings"
  | "tensors" | "shape" | "dtype" | "offsets" | "not-finite" | "damaged" | "not-card";

/** Why a file is refused. `detail`: what exactly, cut short; a model, a setting, a tensor. */
export class CheckpointError extends ElboError {
  readonly reason: CheckpointReason;
  readonly detail: string;

  constructor(reason: CheckpointReason, detail = "") {
    const short = quoted(detail, 60);
    super("bad-snapshot", short === "" ? reason : `${reason}: ${short}`);
    this.reason = reason;
    this.detail = short;
  }
}

/** A tensor as a file has it. */
export type Stored = Pick<TensorEntry, "dtype" | "shape">;

/** Name and shape of every tensor such a run has. */
export function tensorsOf(model: Model, h: RunConfig["hyperparameters"]): ReadonlyMap<string, readonly number[]> {
  const networks = model.networks(h);
  const parameters = parametersOf(networks);
  const trainable = parameters.filter((parameter) => parameter.trainable);
  const averaged = trainable.filter(({ network }) => networks[network]!.averaged);
  const named = (kind: string, all: typeof parameters) =>
    all.map(({ name, shape }) => [`${kind}/${name}`, shape] as const);
  return new Map([...named("weights", parameters), ...named("m", trainable), ...named("v", trainable), ...named(AVERAGE, averaged)]);
}

/** Moving averages of weights, which training takes no notice of. Files lack them that are compact, from PyTorch, or older than these. */
const AVERAGE = "average";
export const isAverage = (name: string): boolean => name.startsWith(`${AVERAGE}/`);
/** What an average begins at. */
export const weightsOf = (average: string): string => average.replace(AVERAGE, "weights");

/** The same as a file of the first version has them, in the order in which they are written. */
export function storedWhole(model: Model, h: RunConfig["hyperparameters"]): ReadonlyMap<string, Stored> {
  return new Map([...tensorsOf(model, h)].map(([name, shape]) => [name, { dtype: "F32", shape }]));
}

export const bytesOf = ({ dtype, shape }: Stored): number => DTYPE_BYTES[dtype] * sizeOf(shape);

export function checksumOf(
  { format, version, model, config, step, page }: Omit<Metadata, "checksum">, numbers: readonly Uint8Array[],
): string {
  const words = new TextEncoder().encode([format, version, model, config, step, page].join("\n"));
  return numbers.reduce((crc, bytes) => crc32(bytes, crc), crc32(words)).toString(16).padStart(8, "0");
}

/** Throws not-finite. A mean of squares below zero is no number for the optimiser either: it takes its root. */
export function expectNumbers(name: string, data: Float32Array): void {
  const least = name.startsWith("v/") ? 0 : -Infinity;
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    if (!Number.isFinite(value) || value < least) throw new CheckpointError("not-finite", name);
  }
}
