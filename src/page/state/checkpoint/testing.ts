/** Helpers for tests of saved runs: a run with distinct numbers, and files that are altered by hand. */
import { expect } from "vitest";
import { defaultsOf, type HyperparameterValues } from "../../../core/model/hyperparameters";
import { step } from "../../../core/run/ids";
import { sizeOf } from "../../../core/model/parameters";
import { findModel } from "../../../subject/models/registry";
import { encodeCheckpoint } from "./encode";
import { checksumOf, LENGTH_BYTES, tensorsOf, type Checkpoint, type Metadata, type TensorEntry } from "./format";

/** Returns a run of this model with pseudorandom numbers; `smaller` overrides the default settings. */
export function makeRun(id: string, smaller: HyperparameterValues = {}, at = 10): Checkpoint {
  const model = findModel(id)!;
  const hyperparameters = { ...defaultsOf(model.hyperparameters), ...smaller };
  const tensors = [...tensorsOf(model, hyperparameters)].map(([name, shape], lane) => {
    const shift = name.startsWith("v/") ? 0 : 0.5;
    const data = new Float32Array(sizeOf(shape));
    for (let i = 0; i < data.length; i++) data[i] = (Math.imul(i + 1, 0x9e3779b1 + lane) >>> 0) / 2 ** 32 - shift;
    return [name, { shape, data }] as const;
  });
  return {
    config: { model: id, seed: 7, backend: "wasm", hyperparameters },
    snapshot: { step: step(at), tensors: Object.fromEntries(tensors) },
  };
}

/** Resolves to the bytes of the run's file, as the version `page` writes it. */
export async function fileOf({ config, snapshot }: Checkpoint, page = "1.0.0"): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Blob(encodeCheckpoint(config, snapshot, page)).arrayBuffer());
}

export type Header = { __metadata__: Metadata } & { [tensor: string]: TensorEntry };

/** The header and the numbers of a file. */
export interface FileParts {
  readonly header: string;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** Splits a file into header and numbers. */
export function splitFile(file: Uint8Array<ArrayBuffer>): FileParts {
  const length = Number(new DataView(file.buffer).getBigUint64(0, true));
  const text = new TextDecoder().decode(file.subarray(LENGTH_BYTES, LENGTH_BYTES + length));
  return { header: text.trimEnd(), data: file.slice(LENGTH_BYTES + length) };
}

/** Joins header and numbers to a file; `claimed`: a wrong length of the header. */
export function joinFile({ header, data }: FileParts, claimed?: bigint): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(header);
  const file = new Uint8Array(LENGTH_BYTES + text.length + data.length);
  new DataView(file.buffer).setBigUint64(0, claimed ?? BigInt(text.length), true);
  file.set(text, LENGTH_BYTES);
  file.set(data, LENGTH_BYTES + text.length);
  return file;
}

/** Returns an altered header with a valid checksum, so that the alteration itself is tested. */
export function withChecksum(header: Header, data: Uint8Array<ArrayBuffer>): FileParts {
  const { __metadata__: metadata, ...entries } = header;
  const about: Metadata = { ...metadata, checksum: checksumOf(metadata, [data]) };
  return { header: JSON.stringify({ __metadata__: about, ...entries }), data };
}

/** Expects that both runs are equal bit for bit. It is faster than `toEqual` on a hundred thousand numbers. */
export function expectSameRun(a: Checkpoint, b: Checkpoint): void {
  expect([a.config, a.snapshot.step]).toEqual([b.config, b.snapshot.step]);
  const names = Object.keys(b.snapshot.tensors);
  expect(Object.keys(a.snapshot.tensors)).toEqual(names);
  const bytes = ({ data }: { data: Float32Array }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const different = names.filter((name) => {
    const [one, other] = [a.snapshot.tensors[name]!, b.snapshot.tensors[name]!];
    return one.shape.join() !== other.shape.join() || Buffer.compare(bytes(one), bytes(other)) !== 0;
  });
  expect(different).toEqual([]);
}
