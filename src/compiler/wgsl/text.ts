/** Pieces of WGSL text: numbers, and where an element lies. Nothing here knows what a kernel is. */
import { mergeAxes, sizeOfAxes } from "../ir/axes";

/** An index of 32 bits, unsigned. */
export function u32(n: number): string {
  if (!Number.isInteger(n) || n < 0 || n > 0xffffffff) throw new Error(`${n} is no unsigned 32-bit number`);
  return `${n}u`;
}

/**
 * A float32. WGSL has no word for infinity or NaN and refuses constant expressions that give one, so these go through
 * the function `number`, which `shader` declares.
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

/** What a linear index adds to an address: Σ index·stride, each term with its sign in front. */
function terms({ variable, sizes }: LinearIndex, strides: readonly number[]): string[] {
  const groups = mergeAxes(sizes.map((size, axis) => ({ size, stride: strides[axis]! })), ({ stride }) => [stride]);
  return groups.flatMap(({ stride }, at) => {
    if (stride === 0) return [];
    const inside = sizeOfAxes(groups.slice(at + 1));
    const divided = inside === 1 ? variable : `${variable} / ${u32(inside)}`;
    // The first index never runs over: the variable stays below the product of the sizes.
    const index = at === 0 ? divided : `${divided} % ${u32(groups[at]!.size)}`;
    const sign = stride < 0 ? "-" : "+";
    const factor = Math.abs(stride) === 1 ? "" : ` * ${u32(Math.abs(stride))}`;
    return [`${sign} ${index === variable ? index : `(${index})`}${factor}`];
  });
}

/**
 * Where a place begins in the arena: `offset` in elements, `width` of which the shader counts as one. Kernels that differ in
 * nothing else share a shader, so this is no number in the text but a mark, which `withPlaces` makes an entry of a table.
 */
export const begin = (offset: number, width: 1 | 4 = 1): string => {
  if (offset % width !== 0) throw new Error(`${offset} is no multiple of ${width}`);
  return `§${u32(offset)}/${width}§`;
};

const MARK = /§(\d+)u\/([14])§/g;

/** The text with all marks moved to other offsets. */
export const withMovedMarks = (text: string, moved: (offset: number) => number): string =>
  text.replaceAll(MARK, (_, offset: string, width: string) => begin(moved(Number(offset)), width === "4" ? 4 : 1));

/** The entries of a shader's table of places. */
export const MOST_PLACES = 64;

/**
 * Makes marks entries of the table `places`, an array of vec4u; those that it has no room for become numbers. Hands back
 * the table, too.
 */
export function withPlaces(text: string): { text: string; places: number[] } {
  const places: number[] = [];
  const marked = text.replaceAll(MARK, (_, elements: string, width: string) => {
    const offset = Number(elements) / Number(width);
    let at = places.indexOf(offset);
    if (at < 0 && places.length === MOST_PLACES) return u32(offset);
    if (at < 0) at = places.push(offset) - 1;
    return `places[${Math.floor(at / 4)}].${"xyzw"[at % 4]}`;
  });
  return { text: marked, places };
}

/** Σ index·stride over all indices; `strides` has those of the first index first. */
export function distance(indices: readonly LinearIndex[], strides: readonly number[]): string {
  const all = signed(indices, strides);
  const first = all[0];
  if (first === undefined) return u32(0);
  return (first.startsWith("+ ") ? [first.slice(2), ...all.slice(1)] : [u32(0), ...all]).join(" ");
}

/**
 * offset + Σ index·stride, where `width` elements count as one: the offset is in elements, strides are as they are counted.
 * Indices wrap around at 2³², so that what is taken away may come before what it is taken from.
 */
export const address = (offset: number, indices: readonly LinearIndex[], strides: readonly number[], width: 1 | 4 = 1): string =>
  [begin(offset, width), ...signed(indices, strides)].join(" ");

function signed(indices: readonly LinearIndex[], strides: readonly number[]): string[] {
  let from = 0;
  return indices.flatMap((index) => terms(index, strides.slice(from, (from += index.sizes.length))));
}
