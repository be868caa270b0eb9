/** `Contraction` → shaders: tiled products, and plain sums for results of few columns or rows. */
import { rowMajorStrides, sizeOfAxes } from "../ir/axes";
import { sizeOf } from "../ir/graph";
import { loadProduct, type Contraction, type Storage } from "../ir/plan";
import { loopShaders } from "./loop";
import { place, type PlacedLoop, type Work } from "./points";
import { reduce } from "./reduction";
import type { ShaderContext } from "./shaderContext";
import { tileFor } from "./tile";
import { tileShader, tileShaderOfMany } from "./tileShader";
import { pointOfElement, sizesOf, type PlacedProduct } from "./placedProduct";

/** Returns the shaders of a contraction in the order in which they run. */
export function contractionShaders(
  { left, right, out, parts, epilogue, storesProduct }: Contraction, storages: readonly Storage[], context: ShaderContext,
): Work[] {
  const at = (storage: number) => storages[storage]!.offset;
  const following = epilogue && place(epilogue, storages);
  const inPlace = following !== undefined && following.accumulations.length === 0;
  // An epilogue that reduces needs all elements of the product: it runs afterwards, as a separate loop.
  const later = following && !inPlace ? following : null;
  const to = storesProduct ? at(out) : later ? context.allocate(sizeOf(later.dims)) : null;
  const shaders = partsShaders(parts.map((product) => ({
    product,
    left: at(left) + product.leftOffset,
    right: at(right) + product.rightOffset,
    out: to === null ? null : to + product.outOffset,
    finish: inPlace ? following : null,
  })), context);
  return later && to !== null ? [...shaders, ...loopShaders(loadingProduct(later, to), context)] : shaders;
}

/** Returns a loop that loads the product, whose elements are in the loop's order, beginning at `offset`. */
function loadingProduct(loop: PlacedLoop, offset: number): PlacedLoop {
  const from = { offset, strides: rowMajorStrides(loop.dims) };
  return { ...loop, body: loadProduct(loop.body, from) };
}

/**
 * Parts with results of equal size share one shader, for example those of a transposed convolution. Otherwise each has its own, and
 * they may run side by side.
 */
function partsShaders(parts: readonly PlacedProduct[], context: ShaderContext): Work[] {
  const sizes = parts.map(sizeOfProduct);
  const tiles = sizes.map((size) => tileFor(...size, context.target, parts.length));
  const [m, n] = sizes[0]!;
  const alike = sizes.every((size, at) => size[0] === m && size[1] === n && isTiled(size) && tiles[at]!.splits === 1);
  if (parts.length > 1 && alike) return [tileShaderOfMany(parts, tiles[0]!)];
  const whole = Symbol();
  return parts.flatMap((placed) => productShaders(placed, context)).map((work) => ({ ...work, whole }));
}

type ProductSize = readonly [m: number, n: number, k: number];
const sizeOfProduct = ({ product: { rows, columns, inner } }: PlacedProduct): ProductSize => [sizeOfAxes(rows), sizeOfAxes(columns), sizeOfAxes(inner)];
const isTiled = ([m, n, k]: ProductSize): boolean => Math.min(m, n, k) >= 4;

function productShaders(placed: PlacedProduct, context: ShaderContext): Work[] {
  const { rows, columns } = placed.product;
  const [m, n, k] = sizeOfProduct(placed);
  if (m * n === 0) return [];
  if (!isTiled([m, n, k])) return sums(placed, context);
  const tile = tileFor(m, n, k, context.target);
  if (tile.splits === 1) return [tileShader(placed, tile, null)];

  // The partial products [split, row, column].
  const partials = context.allocate(tile.splits * m * n);
  const kept = [...sizesOf(rows), ...sizesOf(columns)];
  const { out, finish } = placed;
  return [tileShader(placed, tile, partials), ...reduce({
    dims: [tile.splits, ...kept],
    reduced: 1,
    body: [{ kind: "load", from: { offset: partials, strides: [m * n, ...rowMajorStrides(kept)] } }],
    stores: [],
    accumulations: [{
      value: 0, combine: "sum",
      to: out === null ? null : { offset: out, strides: [0, ...[...rows, ...columns].map((axis) => axis.out)] },
    }],
    ...(finish ? { finish: { points: finish, at: pointOfElement(placed) } } : {}),
  }, false, context)];
}

/** Computes each element of a product as a plain reduction, for results of few rows or columns. */
function sums(placed: PlacedProduct, context: ShaderContext): Work[] {
  const { product: { rows, columns, inner }, left, right, out, finish } = placed;
  // There has to be at least one axis to index over.
  const deep = inner.length > 0 ? inner : [{ size: 1, left: 0, right: 0 }];
  const none = (list: readonly unknown[]) => list.map(() => 0);
  return reduce({
    dims: sizesOf([...deep, ...rows, ...columns]),
    reduced: deep.length,
    body: [
      {
        kind: "load", from: { offset: left, strides: [...[...deep, ...rows].map((axis) => axis.left), ...none(columns)] },
      },
      {
        kind: "load",
        from: {
          offset: right,
          strides: [...deep.map((axis) => axis.right), ...none(rows), ...columns.map((axis) => axis.right)],
        },
      },
      { kind: "map", fn: "mul", args: [0, 1] },
    ],
    stores: [],
    accumulations: [{
      value: 2, combine: "sum",
      to: out === null ? null : { offset: out, strides: [...none(deep), ...[...rows, ...columns].map((axis) => axis.out)] },
    }],
    ...(finish ? { finish: { points: finish, at: pointOfElement(placed) } } : {}),
  }, deep.at(-1)!.left === 1 && deep.at(-1)!.right === 1, context);
}
