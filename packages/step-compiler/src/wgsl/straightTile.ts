/**
 * A tile of a product whose threads load their operands themselves, through the caches: for devices that a processor emulates.
 * A thread's rows are neighbours; its columns are apart, so that neighbouring threads read and write neighbours.
 */
import { sizeOfAxes } from "../ir/axes";
import { sizeOf } from "../ir/graph";
import type { PlacedProduct } from "./placedProduct";
import type { Side } from "./side";
import { address, distance, u32 } from "./text";
import { threads, type Tile } from "./tile";
import type { StoreElement, TileBody } from "./tileBody";

const range = (size: number): number[] => [...Array(size).keys()];

/** Writes the tile of a product. */
export function straightTile(
  { product: { rows, columns } }: PlacedProduct, sides: readonly [Side, Side], tile: Tile, store: StoreElement,
): TileBody {
  const { threadRows, threadColumns } = tile;
  const [x] = threads(tile);
  const elements = range(threadRows * threadColumns);
  const mine = {
    left: range(threadRows).map((at) => `local.y * ${u32(threadRows)} + ${u32(at)}`),
    right: range(threadColumns).map((at) => `local.x + ${u32(at * x)}`),
  };
  const before = sides.flatMap(({ name, offset, outer, outerStrides, begin }) => mine[name].flatMap((within, at) => {
    // Beyond the last row or column, the last one is read again; these sums are not stored.
    const index = `${name}Index${at}`;
    return [
      `let ${index} = min(${begin} + ${within}, ${u32(sizeOf(outer.sizes) - 1)});`,
      `let ${name}${at} = ${address(offset, [{ ...outer, variable: index }], outerStrides)};`,
    ];
  }));
  const steps = sides.map(({ name, inner, innerStrides }) =>
    `let ${name}Step = ${distance([{ ...inner, variable: "depth" }], innerStrides)};`);
  const body = `${before.join("\n")}
${elements.map((at) => `var sum${at} = 0f;`).join("\n")}
for (var depth = begin; depth < end; depth++) {
${steps.join("\n")}
${range(threadRows).map((at) => `let a${at} = arena[left${at} + leftStep];`).join("\n")}
${range(threadColumns).map((at) => `let b${at} = arena[right${at} + rightStep];`).join("\n")}
${elements.map((at) => `sum${at} += a${Math.floor(at / threadColumns)} * b${at % threadColumns};`).join("\n")}
}
var sums = array<f32, ${elements.length}>(${elements.map((at) => `sum${at}`).join(", ")});
for (var at = 0u; at < ${u32(elements.length)}; at++) {
  let m = row + local.y * ${u32(threadRows)} + at / ${u32(threadColumns)};
  let n = column + local.x + at % ${u32(threadColumns)} * ${u32(x)};
  if (m < ${u32(sizeOfAxes(rows))} && n < ${u32(sizeOfAxes(columns))}) {
let product = sums[at];
${store("f32")}
  }
}`;
  return { element: "f32", declarations: "", body };
}
