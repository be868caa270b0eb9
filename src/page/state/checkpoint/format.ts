/**
 * The file of a saved run: safetensors (an 8-byte little-endian length, a JSON header, the numbers), with the run's
 * configuration under the header's `__metadata__`. This file defines the format and the reasons for which a file is refused;
 * `encode.ts` writes it, `decode.ts` reads it. Trained starts are files of the compact version, a sixth of the size: see `compact.ts`.
 */
import { ElboError } from "../../../core/errors";
import type { RunConfig } from "../../../core/run/runConfig";
import type { Model } from "../../../core/model/model";
import { parametersOf, sizeOf } from "../../../core/model/parameters";
import type { Snapshot } from "../../../core/run/snapshot";
import { quoted } from "../../../core/wellFormed";
import { crc32 } from "../../../core/crc32";

/** A preset's name with its version. */
export interface PresetName {
  readonly name: string;
  readonly version: number;
}

/** A run that can be continued. */
export interface Checkpoint {
  readonly config: RunConfig;
  /** The preset that the run was opened from. Older files lack it. */
  readonly preset?: PresetName;
  readonly snapshot: Snapshot;
  /** The losses of each column, [step]: one for each step so far. Only compact files have them. */
  readonly losses?: Readonly<Record<string, Float32Array>>;
}

/** What a compact file has. */
export type CompactRun = Checkpoint & Required<Pick<Checkpoint, "losses">>;

export const FORMAT = "elbo-room";
/** The format's version for complete runs. */
export const VERSION = "1";
/** The version for runs that continue in the same way, but not to the last bit. */
export const COMPACT = "2";
export const VERSIONS = [VERSION, COMPACT] as const;
/** Three times the size of the largest model's file. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;
export const MAX_HEADER_BYTES = 1024 * 1024;
/** Bytes of the number that gives the header's length. */
export const LENGTH_BYTES = 8;
/** Bytes of a number: single and half precision. */
export const DTYPE_BYTES = { F32: 4, F16: 2 } as const;
export type Dtype = keyof typeof DTYPE_BYTES;

/** The header's `__metadata__`; safetensors has only strings there. */
export interface Metadata {
  readonly format: string;
  readonly version: string;
  readonly model: string;
  /** Seed, requested backend, hyperparameters at step 0, later changes and the preset, as JSON. */
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

/** The reason for which a file is refused. `detail` names the model, setting or tensor, cut short. */
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

/** Type and shape of a tensor in a file. */
export type StoredTensor = Pick<TensorEntry, "dtype" | "shape">;

/** Returns name and shape of every tensor of such a run. */
export function tensorsOf(model: Model, h: RunConfig["hyperparameters"]): ReadonlyMap<string, readonly number[]> {
  const networks = model.networks(h);
  const parameters = parametersOf(networks);
  const trainable = parameters.filter((parameter) => parameter.trainable);
  const averaged = trainable.filter(({ network }) => networks[network]!.averaged);
  const named = (kind: string, all: typeof parameters) =>
    all.map(({ name, shape }) => [`${kind}/${name}`, shape] as const);
  return new Map([...named("weights", parameters), ...named("m", trainable), ...named("v", trainable), ...named(AVERAGE, averaged)]);
}

/** Moving averages of weights do not affect training. Compact files, files from PyTorch and older files lack them. */
const AVERAGE = "average";
/** Returns whether a tensor of this name is a moving average. */
export const isAverage = (name: string): boolean => name.startsWith(`${AVERAGE}/`);
/** Returns the name of the weights at which an average begins. */
export const weightsOf = (average: string): string => average.replace(AVERAGE, "weights");

/** Returns the tensors of a file of the first version in the order in which they are written. */
export function storedWhole(model: Model, h: RunConfig["hyperparameters"]): ReadonlyMap<string, StoredTensor> {
  return new Map([...tensorsOf(model, h)].map(([name, shape]) => [name, { dtype: "F32", shape }]));
}

/** Returns the bytes of a tensor in a file. */
export const bytesOf = ({ dtype, shape }: StoredTensor): number => DTYPE_BYTES[dtype] * sizeOf(shape);

/** Returns the checksum of a file's metadata and numbers, in eight hexadecimal digits. */
export function checksumOf(
  { format, version, model, config, step, page }: Omit<Metadata, "checksum">, numbers: readonly Uint8Array[],
): string {
  const words = new TextEncoder().encode([format, version, model, config, step, page].join("\n"));
  return numbers.reduce((crc, bytes) => crc32(bytes, crc), crc32(words)).toString(16).padStart(8, "0");
}

/** Throws a CheckpointError "not-finite". Means of squares must not be negative either, as the optimiser takes their root. */
export function expectNumbers(name: string, data: Float32Array): void {
  const least = name.startsWith("v/") ? 0 : -Infinity;
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    if (!Number.isFinite(value) || value < least) throw new CheckpointError("not-finite", name);
  }
}
