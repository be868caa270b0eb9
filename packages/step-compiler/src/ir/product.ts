/** Brings a `Product` into its simplest form and finds out which kind of product it is. */
import { mergeAxes } from "./axes";
import type { ColumnAxis, InnerAxis, Product } from "./graph";

/** Merges the axes into as few as possible. At least one of each kind stays. */
export function simplifiedProduct(product: Product): Product {
  return {
    ...product,
    rows: atLeastOne(mergeAxes(product.rows, ({ left, out }) => [left, out]), product.rows),
    columns: atLeastOne(mergeAxes(product.columns, ({ right, out }) => [right, out]), product.columns),
    inner: atLeastOne(mergeAxes(product.inner, ({ left, right }) => [left, right]), product.inner),
  };
}

const atLeastOne = <Axis>(merged: readonly Axis[], axes: readonly Axis[]): readonly Axis[] =>
  merged.length > 0 ? merged : axes.slice(-1);

export interface Matrices {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  /** False if it lies in memory as [m,k]; true if transposed, as [k,m]. */
  readonly leftTransposed: boolean;
  /** False if it lies in memory as [k,n]; true if transposed, as [n,k]. */
  readonly rightTransposed: boolean;
}

/**
 * Returns the matrices that are multiplied if both arguments are whole matrices without gaps and the whole result is their
 * product; otherwise undefined. The parts have to be simplified; sizes are in elements.
 */
export function asMatrices(
  parts: readonly Product[], leftSize: number, rightSize: number, outSize: number,
): Matrices | undefined {
  const [part, ...others] = parts;
  if (!part || others.length > 0) return undefined;
  if (part.leftOffset !== 0 || part.rightOffset !== 0 || part.outOffset !== 0) return undefined;
  const [row, ...rows] = part.rows, [column, ...columns] = part.columns, [step, ...steps] = part.inner;
  if (!row || !column || !step || rows.length + columns.length + steps.length > 0) return undefined;
  const m = row.size, n = column.size, k = step.size;
  if (m * k !== leftSize || k * n !== rightSize || m * n !== outSize) return undefined;
  const leftTransposed = isTransposed(row, step, "left"), rightTransposed = isTransposed(step, column, "right");
  if (leftTransposed === undefined || rightTransposed === undefined || isTransposed(row, column, "out") !== false) return undefined;
  return { m, k, n, leftTransposed, rightTransposed };
}

type Axis<Stride extends string> = { readonly size: number } & Readonly<Record<Stride, number>>;

/** Returns whether a matrix with these axes is stored with the second one outermost; undefined if it has gaps. */
function isTransposed<Stride extends string>(first: Axis<Stride>, second: Axis<Stride>, stride: Stride): boolean | undefined {
  const fits = (outer: Axis<Stride>, inner: Axis<Stride>) =>
    (inner.size === 1 || inner[stride] === 1) && (outer.size === 1 || outer[stride] === inner.size);
  if (fits(first, second)) return false;
  return fits(second, first) ? true : undefined;
}

/** Returns the transposed product, out[n,m] instead of out[m,n]: left and right are exchanged. */
export const transposed = ({ rows, columns, inner, leftOffset, rightOffset, outOffset }: Product): Product => ({
  rows: columns.map(({ size, right, out }) => ({ size, left: right, out })),
  columns: rows.map(({ size, left, out }) => ({ size, right: left, out })),
  inner: inner.map(({ size, left, right }) => ({ size, left: right, right: left })),
  leftOffset: rightOffset, rightOffset: leftOffset, outOffset,
});

/** Returns the same product with no negative stride in `left` along k or in `out` along n. */
export function forwards(product: Product): Product {
  let { leftOffset, rightOffset, outOffset } = product;
  const columns = product.columns.map((axis): ColumnAxis => {
    if (axis.out >= 0) return axis;
    rightOffset += (axis.size - 1) * axis.right;
    outOffset += (axis.size - 1) * axis.out;
    return { size: axis.size, right: -axis.right, out: -axis.out };
  });
  const inner = product.inner.map((axis): InnerAxis => {
    if (axis.left >= 0) return axis;
    leftOffset += (axis.size - 1) * axis.left;
    rightOffset += (axis.size - 1) * axis.right;
    return { size: axis.size, left: -axis.left, right: -axis.right };
  });
  return { rows: product.rows, columns, inner, leftOffset, rightOffset, outOffset };
}
