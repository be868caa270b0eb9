/** The loop over k in a tiled product. Here the one without shared memory, which reads both matrices directly. */
import { sizeOf } from "../ir/graph";
import { address, distance, u32, type LinearIndex } from "./text";
import type { Tile } from "./tile";

/** One matrix of a product: its outer axes (rows or columns) and how the inner ones move in it. */
export interface Side {
  readonly name: "left" | "right";
  /** Where index 0 of all axes is in the arena. */
  readonly offset: number;
  readonly outer: LinearIndex;
  readonly outerStrides: readonly number[];
  readonly inner: LinearIndex;
  readonly innerStrides: readonly number[];
  /** The variable that says where the workgroup's tile begins, and how many of the outer indices it has. */
  readonly begin: string;
  readonly breadth: number;
  /** A thread's outer indices within the tile. */
  readonly mine: readonly string[];
}

/** Pieces of a shader that add to `sum0`, `sum1`, … what inner indices from `begin` to `end` give. */
export interface InnerLoop {
  readonly declarations: string;
  readonly before: string;
  readonly loop: string;
}

const range = (size: number): number[] => [...Array(size).keys()];

/** Adds the products of a thread's rows and columns, for one inner index. */
export function sums({ high, wide }: Tile, left: (row: number) => string, right: (column: number) => string): string {
  return [
    ...range(high).map((at) => `let a${at} = ${left(at)};`),
    ...range(wide).map((at) => `let b${at} = ${right(at)};`),
    ...range(high * wide).map((at) => `sum${at} += a${Math.floor(at / wide)} * b${at % wide};`),
  ].join("\n");
}

/** Without shared memory: every thread loads its operands itself, through the caches. */
export function straight(sides: readonly [Side, Side], tile: Tile): InnerLoop {
  const before = sides.flatMap(({ name, offset, outer, outerStrides, begin, mine }) => mine.flatMap((within, at) => {
    // Beyond the last row or column, the last one is read again; its sums are not stored.
    const index = `${name}Index${at}`;
    return [
      `let ${index} = min(${begin} + ${within}, ${u32(sizeOf(outer.sizes) - 1)});`,
      `let ${name}${at} = ${address(offset, [{ ...outer, variable: index }], outerStrides)};`,
    ];
  }));
  const steps = sides.map(({ name, inner, innerStrides }) =>
    `let ${name}Step = ${distance([{ ...inner, variable: "depth" }], innerStrides)};`);
  return {
    declarations: "",
    before: before.join("\n"),
    loop: `for (var depth = begin; depth < end; depth++) {
${steps.join("\n")}
${sums(tile, (at) => `arena[left${at} + leftStep]`, (at) => `arena[right${at} + rightStep]`)}
}`,
  };
}
