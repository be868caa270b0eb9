/** The bytes of a safetensors file: an 8-byte little-endian length, a JSON header, the numbers. `format.ts` defines its contents. */
import { areFinite, toFloat16 } from "../../../core/run/float16";
import { bytesOf, CheckpointError, LENGTH_BYTES, type StoredTensor, type TensorEntry } from "./format";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Returns the parts of the file, to be concatenated. `about` returns the header's `__metadata__`, strings by name, for the bytes of all tensors.
 * Throws a CheckpointError "not-finite" for numbers that are too large for half precision.
 */
export function safetensors(
  tensors: readonly (readonly [name: string, stored: StoredTensor, data: Float32Array])[], about: (numbers: readonly Bytes[]) => object,
): Bytes[] {
  const numbers = tensors.map(([name, { dtype }, data]) =>
    new Uint8Array((dtype === "F16" ? halvesOf(name, data) : new Float32Array(data)).buffer)); // little-endian wherever browsers run
  let end = 0;
  const entries = tensors.map(([name, { dtype, shape }]): [string, TensorEntry] => {
    const start = end;
    end += bytesOf({ dtype, shape });
    return [name, { dtype, shape, data_offsets: [start, end] }];
  });
  return [...headerBytes({ __metadata__: about(numbers), ...Object.fromEntries(entries) }), ...numbers];
}

function halvesOf(name: string, numbers: Float32Array): Uint16Array<ArrayBuffer> {
  const halves = toFloat16(numbers);
  if (!areFinite(halves)) throw new CheckpointError("not-finite", name);
  return halves;
}

/** Returns the length and the text, padded with spaces so that the numbers begin at a multiple of 8. */
function headerBytes(header: unknown): Bytes[] {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const padded = new Uint8Array(Math.ceil(text.length / LENGTH_BYTES) * LENGTH_BYTES).fill(0x20);
  padded.set(text);
  const length = new Uint8Array(LENGTH_BYTES);
  new DataView(length.buffer).setBigUint64(0, BigInt(padded.length), true);
  return [length, padded];
}
