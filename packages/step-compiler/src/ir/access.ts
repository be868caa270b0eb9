/**
 * A view says which element of an array belongs to which point of an iteration space, if that is affine (tinygrad's
 * ShapeTracker with a single view). This file slices, broadcasts, transposes, composes and reduces views, and decides whether
 * one loop nest can iterate over several of them.
 */
import { mergeAxes, sizeOfAxes } from "./axes";
import { sizeOf, type Shape } from "./graph";

export interface Axis { readonly size: number; readonly stride: number }

/**
 * A view maps each point, in order, to an element: offset + Σ index·stride over nested axes, the last one fastest. Views are
 * always in canonical form, with merged axes (`mergeAxes`): equal views compare equal, and a reshape changes nothing.
 */
export interface View { readonly offset: number; readonly axes: readonly Axis[] }

/**
 * Boundaries split an iteration space into dimensions: they are the row-major strides of all dimensions but the last,
 * ascending, and each divides the next. [] is a space of one dimension, [4] one of n/4 × 4, [4, 12] one of n/12 × 3 × 4.
 */
export type Boundaries = readonly number[];

const shortest = (offset: number, axes: readonly Axis[]): View =>
  ({ offset, axes: mergeAxes(axes, ({ stride }) => [stride]) });

/** Returns the view of every element of an array, in order. */
export const whole = (size: number): View => shortest(0, [{ size, stride: 1 }]);

/** Returns the number of points of a view. */
export const pointsOf = ({ axes }: View): number => sizeOfAxes(axes);

/** Returns whether a view reads neighbouring elements in order. */
export const isContiguous = ({ axes }: View): boolean => axes.length === 0 || (axes.length === 1 && axes[0]!.stride === 1);

/** Returns whether a view reads all elements of an array of this size, in order. */
export const isWhole = (view: View, size: number): boolean =>
  view.offset === 0 && isContiguous(view) && pointsOf(view) === size;

/** Returns the number of different elements that a view reads. */
export const elementsOf = ({ axes }: View): number =>
  axes.reduce((elements, { size, stride }) => (stride === 0 ? elements : elements * size), 1);

/** Returns a string that is equal for equal views only. */
export const keyOf = ({ offset, axes }: View): string =>
  `${offset}:${axes.map(({ size, stride }) => `${size}x${stride}`).join()}`;

function boundariesOfSizes(sizes: readonly number[]): Boundaries {
  const boundaries: number[] = [];
  let points = 1;
  for (const size of [...sizes].reverse()) {
    if (size === 1) continue;
    if (points > 1) boundaries.push(points);
    points *= size;
  }
  return boundaries;
}

/** Returns the boundaries of the smallest space that the view fits into. */
export const boundariesOf = ({ axes }: View): Boundaries => (axes.length < 2 ? [] : boundariesOfSizes(axes.map(({ size }) => size)));

/**
 * Returns the coarsest common refinement, the space with the fewest dimensions that both fit into; undefined if there is none.
 */
export function refine(a: Boundaries, b: Boundaries): Boundaries | undefined {
  if (b.length === 0) return a;
  if (a.length === 0) return b;
  const boundaries = [...new Set([...a, ...b])].sort((x, y) => x - y);
  return boundaries.every((boundary, i) => i === 0 || boundary % boundaries[i - 1]! === 0) ? boundaries : undefined;
}

/** Returns the sizes of the dimensions of a space with this number of points; there is at least one dimension. */
export function dimsOf(boundaries: Boundaries, points: number): number[] {
  const passed = [1, ...boundaries, points];
  return passed.slice(1).map((n, i) => n / passed[i]!).reverse();
}

/** Returns the view's stride along each dimension of a space; undefined if one of its axes ends within a dimension. */
export function stridesIn({ axes }: View, dims: readonly number[]): number[] | undefined {
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

/** Returns the view's axes for each dimension of a shape; undefined if they cannot be split that way. */
function through(view: View, shape: Shape): Axis[][] | undefined {
  const boundaries = refine(boundariesOf(view), boundariesOfSizes(shape));
  if (!boundaries) return undefined;
  const dims = dimsOf(boundaries, sizeOf(shape));
  const strides = stridesIn(view, dims);
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

/** Returns the view of a value of shape `from` that NumPy broadcasts to shape `to`; undefined if that is not affine. */
export function broadcast(view: View, from: Shape, to: Shape): View | undefined {
  if (pointsOf(view) === sizeOf(to)) return view;
  const parts = through(view, from);
  if (!parts) return undefined;
  const axes = to.flatMap((size, axis) => {
    const own = axis - (to.length - from.length);
    return own >= 0 && from[own] === size ? parts[own]! : [{ size, stride: 0 }];
  });
  return shortest(view.offset, axes);
}

/** Returns the view of a value of shape `from` with its axes permuted; undefined if that is not affine. */
export function transpose(view: View, from: Shape, order: readonly number[]): View | undefined {
  const parts = through(view, from);
  return parts && shortest(view.offset, order.flatMap((axis) => parts[axis]!));
}

/** Returns the view of a box of a value of shape `from`; undefined if that is not affine. */
export function slice(view: View, from: Shape, begin: readonly number[], shape: Shape): View | undefined {
  const parts = through(view, from);
  if (!parts) return undefined;
  let { offset } = view;
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
 * Composes two views: a user reads an argument by `inner`, and `outer` reads the user. Returns the view by which `outer` reads
 * the argument directly; undefined if that is not affine.
 */
export function compose(outer: View, inner: View): View | undefined {
  if (isWhole(outer, pointsOf(inner))) return inner;
  if (isContiguous(inner)) return { offset: inner.offset + outer.offset, axes: outer.axes };
  if (inner.axes.some(({ stride }) => stride !== 0)) return undefined;
  return shortest(inner.offset, [{ size: pointsOf(outer), stride: 0 }]);
}

/** Returns the view that maps each element of a value of this shape to the element that it is reduced into. */
export function reduction(shape: Shape, reduced: readonly number[]): View {
  let stride = 1;
  const axes = shape.map((size, axis) => ({ size, axis })).reverse().map(({ size, axis }) => {
    if (reduced.includes(axis)) return { size, stride: 0 };
    const own = { size, stride };
    stride *= size;
    return own;
  });
  return shortest(0, axes.reverse());
}
