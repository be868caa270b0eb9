/**
 * NumPy's .npy format, versions 1 to 3: the bytes 93 "NUMPY", the version, the length of the header, a Python dictionary with type, order
 * and shape, then the numbers (numpy.lib.format). An .npz file is a ZIP of them. Images are [images, height, width], also with an axis of
 * one channel or of three colours after or before the sides, or [images, pixels] if they are square; labels are [images] or [images, 1],
 * numbers or strings, or one-hot [images, classes].
 */
import { OwnDataError } from "../../../core/data/ownData";
import { sizeOf } from "../../../core/model/parameters";
import { float16Of } from "../../../core/run/float16";
import { MAX_ARRAY_SIDE, MAX_COUNT, MAX_HEADER_BYTES } from "../../../core/data/ownLimits";
import { GREY_OF_RGB, imagesIn, labelText, scaleOf, squareSide, type Part } from "./parts";

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const COLOURS = 3;

type ReadNumber = (view: DataView, at: number, little: boolean) => number;
/** Reads one number, by the type's letter and its bytes. Objects and complex numbers are not read. */
const NUMBERS: Readonly<Record<string, ReadNumber>> = {
  b1: (view, at) => view.getUint8(at), u1: (view, at) => view.getUint8(at), i1: (view, at) => view.getInt8(at),
  u2: (view, at, little) => view.getUint16(at, little), i2: (view, at, little) => view.getInt16(at, little),
  u4: (view, at, little) => view.getUint32(at, little), i4: (view, at, little) => view.getInt32(at, little),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)), i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  f2: (view, at, little) => float16Of(view.getUint16(at, little)),
  f4: (view, at, little) => view.getFloat32(at, little), f8: (view, at, little) => view.getFloat64(at, little),
};

/** Returns whether a file starts like an .npy file. */
export const looksLikeNpy = (bytes: Uint8Array): boolean => MAGIC.every((byte, i) => bytes[i] === byte);

interface Header {
  readonly letter: string;
  /** Bytes of one element. */
  readonly size: number;
  readonly little: boolean;
  readonly columnsFirst: boolean;
  readonly shape: readonly number[];
  /** Where the numbers begin. */
  readonly start: number;
}

function headerOf(bytes: Uint8Array<ArrayBuffer>, name: string): Header {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < 12) throw new OwnDataError("length", name);
  const wide = bytes[6]! >= 2;
  const from = wide ? 12 : 10, start = from + (wide ? view.getUint32(8, true) : view.getUint16(8, true));
  if (start > bytes.length) throw new OwnDataError("length", name);
  if (start > MAX_HEADER_BYTES) throw new OwnDataError("npy-header", name);
  const text = new TextDecoder().decode(bytes.subarray(from, start));
  const [, order, letter, digits] = /'descr': *'([<>|=]?)([a-zA-Z])(\d{1,6})'/.exec(text) ?? [];
  if (letter === undefined) throw new OwnDataError(text.includes("'descr'") ? "npy-type" : "damaged", name);
  const fortran = /'fortran_order': *(True|False)/.exec(text)?.[1];
  const sizes = /'shape': *\(([\d, ]{0,200})\)/.exec(text)?.[1];
  if (fortran === undefined || sizes === undefined) throw new OwnDataError("damaged", name);
  return {
    letter, size: Number(digits) * (letter === "U" ? 4 : 1), little: order !== ">", columnsFirst: fortran === "True",
    shape: sizes.split(",").flatMap((part) => (part.trim() === "" ? [] : [Number(part)])), start,
  };
}

/** Reads the characters of a string, in UTF-32 (U) or ASCII (S), up to the first zero. */
function stringAt(view: DataView, at: number, { letter, size, little }: Header): string {
  const wide = letter === "U";
  let text = "";
  for (let i = at; i < at + size; i += wide ? 4 : 1) {
    const point = wide ? view.getUint32(i, little) : view.getUint8(i);
    if (point === 0) break;
    text += String.fromCodePoint(point <= 0x10ffff ? point : 0xfffd);
  }
  return text;
}

/** Returns the index of the only 1 in each row of zeros; null if a row is not one-hot. */
function oneHotIn(count: number, classes: number, valueAt: (row: number, column: number) => number): readonly number[] | null {
  const hot: number[] = [];
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < classes; k++) {
      const value = valueAt(i, k);
      if (value === 1 && hot.length === i) hot.push(k);
      else if (value !== 0) return null;
    }
    if (hot.length === i) return null;
  }
  return hot;
}

/** Reads a file; `path` also is its name in messages. Throws OwnDataError. */
export function readNpy(bytes: Uint8Array<ArrayBuffer>, path: string): Part {
  const header = headerOf(bytes, path);
  const { letter, size, little, columnsFirst, shape, start } = header;
  const read = NUMBERS[`${letter}${size}`], isText = letter === "U" || letter === "S";
  if (!read && !isText) throw new OwnDataError("npy-type", path);
  if (bytes.length !== start + size * sizeOf(shape)) throw new OwnDataError("length", path);
  const strides = shape.map((_, i) => (columnsFirst ? shape.slice(0, i) : shape.slice(i + 1)).reduce((product, n) => product * n, size));
  const axes = shape.map((length, i) => ({ length, stride: strides[i]! })).filter(({ length }, i) => i === 0 || length !== 1);
  const [images, ...inside] = axes;
  const count = images?.length ?? 0;
  const side = inside.length === 1 ? squareSide(inside[0]!.length) : null;
  const colours = inside.length !== 3 ? null : inside[2]!.length === COLOURS ? inside[2]! : inside[0]!.length === COLOURS ? inside[0]! : null;
  const sides = inside.filter((axis) => axis !== colours);
  const [rows, columns] = side === null ? sides : [{ length: side, stride: inside[0]!.stride * side }, { length: side, stride: inside[0]!.stride }];
  const misfit = () => new OwnDataError("npy-shape", `${path}, (${shape.join(", ")})`);
  if (!images) throw misfit();
  if (count > MAX_COUNT) throw new OwnDataError("count", path);
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, bytes.length - start);
  if (inside.length === 0) {
    const labels = Array.from({ length: count }, (_, i) => labelText(read ? String(read(view, i * images.stride, little)) : stringAt(view, i * images.stride, header)));
    return { path, images: null, labels };
  }
  if (read && inside.length === 1 && side === null) {
    const hot = oneHotIn(count, inside[0]!.length, (i, k) => read(view, i * images.stride + k * inside[0]!.stride, little));
    if (!hot) throw misfit();
    return { path, images: null, labels: hot.map(String) };
  }
  if (!read || !rows || !columns || (side === null && sides.length !== 2)) throw misfit();
  if (Math.min(rows.length, columns.length) < 1) throw misfit();
  if (Math.max(rows.length, columns.length) > MAX_ARRAY_SIDE) throw new OwnDataError("array-side", `${path}, ${rows.length} × ${columns.length}`);

  let least = Infinity, most = -Infinity;
  for (let at = 0; at < view.byteLength; at += size) {
    const value = read(view, at, little);
    if (value < least || Number.isNaN(value)) least = value; // NaN stays
    if (value > most) most = value;
  }
  const scale = count === 0 ? 1 : scaleOf(least, most, path);
  const whole = bytes.subarray(start);
  if (scale === 1 && size === 1 && !columnsFirst && !colours) return { path, images: imagesIn(whole, count, rows.length, columns.length), labels: null };
  const pixels = new Uint8Array(count * rows.length * columns.length);
  const brightness = (at: number) =>
    (colours ? GREY_OF_RGB.reduce((sum, weight, k) => sum + weight * read(view, at + k * colours.stride, little), 0) : read(view, at, little));
  let to = 0;
  for (let i = 0; i < count; i++) {
    for (let y = 0; y < rows.length; y++) {
      const at = i * images.stride + y * rows.stride;
      for (let x = 0; x < columns.length; x++) pixels[to++] = Math.round(scale * brightness(at + x * columns.stride));
    }
  }
  return { path, images: imagesIn(pixels, count, rows.length, columns.length), labels: null };
}
