/** The loop over k in a tiled product that stages blocks of both matrices in shared memory. */
import { sizeOf } from "../ir/graph";
import { sums, type InnerLoop, type Side } from "./innerLoop";
import { address, distance, u32 } from "./text";
import { threads, type Tile } from "./tile";

/** `k`: how many inner indices there are. */
export function throughSharedMemory(sides: readonly [Side, Side], tile: Tile, k: number): InnerLoop {
  const [x, y] = threads(tile);
  const loads = sides.map((side) => loading(side, tile, x * y, k % tile.depth === 0));
  const [left, right] = sides.map(pitch) as [number, number];
  return {
    // Room for either pitch: shaders of products that are made side by side declare the same.
    declarations: sides.map(({ name, breadth }) => `var<workgroup> ${name}Tile: array<f32, ${tile.depth * (breadth + 1)}>;`).join("\n"),
    before: loads.map(({ before }) => before).join("\n"),
    loop: `for (var depth = begin; depth < end; depth += ${u32(tile.depth)}) {
${loads.map(({ within }) => within).join("\n")}
workgroupBarrier();
for (var i = 0u; i < ${u32(tile.depth)}; i++) {
let leftAt = i * ${u32(left)} + local.y * ${u32(tile.high)};
let rightAt = i * ${u32(right)} + local.x;
${sums(tile, (at) => `leftTile[leftAt + ${u32(at)}]`, (at) => `rightTile[rightAt + ${u32(at * x)}]`)}
}
workgroupBarrier();
}`,
  };
}

const lastStride = (sizes: readonly number[], strides: readonly number[]): number =>
  Math.abs(strides[sizes.findLastIndex((size) => size > 1)] ?? Infinity) || Infinity;

/** Coalescing: neighbouring threads load neighbours in memory. Whether these lie along k. */
const innerFirst = ({ outer, outerStrides, inner, innerStrides }: Side): boolean =>
  lastStride(inner.sizes, innerStrides) < lastStride(outer.sizes, outerStrides);

/** Row pitch of a block in shared memory; padded by one where it is written along k, against bank conflicts. */
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
  const step = distance([{ ...inner, variable: `${name}Depth` }], innerStrides);
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

