/** The layout of a contraction's scratch memory (packed panels, tables), and the stretches of equal stride in which it reads k. */
import { sizeOfAxes } from "../ir/axes";
import { blockAxes, merged, withOneStride, type Axis } from "./blockedLoops";
import { lineBytes } from "./cacheLines";
import { START_ENTRY } from "./pack";
import { leftPanelBytes, rightPanelBytes, ROWS_PACKED, type Tiling } from "./tiling";
import { panelStep, ROW_ENTRY, STRETCH_ENTRY, stretchBytes } from "./tile";

/** The bytes from one k to the next in packed rows of left. */
export const LEFT_STEP = 4 * ROWS_PACKED;

/** Stretches of k in a block: values of k with one stride, along the last axis. The other axes give the starts of stretches. */
export interface Stretches {
  readonly starts: readonly Axis[];
  readonly length: number;
  /** The bytes between neighbours in a stretch, for each matrix. */
  readonly steps: readonly number[];
}

function stretchesOf(axes: readonly Axis[]): Stretches {
  const all = merged(axes);
  const last = all.at(-1)!;
  return { starts: all.slice(0, -1), length: last.size, steps: last.strides };
}

/** Returns the strides of axes that are stored contiguously, in row-major order. */
function packedStrides(axes: readonly Axis[], bytes: number): number[] {
  return axes.map((_, at) => bytes * sizeOfAxes(axes.slice(at + 1)));
}

/** Returns the stretches of tiles through one block of k, whose first axis has `step` values. */
export function tileStretches(tiling: Tiling, step: number, columns = tiling.tileColumns): Stretches {
  const { form, left, right, inner } = tiling;
  const axes = blockAxes(inner, step);
  if (form === "dot") {
    const { starts, length } = stretchesOf(axes);
    const bytes = packedStrides(starts, stretchBytes(form, columns, length));
    return {
      starts: starts.map(({ size, strides }, i) => ({ size, strides: [strides[0]!, bytes[i]!] })),
      length, steps: [4, panelStep(form, columns)],
    };
  }
  const lefts = packedStrides(axes, LEFT_STEP);
  const rights = packedStrides(axes, panelStep(form, columns));
  return stretchesOf(axes.map(({ size, strides }, at) => ({
    size, strides: [left === "direct" ? strides[0]! : lefts[at]!, right === "direct" ? strides[1]! : rights[at]!],
  })));
}

/** Returns the stretches by which a matrix is read while it is packed: 0 is left, 1 is right. */
export function packStretches({ form, inner }: Tiling, step: number, matrix: 0 | 1): Stretches {
  const axes = blockAxes(inner, step);
  if (form === "outer") return stretchesOf(withOneStride(axes, matrix));
  // These are the same stretches as in the tiles, since each stretch is packed separately.
  const { starts, length, steps } = stretchesOf(axes);
  return { starts: withOneStride(starts, matrix), length, steps: [steps[matrix]!] };
}

/**
 * Returns the number of panels of packed rows. Copied rows begin a new panel for each row of the last axis, gathered ones do
 * not.
 */
function packedPanels({ left, rows }: Tiling): number {
  const axes = blockAxes(rows, rows.step);
  const size = axes.at(-1)!.size;
  return left === "copy"
    ? sizeOfAxes(axes.slice(0, -1)) * Math.ceil(size / ROWS_PACKED)
    : Math.ceil(sizeOfAxes(axes) / ROWS_PACKED);
}

/** Byte addresses in scratch memory. */
export interface Layout {
  readonly rows: number;
  readonly tileStretches: number;
  readonly leftStretches: number;
  readonly rightStretches: number;
  readonly right: number;
  readonly left: number;
  readonly end: number;
}

/** Lays out scratch memory from `begin` on, a multiple of a cache line. */
export function layoutOf(tiling: Tiling, begin: number): Layout {
  const { rows, inner, left, right, column, tileColumns } = tiling;
  let end = begin;
  const take = (bytes: number): number => {
    const address = end;
    end += lineBytes(bytes);
    return address;
  };
  const panels = Math.ceil(column.size / tileColumns);
  const places = {
    rows: take(ROW_ENTRY * sizeOfAxes(blockAxes(rows, rows.step))),
    tileStretches: take(STRETCH_ENTRY * sizeOfAxes(tileStretches(tiling, inner.step).starts)),
    leftStretches: take(START_ENTRY * sizeOfAxes(packStretches(tiling, inner.step, 0).starts)),
    rightStretches: take(START_ENTRY * sizeOfAxes(packStretches(tiling, inner.step, 1).starts)),
    right: take(right === "direct" ? 0 : panels * rightPanelBytes(tiling)),
    left: take(left === "direct" ? 0 : packedPanels(tiling) * leftPanelBytes(tiling)),
  };
  return { ...places, end };
}
