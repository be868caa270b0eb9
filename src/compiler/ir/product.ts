/** `Product` in its simplest form, and what kind of product it is. */
import type { Product } from "./graph";

type Axis<Stride extends string> = { readonly size: number } & Readonly<Record<Stride, number>>;

/** Axes of size 1 left out, and neighbours that are walked as one made one. At least one axis stays. */
function merged<Stride extends string>(axes: readonly Axis<Stride>[], strides: readonly Stride[]): readonly Axis<Stride>[] {
  const kept: Axis<Stride>[] = [];
  for (const axis of axes) {
    if (axis.size === 1) continue;
    const outer = kept.at(-1);
    const one = outer && strides.every((stride) => outer[stride] === axis[stride] * axis.size);
    if (one) kept[kept.length - 1] = { ...axis, size: axis.size * outer.size };
    else kept.push(axis);
  }
  return kept.length > 0 ? kept : axes.slice(-1);
}

export function simplifiedProduct(product: Product): Product {
  return {
    ...product,
    rows: merged(product.rows, ["left", "out"]),
    columns: merged(product.columns, ["right", "out"]),
    inner: merged(product.inner, ["left", "right"]),
  };
}

export interface Matrices {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  /** False: lies in memory as [m,k]; true: transposed, as [k,m]. */
  readonly leftTurned: boolean;
  /** False: [k,n]; true: [n,k]. */
  readonly rightTurned: boolean;
}

/**
 * What is multiplied, where the whole of both arguments are matrices without gaps and the whole of the result is their
 * product; undefined otherwise. Takes simplified parts. Sizes: elements.
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
  const leftTurned = turned(row, step, "left"), rightTurned = turned(step, column, "right");
  if (leftTurned === undefined || rightTurned === undefined || turned(row, column, "out") !== false) return undefined;
  return { m, k, n, leftTurned, rightTurned };
}

/** Whether a matrix of these axes has the second one outside in memory; undefined where it has gaps. */
function turned<Stride extends string>(first: Axis<Stride>, second: Axis<Stride>, stride: Stride): boolean | undefined {
  const fits = (outer: Axis<Stride>, inner: Axis<Stride>) =>
    (inner.size === 1 || inner[stride] === 1) && (outer.size === 1 || outer[stride] === inner.size);
  if (fits(first, second)) return false;
  return fits(second, first) ? true : undefined;
}
