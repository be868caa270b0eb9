/**
 * IDX, the format of MNIST's files (LeCun, Cortes & Burges): two zero bytes, the type of the numbers, the number of dimensions,
 * the size of each as a big-endian 32-bit number, then the numbers. Fashion-MNIST, KMNIST and EMNIST use it, too. Only bytes
 * are supported.
 */
import { OwnDataError } from "../../core/data/ownData";

export type Idx =
  /** `pixels`: [count × rows × columns], a view on the file's bytes. */
  | { readonly kind: "images"; readonly count: number; readonly rows: number; readonly columns: number; readonly pixels: Uint8Array<ArrayBuffer> }
  | { readonly kind: "labels"; readonly labels: Uint8Array<ArrayBuffer> };

const BYTES = 0x08;
const MAX_SIDE = 4096;
/** Three times the images of 28 × 28 pixels that fit into what may be unpacked; of smaller ones, a file of kilobytes could hold hundreds of millions. */
const MAX_COUNT = 1_000_000;

/** Returns whether a file starts like an IDX file. */
export const looksLikeIdx = (bytes: Uint8Array): boolean =>
  bytes.length >= 4 && bytes[0] === 0 && bytes[1] === 0 && bytes[2]! >= BYTES && bytes[2]! <= 0x0e && bytes[3]! >= 1 && bytes[3]! <= 4;

/** Reads a file; `name` is for messages. Throws OwnDataError. */
export function readIdx(bytes: Uint8Array<ArrayBuffer>, name: string): Idx {
  const [, , type, dimensions = 0] = bytes;
  if (type !== BYTES) throw new OwnDataError("idx-type", name);
  const start = 4 + 4 * dimensions;
  if (bytes.length < start) throw new OwnDataError("idx-length", name);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [count = 0, rows = 1, columns = 1] = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  if (dimensions !== 1 && dimensions !== 3) throw new OwnDataError("idx-shape", name);
  if (rows < 1 || columns < 1 || rows > MAX_SIDE || columns > MAX_SIDE) throw new OwnDataError("idx-shape", `${name}, ${rows} × ${columns}`);
  if (bytes.length !== start + count * rows * columns) throw new OwnDataError("idx-length", name);
  if (count > MAX_COUNT) throw new OwnDataError("idx-shape", `${name}, ${count} × ${rows} × ${columns}`);
  const numbers = bytes.subarray(start);
  return dimensions === 1 ? { kind: "labels", labels: numbers } : { kind: "images", count, rows, columns, pixels: numbers };
}

/** Writes an IDX file with these numbers. */
export function writeIdx(sizes: readonly number[], numbers: Uint8Array): Uint8Array<ArrayBuffer> {
  const start = 4 + 4 * sizes.length;
  const bytes = new Uint8Array(start + numbers.length);
  bytes.set([0, 0, BYTES, sizes.length]);
  sizes.forEach((size, i) => new DataView(bytes.buffer).setUint32(4 + 4 * i, size));
  bytes.set(numbers, start);
  return bytes;
}
