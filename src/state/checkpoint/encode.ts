/** Writes a run as a file that `decode.ts` reads, and that Python's safetensors reads, too. */
import type { RunConfig } from "../../core/runConfig";
import type { Snapshot } from "../../core/snapshot";
import { findModel } from "../../models/registry";
import {
  CheckpointError, checksumOf, expectNumbers, FLOAT_BYTES, FORMAT, LENGTH_BYTES, tensorsOf, VERSION,
  type Metadata, type TensorEntry,
} from "./format";

/**
 * The parts of the file, to be put one after the other. `page`: the page's version. Throws "bad-snapshot" for a run
 * that could not be loaded again: one whose numbers are not finite.
 */
export function encodeCheckpoint(config: RunConfig, snapshot: Snapshot, page: string): Uint8Array<ArrayBuffer>[] {
  const model = findModel(config.model);
  if (!model) throw new CheckpointError("unknown-model", config.model);
  const entries: [string, TensorEntry][] = [];
  const numbers: Uint8Array<ArrayBuffer>[] = [];
  let end = 0;
  for (const [name, shape] of tensorsOf(model, config.hyperparameters)) {
    const tensor = snapshot.tensors[name];
    if (!tensor || tensor.shape.join() !== shape.join()) throw new CheckpointError("tensors", name);
    expectNumbers(name, tensor.data);
    const data = new Float32Array(tensor.data); // little-endian wherever browsers run
    entries.push([name, { dtype: "F32", shape, data_offsets: [end, end + FLOAT_BYTES * data.length] }]);
    numbers.push(new Uint8Array(data.buffer));
    end += FLOAT_BYTES * data.length;
  }
  const { model: id, then = [], ...begun } = config;
  const others = { ...begun, ...(then.length > 0 ? { then: then.map(({ step, id, value }) => ({ step, id, value })) } : {}) };
  const about: Omit<Metadata, "checksum"> = {
    format: FORMAT, version: VERSION, model: id, config: JSON.stringify(others),
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
