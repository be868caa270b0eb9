/** Writes a run as a file that `decode.ts` reads, and that Python's safetensors reads, too. */
import type { RunConfig } from "../../core/runConfig";
import type { Snapshot } from "../../core/snapshot";
import { findModel } from "../../models/registry";
import { compact } from "./compact";
import {
  bytesOf, CheckpointError, checksumOf, COMPACT, expectNumbers, FORMAT, LENGTH_BYTES, storedWhole, VERSION,
  type Checkpoint, type Metadata, type Stored, type TensorEntry,
} from "./format";
import { toHalf } from "./half";

/**
 * The parts of the file, to be put one after the other. `page`: the page's version. Throws "bad-snapshot" for a run
 * that could not be loaded again: one whose numbers are not finite.
 */
export function encodeCheckpoint(config: RunConfig, snapshot: Snapshot, page: string): Uint8Array<ArrayBuffer>[] {
  const stored = storedWhole(modelOf(config), config.hyperparameters);
  return encode({ config, snapshot }, VERSION, [...stored].map(([name, shape]) => [name, shape, tensorIn(snapshot, name, shape)]), page);
}

/** The compact file. Throws as above. */
export function encodeCompact(run: Required<Checkpoint>, page: string): Uint8Array<ArrayBuffer>[] {
  return encode(run, COMPACT, compact(modelOf(run.config), run), page);
}

function modelOf({ model: id }: RunConfig) {
  const model = findModel(id);
  if (!model) throw new CheckpointError("unknown-model", id);
  return model;
}

function tensorIn({ tensors }: Snapshot, name: string, { shape }: Stored): Float32Array {
  const tensor = tensors[name];
  if (!tensor || tensor.shape.join() !== shape.join()) throw new CheckpointError("tensors", name);
  return tensor.data;
}

function encode(
  { config, snapshot }: Pick<Checkpoint, "config" | "snapshot">, version: Metadata["version"],
  tensors: readonly (readonly [name: string, stored: Stored, data: Float32Array])[], page: string,
): Uint8Array<ArrayBuffer>[] {
  const entries: [string, TensorEntry][] = [];
  const numbers: Uint8Array<ArrayBuffer>[] = [];
  let end = 0;
  for (const [name, { dtype, shape }, data] of tensors) {
    expectNumbers(name, data);
    const start = end;
    end += bytesOf({ dtype, shape });
    entries.push([name, { dtype, shape, data_offsets: [start, end] }]);
    numbers.push(new Uint8Array((dtype === "F16" ? toHalf(name, data) : new Float32Array(data)).buffer)); // little-endian wherever browsers run
  }
  const { model: id, then = [], ...begun } = config;
  const others = { ...begun, ...(then.length > 0 ? { then: then.map(({ step, id, value }) => ({ step, id, value })) } : {}) };
  const about: Omit<Metadata, "checksum"> = {
    format: FORMAT, version, model: id, config: JSON.stringify(others),
    step: String(snapshot.step), page,
  };
  const metadata: Metadata = { ...about, checksum: checksumOf(about, numbers) };
  const header = headerBytes({ __metadata__: metadata, ...Object.fromEntries(entries) });
  return [...header, ...numbers];
}

/** The length and the text, filled up with spaces so that the numbers begin at a multiple of 8. */
export function headerBytes(header: unknown): Uint8Array<ArrayBuffer>[] {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const padded = new Uint8Array(Math.ceil(text.length / LENGTH_BYTES) * LENGTH_BYTES).fill(0x20);
  padded.set(text);
  const length = new Uint8Array(LENGTH_BYTES);
  new DataView(length.buffer).setBigUint64(0, BigInt(padded.length), true);
  return [length, padded];
}

/** elbo-room-vae-step1200.safetensors */
export const checkpointName = (model: string, step: number): string => `${FORMAT}-${model}-step${step}.safetensors`;
