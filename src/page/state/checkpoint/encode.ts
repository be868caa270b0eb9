/** Writes a run as a file that `decode.ts` and Python's safetensors read. */
import type { RunConfig } from "../../../core/run/runConfig";
import type { Snapshot } from "../../../core/run/snapshot";
import { findModel } from "../../../subject/models/registry";
import { compact } from "./compact";
import { expectReadable } from "./decode";
import {
  CheckpointError, checksumOf, COMPACT, expectNumbers, FORMAT, storedWhole, VERSION, type Checkpoint, type CompactRun, type Metadata, type PresetName, type StoredTensor,
} from "./format";
import { safetensors } from "./safetensors";

/**
 * Returns the parts of the file, to be concatenated. `page`: the page's version. `preset`: the one that the run was opened from. Throws "bad-snapshot" for a run that
 * could not be loaded again: one whose numbers are not finite, or whose settings or steps are beyond their limits.
 */
export function encodeCheckpoint(config: RunConfig, snapshot: Snapshot, page: string, preset: PresetName | null = null): Uint8Array<ArrayBuffer>[] {
  const stored = storedWhole(modelOf(config), config.hyperparameters);
  return encode({ config, snapshot, ...(preset && { preset }) }, VERSION, [...stored].map(([name, shape]) => [name, shape, tensorIn(snapshot, name, shape)]), page);
}

/** Returns the parts of a compact file. Throws as `encodeCheckpoint` does. */
export function encodeCompact(run: CompactRun, page: string): Uint8Array<ArrayBuffer>[] {
  return encode(run, COMPACT, compact(modelOf(run.config), run), page);
}

function modelOf({ model: id }: RunConfig) {
  const model = findModel(id);
  if (!model) throw new CheckpointError("unknown-model", id);
  return model;
}

function tensorIn({ tensors }: Snapshot, name: string, { shape }: StoredTensor): Float32Array {
  const tensor = tensors[name];
  if (!tensor || tensor.shape.join() !== shape.join()) throw new CheckpointError("tensors", name);
  return tensor.data;
}

function encode(
  { config, snapshot, preset }: Pick<Checkpoint, "config" | "snapshot" | "preset">, version: Metadata["version"],
  tensors: readonly (readonly [name: string, stored: StoredTensor, data: Float32Array])[], page: string,
): Uint8Array<ArrayBuffer>[] {
  for (const [name, , data] of tensors) expectNumbers(name, data);
  const about = aboutRun(config, snapshot.step, version, page, preset);
  return safetensors(tensors, (numbers): Metadata => ({ ...about, checksum: checksumOf(about, numbers) }));
}

/** The file's metadata without its checksum. Throws CheckpointError if a file with this metadata would be refused. */
function aboutRun(config: RunConfig, step: number, version: Metadata["version"], page: string, preset?: PresetName): Omit<Metadata, "checksum"> {
  const { model: id, then = [], ...begun } = config;
  const named = preset && { preset: `${preset.name}@${preset.version}` };
  const others = { ...begun, ...named, ...(then.length > 0 ? { then: then.map(({ step, id, value }) => ({ step, id, value })) } : {}) };
  const about = { format: FORMAT, version, model: id, config: JSON.stringify(others), step: String(step), page };
  expectReadable({ ...about, checksum: "00000000" }); // a placeholder: only its form is checked here
  return about;
}

/** Throws CheckpointError if a run with this configuration and step could not be loaded again. It does not check weights. */
export const expectLoadable = (config: RunConfig, step: number, page: string): void => void aboutRun(config, step, VERSION, page);

/** Returns the name of a file, such as elbo-room-vae-step1200.safetensors. */
export const checkpointName = (model: string, step: number): string => `${FORMAT}-${model}-step${step}.safetensors`;
