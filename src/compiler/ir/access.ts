/**
 * The algebra of affine accesses: which element of an array belongs to which point of a space, how such walks are
 * sliced, broadcast and reduced, and whether several of them can be made by one nest of loops.
 */
import { mergeAxes, sizeOfAxes } from "./axes";
import { sizeOf, type Shape } from "./graph";

export interface Axis { readonly size: number; readonly stride: number }

/**
 * An element for each of a number of points, which are counted in order: offset + Σ index·stride over nested axes, the
 * last one fastest. Always in its shortest form: no axis of size 1, none that continues the next one. So equal walks
 * look equal, and a reshape leaves a walk as it is.
 */
export interface Walk { readonly offset: number; readonly axes: readonly Axis[] }

/**
 * Where a count of points is divided into nested axes: the numbers of points that one step of each axis but the last
 * passes over, ascending; each divides the next.
 */
export type Cuts = readonly number[];

const shortest = (offset: number, axes: readonly Axis[]): Walk =>
  ({ offset, axes: mergeAxes(axes, ({ stride }) => [stride]) });

/** Every element of an array, in order. */
export const whole = (size: number): Walk => shortest(0, [{ size, stride: 1 }]);

export const pointsOf = ({ axes }: Walk): number => sizeOfAxes(axes);

/** Neighbouring elements in order. */
export const isContiguous = ({ axes }: Walk): boolean => axes.length === 0 || (axes.length === 1 && axes[0]!.stride === 1);

/** All elements of an array of this size, in order. */
export const isWhole = (walk: Walk, size: number): boolean =>
  walk.offset === 0 && isContiguous(walk) && pointsOf(walk) === size;

/** How many different elements are reached. */
export const elementsOf = ({ axes }: Walk): number =>
  axes.reduce((elements, { size, stride }) => (stride === 0 ? elements : elements * size), 1);

export const keyOf = ({ offset, axes }: Walk): string =>
  `${offset}:${axes.map(({ size, stride }) => `${size}x${stride}`).join()}`;

function cutsOfSizes(sizes: readonly number[]): Cuts {
  const cuts: number[] = [];
  let points = 1;
  for (const size of [...sizes].reverse()) {
    if (size === 1) continue;
    if (points > 1) cuts.push(points);
    points *= size;
  }
  return cuts;
}

export const cutsOf = ({ axes }: Walk): Cuts => (axes.length < 2 ? [] : cutsOfSizes(axes.map(({ size }) => size)));

/** The cuts of the coarsest space in which both can be walked, or nothing if there is none. */
export function refine(a: Cuts, b: Cuts): Cuts | undefined {
  if (b.length === 0) return a;
  if (a.length === 0) return b;
  const cuts = [...new Set([...a, ...b])].sort((x, y) => x - y);
  return cuts.every((cut, i) => i === 0 || cut % cuts[i - 1]! === 0) ? cuts : undefined;
}

/** The sizes of a space of so many points; at least one. */
export function dimsOf(cuts: Cuts, points: number): number[] {
  const passed = [1, ...cuts, points];
  return passed.slice(1).map((n, i) => n / passed[i]!).reverse();
}

/** How far each dimension of a space moves in the array, or nothing if the walk turns within one. */
export function stridesIn({ axes }: Walk, dims: readonly number[]): number[] | undefined {
  const strides: number[] = [];
  let axis = axes.length - 1;
  let used = 1;
  for (const size of [...dims].reverse()) {
    if (size === 1) {
      strides.push(0);
      continue;
    }
    const within = axes[axis];
    if (!within) return undefined;
    strides.push(within.stride * used);
    used *= size;
    if (within.size % used !== 0) return undefined;
    if (within.size === used) {
      axis--;
      used = 1;
    }
  }
  return axis < 0 ? strides.reverse() : undefined;
}

/** The axes that a walk takes through each dimension of a shape, or nothing if it cannot be divided so. */
function through(walk: Walk, shape: Shape): Axis[][] | undefined {
  const cuts = refine(cutsOf(walk), cutsOfSizes(shape));
  if (!cuts) return undefined;
  const dims = dimsOf(cuts, sizeOf(shape));
  const strides = stridesIn(walk, dims);
  if (!strides) return undefined;
  let next = 0;
  return shape.map((size) => {
    const axes: Axis[] = [];
    for (let points = 1; points < size; next++) {
      axes.push({ size: dims[next]!, stride: strides[next]! });
      points *= dims[next]!;
    }
    return axes;
  });
}

/** A walk over a value of shape `from`, repeated as NumPy repeats it for shape `to`; nothing if that is not affine. */
export function broadcast(walk: Walk, from: Shape, to: Shape): Walk | undefined {
  if (pointsOf(walk) === sizeOf(to)) return walk;
  const parts = through(walk, from);
  if (!parts) return undefined;
  const axes = to.flatMap((size, axis) => {
    const own = axis - (to.length - from.length);
    return own >= 0 && from[own] === size ? parts[own]! : [{ size, stride: 0 }];
  });
  return shortest(walk.offset, axes);
}

/** A walk over a box of a value of shape `from`; nothing if that is not affine. */
export function slice(walk: Walk, from: Shape, begin: readonly number[], shape: Shape): Walk | undefined {
  const parts = through(walk, from);
  if (!parts) return undefined;
  let { offset } = walk;
  const axes: Axis[] = [];
  for (const [dimension, part] of parts.entries()) {
    const size = shape[dimension]!;
    if (size === from[dimension]) axes.push(...part);
    else if (part.length > 1) return undefined;
    else {
      const stride = part[0]?.stride ?? 0;
      offset += begin[dimension]! * stride;
      axes.push({ size, stride });
    }
  }
  return shortest(offset, axes);
}

/**
 * What a value's argument is walked by, where the value is walked by `outer` and reads it by `inner` as it is made in
 * order; nothing if that is not affine.
 */
export function compose(outer: Walk, inner: Walk): Walk | undefined {
  if (isWhole(outer, pointsOf(inner))) return inner;
  if (isContiguous(inner)) return { offset: inner.offset + outer.offset, axes: outer.axes };
  if (inner.axes.some(({ stride }) => stride !== 0)) return undefined;
  return shortest(inner.offset, [{ size: pointsOf(outer), stride: 0 }]);
}

/** Where each element of a value of this shape goes when these axes are reduced. */
export function reduction(shape: Shape, reduced: readonly number[]): Walk {
  let stride = 1;
  const axes = shape.map((size, axis) => ({ size, axis })).reverse().map(({ size, axis }) => {
    if (reduced.includes(axis)) return { size, stride: 0 };
    const own = { size, stride };
    stride *= size;
    return own;
  });
  return shortest(0, axes.reverse());
}
