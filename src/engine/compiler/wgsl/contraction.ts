/** `Contraction` → shaders: tiled products, and, for results of a few columns or rows, plain sums. */
import { CannotCompile } from "../cannotCompile";
import { sizeOf, type Product } from "../graph";
import type { Contraction, Storage } from "../plan";
import { loopShaders } from "./loop";
import { Maths } from "./math";
import {
  atPoint, MOST_WORKGROUPS, place, shader, type Dispatch, type PlacedLoop, type Points,
} from "./points";
import { reduce } from "./reduction";
import type { Scratch } from "./scratch";
import { address, u32, type Walk } from "./text";
import { threads, tileFor, type Tile } from "./tile";

/** A product with its matrices' places in the arena. */
export interface PlacedProduct {
  readonly product: Product;
  /** Absolute: where index 0 of all axes is. */
  readonly left: number;
  readonly right: number;
  /** Null where only `finish` needs the product. */
  readonly out: number | null;
  /** What follows for every element, rows first. */
  readonly finish: Points | null;
}

export function contractionShaders(
  { left, right, out, parts, then, kept }: Contraction, storages: readonly Storage[], scratch: Scratch,
): Dispatch[] {
  const at = (storage: number) => storages[storage]!.offset;
  const following = then && place(then, storages);
  const inPlace = following !== undefined && following.accumulations.length === 0;
  // What puts elements of the product together needs them all: it runs after the product, as a loop of its own.
  const later = following && !inPlace ? following : null;
  const dense = later && !kept ? scratch.take(sizeOf(later.dims)) : null;
  if (following && parts.length !== 1) throw new CannotCompile("Several products with one loop to follow them");
  const shaders = parts.flatMap((product) => productShaders({
    product: dense === null ? product : withDenseResult(product),
    left: at(left) + product.leftOffset,
    right: at(right) + product.rightOffset,
    out: dense ?? (kept ? at(out) + product.outOffset : null),
    finish: inPlace ? following : null,
  }, scratch));
  if (!later) return shaders;
  return [...shaders, ...loopShaders(loadingProduct(later, dense ?? at(out) + parts[0]!.outOffset), scratch)];
}

/** How far each axis moves in an array that has the axes' sizes as its shape. */
const denseStrides = (sizes: readonly number[]): number[] => sizes.map((_, axis) => sizeOf(sizes.slice(axis + 1)));

function withDenseResult(product: Product): Product {
  const { rows, columns } = product;
  const strides = denseStrides([...rows, ...columns].map(({ size }) => size));
  return {
    ...product,
    rows: rows.map((axis, i) => ({ ...axis, out: strides[i]! })),
    columns: columns.map((axis, i) => ({ ...axis, out: strides[rows.length + i]! })),
  };
}

/** The product's elements lie in the loop's order, beginning at `offset`. */
function loadingProduct(loop: PlacedLoop, offset: number): PlacedLoop {
  const from = { offset, strides: denseStrides(loop.dims) };
  return { ...loop, body: loop.body.map((step) => (step.kind === "product" ? { kind: "load", from } : step)) };
}

const sizesOf = (axes: readonly { readonly size: number }[]): number[] => axes.map(({ size }) => size);
const count = (axes: readonly { readonly size: number }[]): number => sizeOf(sizesOf(axes));

function productShaders(placed: PlacedProduct, scratch: Scratch): Dispatch[] {
  const { rows, columns, inner } = placed.product;
  const [m, n, k] = [count(rows), count(columns), count(inner)];
  if (m * n === 0) return [];
  if (Math.min(m, n) < 4 || k < 4) return sums(placed, scratch);
  const tile = tileFor(m, n, k);
  if (tile.splits === 1) return [tiledShader(placed, tile, null)];

  // Partial products: [split, row, column].
  const partials = scratch.take(tile.splits * m * n);
  const kept = [...sizesOf(rows), ...sizesOf(columns)];
  const { out, finish } = placed;
  return [tiledShader(placed, tile, partials), ...reduce({
    dims: [tile.splits, ...kept],
    reduced: 1,
    body: [{ kind: "load", from: { offset: partials, strides: [m * n, ...denseStrides(kept)] } }],
    stores: [],
    accumulations: [{
      value: 0, combine: "sum",
      to: out === null ? null : { offset: out, strides: [0, ...rows.map((a) => a.out), ...columns.map((a) => a.out)] },
    }],
    ...(finish ? { finish } : {}),
  }, false, scratch)];
}

/** Each element of the product as a reduction of its own. */
function sums({ product: { rows, columns, inner }, left, right, out, finish }: PlacedProduct, scratch: Scratch): Dispatch[] {
  // At least one axis of each kind, so that there is something to walk over.
  const axes = [...(inner.length > 0 ? inner : [{ size: 1, left: 0, right: 0 }])];
  const kept = rows.length + columns.length > 0 ? [] : [{ size: 1 }];
  const zeros = (list: readonly unknown[]) => list.map(() => 0);
  return reduce({
    dims: [...sizesOf(axes), ...sizesOf(rows), ...sizesOf(columns), ...sizesOf(kept)],
    reduced: axes.length,
    body: [
      {
        kind: "load",
        from: { offset: left, strides: [...axes.map((a) => a.left), ...rows.map((a) => a.left), ...zeros(columns), ...zeros(kept)] },
      },
      {
        kind: "load",
        from: { offset: right, strides: [...axes.map((a) => a.right), ...zeros(rows), ...columns.map((a) => a.right), ...zeros(kept)] },
      },
      { kind: "map", fn: "mul", args: [0, 1] },
    ],
    stores: [],
    accumulations: [{
      value: 2, combine: "sum",
      to: out === null ? null : {
        offset: out, strides: [...zeros(axes), ...rows.map((a) => a.out), ...columns.map((a) => a.out), ...zeros(kept)],
      },
    }],
    ...(finish ? { finish } : {}),
  }, axes.at(-1)!.left === 1 && axes.at(-1)!.right === 1, scratch);
}

/** One matrix of a product: its outer axes (rows or columns) and how the inner ones move in it. */
interface Side {
  readonly name: "left" | "right";
  readonly offset: number;
  readonly outer: Walk;
  readonly outerStrides: readonly number[];
  readonly inner: Walk;
  readonly innerStrides: readonly number[];
  /** Where the workgroup's tile begins, and how many of the outer indices it has. */
  readonly begin: string;
  readonly breadth: number;
}

const lastStride = (sizes: readonly number[], strides: readonly number[]): number =>
  Math.abs(strides[sizes.findLastIndex((size) => size > 1)] ?? Infinity) || Infinity;

/** Neighbouring threads take neighbours in memory where there are any. */
const innerFirst = ({ outer, outerStrides, inner, innerStrides }: Side): boolean =>
  lastStride(inner.sizes, innerStrides) < lastStride(outer.sizes, outerStrides);

/** Elements of shared memory from one inner index to the next: one more where it is written along them. */
const pitch = (side: Side): number => side.breadth + (innerFirst(side) ? 1 : 0);

/**
 * Lines that bring a tile to shared memory: those before the loop over inner indices, and those in it. The tile's
 * elements are numbered, first along the direction in which neighbours lie in memory; a thread takes every `lanes`-th.
 */
function loading(side: Side, tile: Tile, lanes: number, evenInner: boolean): { before: string; within: string } {
  const { name, offset, outer, outerStrides, inner, innerStrides, begin, breadth } = side;
  const along = innerFirst(side);
  const fast = along ? tile.depth : breadth;
  const elements = tile.depth * breadth;
  const passes = Math.ceil(elements / lanes);
  const before: string[] = [];
  const within: string[] = [];
  const each: string[] = [`let number = thread + turn * ${u32(lanes)};`];
  const outerIndex = `(${begin} + ${name}Outer)`;
  const base = address(offset, [{ ...outer, variable: outerIndex }], outerStrides);
  const step = address(0, [{ ...inner, variable: `${name}Depth` }], innerStrides);
  const steps = [`let ${name}Depth = depth + ${name}Inner;`, `let ${name}Step = ${step};`];
  const [outerAt, innerAt] = along ? [`/ ${u32(fast)}`, `% ${u32(fast)}`] : [`% ${u32(fast)}`, `/ ${u32(fast)}`];
  // What is the same in all passes is computed once, and so is where rows lie that are not simply one after the other.
  const same = lanes % fast === 0;
  if (along && same) {
    before.push(`let ${name}Inner = thread ${innerAt};`);
    within.push(...steps);
  } else {
    each.push(`let ${name}Inner = number ${innerAt};`, ...steps);
  }
  if (!along && same) {
    before.push(`let ${name}Outer = thread ${outerAt};`, `let ${name}Base = ${base};`);
  } else if (outer.sizes.filter((size) => size > 1).length > 1) {
    before.push(
      `var ${name}Bases: array<u32, ${passes}>;`, `for (var turn = 0u; turn < ${u32(passes)}; turn++) {`,
      `let ${name}Outer = (thread + turn * ${u32(lanes)}) ${outerAt};`, `${name}Bases[turn] = ${base};`, "}",
    );
    each.push(`let ${name}Outer = number ${outerAt};`, `let ${name}Base = ${name}Bases[turn];`);
  } else {
    each.push(`let ${name}Outer = number ${outerAt};`, `let ${name}Base = ${base};`);
  }
  const conditions = [
    ...(sizeOf(outer.sizes) % breadth === 0 ? [] : [`${outerIndex} < ${u32(sizeOf(outer.sizes))}`]),
    ...(evenInner ? [] : [`${name}Depth < end`]),
  ];
  const value = `arena[${name}Base + ${name}Step]`;
  const put = `${name}Tile[${name}Inner * ${u32(pitch(side))} + ${name}Outer] = ${
    conditions.length === 0 ? value : `select(0f, ${value}, ${conditions.join(" && ")})`};`;
  each.push(elements % lanes === 0 ? put : `if (number < ${u32(elements)}) { ${put} }`);
  within.push(`for (var turn = 0u; turn < ${u32(passes)}; turn++) {`, ...each, "}");
  return { before: before.join("\n"), within: within.join("\n") };
}

/** `partials`: where products over a part of the inner indices go, [split, row, column]; null where there is one part. */
function tiledShader(placed: PlacedProduct, tile: Tile, partials: number | null): Dispatch {
  const { product: { rows, columns, inner }, left, right } = placed;
  const [m, n, k] = [count(rows), count(columns), count(inner)];
  const [x, y] = threads(tile);
  const lanes = x * y;
  const { high, wide, depth, splits } = tile;
  const share = Math.ceil(k / splits / depth) * depth;
  const workgroups = [Math.ceil(n / tile.columns), Math.ceil(m / tile.rows), Math.ceil(k / share)] as const;
  if (workgroups.some((groups) => groups > MOST_WORKGROUPS)) throw new CannotCompile(`A product of ${m}×${k}×${n}`);
  const walk = (variable: string, axes: readonly { readonly size: number }[]): Walk => ({ variable, sizes: sizesOf(axes) });
  const sides: readonly Side[] = [
    {
      name: "left", offset: left, outer: walk("m", rows), outerStrides: rows.map((a) => a.left),
      inner: walk("k", inner), innerStrides: inner.map((a) => a.left), begin: "row", breadth: tile.rows,
    },
    {
      name: "right", offset: right, outer: walk("n", columns), outerStrides: columns.map((a) => a.right),
      inner: walk("k", inner), innerStrides: inner.map((a) => a.right), begin: "column", breadth: tile.columns,
    },
  ];
  const evenInner = k % depth === 0;
  const loads = sides.map((side) => loading(side, tile, lanes, evenInner));
  const range = (size: number) => [...Array(size).keys()];
  const lines = (list: readonly string[]) => list.join("\n");
  // A thread's columns are x apart: neighbouring threads then read and write neighbours.
  const [leftPitch, rightPitch] = sides.map(pitch);
  const maths = new Maths();
  const body = `
let thread = local.y * ${u32(x)} + local.x;
let column = group.x * ${u32(tile.columns)};
let row = group.y * ${u32(tile.rows)};
${lines(loads.map(({ before }) => before))}
${lines(range(high * wide).map((at) => `var sum${at} = 0f;`))}
${workgroups[2] === 1 ? `let begin = 0u; let end = ${u32(k)};` : `let begin = group.z * ${u32(share)}; let end = min(begin + ${u32(share)}, ${u32(k)});`}
for (var depth = begin; depth < end; depth += ${u32(depth)}) {
${lines(loads.map(({ within }) => within))}
workgroupBarrier();
for (var i = 0u; i < ${u32(depth)}; i++) {
let leftAt = i * ${u32(leftPitch!)} + local.y * ${u32(high)};
let rightAt = i * ${u32(rightPitch!)} + local.x;
${lines(range(high).map((at) => `let a${at} = leftTile[leftAt + ${u32(at)}];`))}
${lines(range(wide).map((at) => `let b${at} = rightTile[rightAt + ${u32(at * x)}];`))}
${lines(range(high * wide).map((at) => `sum${at} += a${Math.floor(at / wide)} * b${at % wide};`))}
}
workgroupBarrier();
}
var sums = array<f32, ${high * wide}>(${range(high * wide).map((at) => `sum${at}`).join(", ")});
for (var at = 0u; at < ${u32(high * wide)}; at++) {
  let m = row + local.y * ${u32(high)} + at / ${u32(wide)};
  let n = column + local.x + at % ${u32(wide)} * ${u32(x)};
  if (m < ${u32(m)} && n < ${u32(n)}) {
let product = sums[at];
${partials === null
    ? ending(placed, maths)
    : `arena[${u32(partials)} + group.z * ${u32(m * n)} + m * ${u32(n)} + n] = product;`}
  }
}`;
  const declarations = `
var<workgroup> leftTile: array<f32, ${depth * leftPitch!}>;
var<workgroup> rightTile: array<f32, ${depth * rightPitch!}>;`;
  return { code: shader({ element: "f32", maths, size: [x, y], declarations, body }), workgroups };
}

/** Stores element (m, n) of the product and does what follows. */
function ending({ product: { rows, columns }, out, finish }: PlacedProduct, maths: Maths): string {
  const outWalks = [{ variable: "m", sizes: sizesOf(rows) }, { variable: "n", sizes: sizesOf(columns) }];
  const store = out === null ? [] : [
    `arena[${address(out, outWalks, [...rows.map((a) => a.out), ...columns.map((a) => a.out)])}] = product;`,
  ];
  if (!finish) return store.join("\n");
  const [m, n] = [count(rows), count(columns)];
  const { dims } = finish;
  // Where rows end in the loop's dimensions, if they end between two of them.
  const cut = dims.findIndex((_, axis) => sizeOf(dims.slice(0, axis)) === m && sizeOf(dims.slice(axis)) === n);
  const walks = cut < 0
    ? [{ variable: "point", sizes: dims }]
    : [{ variable: "m", sizes: dims.slice(0, cut) }, { variable: "n", sizes: dims.slice(cut) }];
  const { lines } = atPoint(finish, { walks, element: "f32", maths }, "product");
  return [...store, ...(cut < 0 ? [`let point = m * ${u32(n)} + n;`] : []), ...lines].join("\n");
}
