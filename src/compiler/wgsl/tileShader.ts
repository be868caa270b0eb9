/** The shader of a tiled product: which tile a workgroup computes, and the epilogue on the tile's elements. */
import { sizeOfAxes } from "../ir/axes";
import { CannotCompile } from "../ir/cannotCompile";
import { sizeOf } from "../ir/graph";
import { straight, type Side } from "./innerLoop";
import { Maths } from "./math";
import { sizesOf, type PlacedProduct } from "./placedProduct";
import { atPoint, MOST_WORKGROUPS, shader, type Dispatch } from "./points";
import { throughSharedMemory } from "./sharedTiles";
import { address, begin, u32 } from "./text";
import { threads, type Tile } from "./tile";

const range = (size: number): number[] => [...Array(size).keys()];

/** `partials`: with split-k, where partial products go, [split, row, column]; otherwise null. */
export function tileShader(placed: PlacedProduct, tile: Tile, partials: number | null): Dispatch {
  const maths = new Maths();
  const { declarations, body, workgroups } = tiles(placed, tile, partials, maths);
  return shader({ element: "f32", maths, size: threads(tile), declarations, body, workgroups });
}

/** Products of equal size, without split-k, in one dispatch: one z for each. */
export function tileShaderOfMany(products: readonly PlacedProduct[], tile: Tile): Dispatch {
  const maths = new Maths();
  const each = products.map((placed) => tiles(placed, tile, null, maths));
  const { declarations, workgroups: [x, y] } = each[0]!;
  const cases = each.map(({ body }, at) => `${at === each.length - 1 ? "default" : `case ${u32(at)}`}: {${body}\n}`);
  const body = `switch group.z {\n${cases.join("\n")}\n}`;
  return shader({ element: "f32", maths, size: threads(tile), declarations, body, workgroups: [x, y, each.length] });
}

/** The pieces of a shader. */
function tiles(placed: PlacedProduct, tile: Tile, partials: number | null, maths: Maths) {
  const { product: { rows, columns, inner } } = placed;
  const [m, n, k] = [sizeOfAxes(rows), sizeOfAxes(columns), sizeOfAxes(inner)];
  const [x] = threads(tile);
  const { high, wide, share, splits } = tile;
  const workgroups = [Math.ceil(n / tile.columns), Math.ceil(m / tile.rows), splits] as const;
  if (workgroups.some((groups) => groups > MOST_WORKGROUPS)) throw new CannotCompile(`A product of ${m}×${k}×${n}`);
  const sides = sidesOf(placed, tile);
  const { declarations, before, loop } = tile.shared ? throughSharedMemory(sides, tile, k) : straight(sides, tile);
  const elements = range(high * wide);
  const body = `
let thread = local.y * ${u32(x)} + local.x;
let column = group.x * ${u32(tile.columns)};
let row = group.y * ${u32(tile.rows)};
let begin = ${splits === 1 ? u32(0) : `group.z * ${u32(share)}`};
let end = min(begin + ${u32(share)}, ${u32(k)});
${before}
${elements.map((at) => `var sum${at} = 0f;`).join("\n")}
${loop}
var sums = array<f32, ${elements.length}>(${elements.map((at) => `sum${at}`).join(", ")});
for (var at = 0u; at < ${u32(elements.length)}; at++) {
  let m = row + local.y * ${u32(high)} + at / ${u32(wide)};
  let n = column + local.x + at % ${u32(wide)} * ${u32(x)};
  if (m < ${u32(m)} && n < ${u32(n)}) {
let product = sums[at];
${partials === null
    ? ending(placed, maths)
    : `arena[${begin(partials)} + group.z * ${u32(m * n)} + m * ${u32(n)} + n] = product;`}
  }
}`;
  return { declarations, body, workgroups };
}

/** A thread's rows are neighbours; its columns are apart, so that neighbouring threads read and write neighbours. */
function sidesOf({ product: { rows, columns, inner }, left, right }: PlacedProduct, tile: Tile): readonly [Side, Side] {
  const index = { variable: "k", sizes: sizesOf(inner) };
  return [
    {
      name: "left", offset: left, inner: index, innerStrides: inner.map((axis) => axis.left),
      outer: { variable: "m", sizes: sizesOf(rows) }, outerStrides: rows.map((axis) => axis.left),
      begin: "row", breadth: tile.rows,
      mine: range(tile.high).map((at) => `local.y * ${u32(tile.high)} + ${u32(at)}`),
    },
    {
      name: "right", offset: right, inner: index, innerStrides: inner.map((axis) => axis.right),
      outer: { variable: "n", sizes: sizesOf(columns) }, outerStrides: columns.map((axis) => axis.right),
      begin: "column", breadth: tile.columns,
      mine: range(tile.wide).map((at) => `local.x + ${u32(at * threads(tile)[0])}`),
    },
  ];
}

/** Stores element (m, n) of the product and runs the epilogue on it. */
function ending({ product: { rows, columns }, out, finish }: PlacedProduct, maths: Maths): string {
  const outWalks = [{ variable: "m", sizes: sizesOf(rows) }, { variable: "n", sizes: sizesOf(columns) }];
  const store = out === null ? [] : [
    `arena[${address(out, outWalks, [...rows, ...columns].map((axis) => axis.out))}] = product;`,
  ];
  if (!finish) return store.join("\n");
  const [m, n] = [sizeOfAxes(rows), sizeOfAxes(columns)];
  const { dims } = finish;
  // Where rows end in the loop's dimensions, if they end between two of them.
  const cut = dims.findIndex((_, axis) => sizeOf(dims.slice(0, axis)) === m && sizeOf(dims.slice(axis)) === n);
  const indices = cut < 0
    ? [{ variable: "point", sizes: dims }]
    : [{ variable: "m", sizes: dims.slice(0, cut) }, { variable: "n", sizes: dims.slice(cut) }];
  const { lines } = atPoint(finish, { indices, element: "f32", maths }, "product");
  return [...store, ...(cut < 0 ? [`let point = m * ${u32(n)} + n;`] : []), ...lines].join("\n");
}
