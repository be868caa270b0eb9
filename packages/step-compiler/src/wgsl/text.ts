/** Pieces of WGSL text: numbers, and addresses of elements. This file does not know what a kernel is. */
import { mergeAxes, sizeOfAxes } from "../ir/axes";

/** Writes an unsigned integer of 32 bits. Throws for any other number. */
export function u32(n: number): string {
  if (!Number.isInteger(n) || n < 0 || n > 0xffffffff) throw new Error(`${n} is no unsigned 32-bit number`);
  return `${n}u`;
}

/**
 * Writes a float32. WGSL has no literal for infinity or NaN and refuses constant expressions that give one, so these use the
 * function `number`, which `dispatch` declares.
 */
export function f32(value: number): string {
  const x = Math.fround(value);
  if (Number.isNaN(x)) return "number(0x7fc00000u)";
  if (!Number.isFinite(x)) return x > 0 ? "number(0x7f800000u)" : "number(0xff800000u)";
  return x < 0 || Object.is(x, -0) ? `(-${-x}f)` : `${x}f`;
}

/** A variable that counts the points of nested axes, the last one fastest; its terms divide and take remainders. */
export interface LinearIndex {
  readonly variable: string;
  readonly sizes: readonly number[];
}

/** Returns the terms that a linear index adds to an address: Σ index·stride, each with its sign in front. */
function terms({ variable, sizes }: LinearIndex, strides: readonly number[]): string[] {
  const groups = mergeAxes(sizes.map((size, axis) => ({ size, stride: strides[axis]! })), ({ stride }) => [stride]);
  return groups.flatMap(({ stride }, at) => {
    if (stride === 0) return [];
    const inside = sizeOfAxes(groups.slice(at + 1));
    const divided = inside === 1 ? variable : `${variable} / ${u32(inside)}`;
    // The first index needs no remainder: the variable stays below the product of the sizes.
    const index = at === 0 ? divided : `${divided} % ${u32(groups[at]!.size)}`;
    const sign = stride < 0 ? "-" : "+";
    const factor = Math.abs(stride) === 1 ? "" : ` * ${u32(Math.abs(stride))}`;
    return [`${sign} ${index === variable ? index : `(${index})`}${factor}`];
  });
}

/**
 * Writes the beginning of a storage in the arena: `offset` is in elements, of which the shader counts `width` as one. Kernels
 * that differ in nothing else share a shader, so it is a mark in the text, which `withPlaces` replaces by an entry of a table.
 */
export const begin = (offset: number, width: 1 | 4 = 1): string => {
  if (offset % width !== 0) throw new Error(`${offset} is no multiple of ${width}`);
  return `§${u32(offset)}/${width}§`;
};

const MARK = /§(\d+)u\/([14])§/g;

/** Returns the text with all marks moved to other offsets. */
export const withMovedMarks = (text: string, moved: (offset: number) => number): string =>
  text.replaceAll(MARK, (_, offset: string, width: string) => begin(moved(Number(offset)), width === "4" ? 4 : 1));

/** The number of entries of a shader's table of places. */
export const MAX_PLACES = 64;

/**
 * Replaces marks by entries of the table `places`, an array of vec4u; if the table is full, by numbers. Returns the table, too.
 */
export function withPlaces(text: string): { text: string; places: number[] } {
  const places: number[] = [];
  const marked = text.replaceAll(MARK, (_, elements: string, width: string) => {
    const offset = Number(elements) / Number(width);
    let at = places.indexOf(offset);
    if (at < 0 && places.length === MAX_PLACES) return u32(offset);
    if (at < 0) at = places.push(offset) - 1;
    return `places[${Math.floor(at / 4)}].${"xyzw"[at % 4]}`;
  });
  return { text: marked, places };
}

/** Returns an expression for Σ index·stride over all indices; `strides` has those of the first index first. */
export function distance(indices: readonly LinearIndex[], strides: readonly number[]): string {
  const all = signed(indices, strides);
  const first = all[0];
  if (first === undefined) return u32(0);
  return (first.startsWith("+ ") ? [first.slice(2), ...all.slice(1)] : [u32(0), ...all]).join(" ");
}

/**
 * Returns an expression for offset + Σ index·stride, with `width` elements counted as one: the offset is in elements, strides are in units of
 * `width`. Indices wrap around at 2³², so a difference may be negative in between.
 */
export const address = (offset: number, indices: readonly LinearIndex[], strides: readonly number[], width: 1 | 4 = 1): string =>
  [begin(offset, width), ...signed(indices, strides)].join(" ");

function signed(indices: readonly LinearIndex[], strides: readonly number[]): string[] {
  let from = 0;
  return indices.flatMap((index) => terms(index, strides.slice(from, (from += index.sizes.length))));
}
