/**
 * IDX, the format of MNIST's files (LeCun, Cortes & Burges): two zero bytes, the type of the numbers, the number of dimensions,
 * the size of each as a big-endian 32-bit number, then the numbers. Fashion-MNIST, KMNIST and EMNIST use it, too. Only bytes
 * are supported.
 */
import { OwnDataError } from "../../../core/data/ownData";
import { MAX_ARRAY_SIDE, MAX_COUNT } from "../../../core/data/ownLimits";
import { imagesIn, type Part } from "./parts";

const BYTES = 0x08;

/** Returns whether a file starts like an IDX file. */
export const looksLikeIdx = (bytes: Uint8Array): boolean =>
  bytes.length >= 4 && bytes[0] === 0 && bytes[1] === 0 && bytes[2]! >= BYTES && bytes[2]! <= 0x0e && bytes[3]! >= 1 && bytes[3]! <= 4;

/** Reads a file; `path` also is its name in messages. Throws OwnDataError. */
export function readIdx(bytes: Uint8Array<ArrayBuffer>, path: string): Part {
  const [, , type, dimensions = 0] = bytes;
  if (type !== BYTES) throw new OwnDataError("idx-type", path);
  const start = 4 + 4 * dimensions;
  if (bytes.length < start) throw new OwnDataError("length", path);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [count = 0, rows = 1, columns = 1] = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  if (dimensions !== 1 && dimensions !== 3) throw new OwnDataError("idx-shape", path);
  if (rows < 1 || columns < 1) throw new OwnDataError("idx-shape", `${path}, ${rows} × ${columns}`);
  if (Math.max(rows, columns) > MAX_ARRAY_SIDE) throw new OwnDataError("array-side", `${path}, ${rows} × ${columns}`);
  if (bytes.length !== start + count * rows * columns) throw new OwnDataError("length", path);
  if (count > MAX_COUNT) throw new OwnDataError("count", path);
  const numbers = bytes.subarray(start);
  return dimensions === 1 ? { path, images: null, labels: Array.from(numbers, String) } : { path, images: imagesIn(numbers, count, rows, columns), labels: null };
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
