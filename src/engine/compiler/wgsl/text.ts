/** Pieces of WGSL text: numbers, and where an element lies. Nothing here knows what a kernel is. */

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

/** Nested indices, the last one fastest, that are counted by one variable. */
export interface Walk {
  readonly variable: string;
  readonly sizes: readonly number[];
}

const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);

/** Merges neighbouring indices that move through memory as one. */
function merged(sizes: readonly number[], strides: readonly number[]): { size: number; stride: number }[] {
  const groups: { size: number; stride: number }[] = [];
  sizes.forEach((size, axis) => {
    if (size === 1) return;
    const last = groups.at(-1);
    const stride = strides[axis]!;
    if (last && last.stride === stride * size) groups[groups.length - 1] = { size: last.size * size, stride };
    else groups.push({ size, stride });
  });
  return groups;
}

/** The terms that a walk adds to an address: Σ index·stride, each with its sign in front. */
function terms({ variable, sizes }: Walk, strides: readonly number[]): string[] {
  const groups = merged(sizes, strides);
  return groups.flatMap(({ stride }, at) => {
    if (stride === 0) return [];
    const inside = product(groups.slice(at + 1).map((group) => group.size));
    const divided = inside === 1 ? variable : `${variable} / ${u32(inside)}`;
    // The first index never runs over: the variable stays below the product of the sizes.
    const index = at === 0 ? divided : `${divided} % ${u32(groups[at]!.size)}`;
    const factor = Math.abs(stride);
    const plain = index === variable;
    return [`${stride < 0 ? "-" : "+"} ${factor === 1 ? (plain ? index : `(${index})`) : `${plain ? index : `(${index})`} * ${u32(factor)}`}`];
  });
}

/**
 * offset + Σ index·stride over all walks; `strides` has those of the first walk first. Indices wrap around at 2³², so
 * that what is taken away may come before what it is taken from.
 */
export function address(offset: number, walks: readonly Walk[], strides: readonly number[]): string {
  let from = 0;
  const all = walks.flatMap((walk) => terms(walk, strides.slice(from, (from += walk.sizes.length))));
  const [first, ...rest] = all;
  if (first === undefined) return u32(offset);
  if (offset === 0 && first.startsWith("+ ")) return [first.slice(2), ...rest].join(" ");
  return [u32(offset), ...all].join(" ");
}
