/**
 * Generates code that fills address tables at the beginning of a contraction. The rows of a block, and its stretches of the inner
 * index k, may be at irregular distances in memory; tiles and copies read these tables instead of computing addresses.
 */
import { get, i32, set, when, type Code, type Local, type Locals } from "./assembler";
import { blockAxes, advanceBy, withOneStride, loopOver } from "./blockedLoops";
import { LEFT_STEP, type Stretches } from "./layout";
import { START_ENTRY } from "./pack";
import { leftPanelBytes, type Tiling } from "./tiling";
import { ROW_ENTRY, STRETCH_ENTRY } from "./tile";

/** Advances an address to the next row of a packed matrix: four bytes within a panel, or to the beginning of the next panel. */
export const nextPacked = (address: Local, panelBytes: number): Code => [
  ...advanceBy(address, 4),
  ...when(i32.eqz(i32.and(get(address), i32.const(LEFT_STEP - 1))), advanceBy(address, panelBytes - LEFT_STEP)),
];

/** Advances an address to the beginning of the next panel, unless it is at the beginning of one. */
const nextPanel = (address: Local, panelBytes: number): Code => when(i32.and(get(address), i32.const(LEFT_STEP - 1)),
  set(address, i32.add(i32.and(get(address), i32.const(-LEFT_STEP)), i32.const(panelBytes))));

/** Fills in two addresses for every row of a block: in the left matrix or its packed copy, and in the result. */
export function fillRows(locals: Locals, tiling: Tiling, address: Code): Code {
  const axes = blockAxes(tiling.rows, tiling.rows.step);
  const [to, left, out] = [locals.add("i32"), locals.add("i32"), locals.add("i32")];
  const packed = tiling.left !== "direct";
  const panelBytes = leftPanelBytes(tiling);
  const entry = [
    ...i32.store(get(to), get(left)), ...i32.store(get(to), get(out), 4), ...advanceBy(to, ROW_ENTRY),
    ...(packed ? nextPacked(left, panelBytes) : []),
  ];
  const [moved, strides] = packed ? [[out], withOneStride(axes, 1)] as const : [[left, out], axes] as const;
  return [
    ...set(to, address), ...set(left, i32.const(0)), ...set(out, i32.const(0)),
    ...loopOver(locals, strides.slice(0, -1), moved, [
      ...loopOver(locals, strides.slice(-1), moved, entry),
      ...(tiling.left === "copy" ? nextPanel(left, panelBytes) : []),
    ]),
  ];
}

/**
 * Fills in two distances for every stretch of a block: in the left and in the right matrix, from the end of the previous stretch.
 * `rightBytes` is the size of a stretch.
 */
export function fillTileStretches(locals: Locals, stretches: Stretches, rightBytes: number, address: Code): Code {
  const { starts, length, steps } = stretches;
  const [to, left, right] = [locals.add("i32"), locals.add("i32"), locals.add("i32")];
  const [lastLeft, lastRight] = [locals.add("i32"), locals.add("i32")];
  return [
    ...set(to, address),
    ...[left, right, lastLeft, lastRight].flatMap((local) => set(local, i32.const(0))),
    ...loopOver(locals, starts, [left, right], [
      ...i32.store(get(to), i32.sub(get(left), get(lastLeft))),
      ...i32.store(get(to), i32.sub(get(right), get(lastRight)), 4),
      ...set(lastLeft, get(left)), ...advanceBy(lastLeft, length * steps[0]!),
      ...set(lastRight, get(right)), ...advanceBy(lastRight, rightBytes),
      ...advanceBy(to, STRETCH_ENTRY),
    ]),
  ];
}

/** Fills in, for every stretch of a block, the address of its beginning in the matrix that is copied. */
export function fillStarts(locals: Locals, { starts }: Stretches, address: Code): Code {
  const [to, from] = [locals.add("i32"), locals.add("i32")];
  return [
    ...set(to, address), ...set(from, i32.const(0)),
    ...loopOver(locals, starts, [from], [...i32.store(get(to), get(from)), ...advanceBy(to, START_ENTRY)]),
  ];
}
