/** The layout of a contraction's scratch memory (packed panels, tables), and the runs of equal stride in which it reads k. */
import { sizeOfAxes } from "../ir/axes";
import { blockAxes, merged, withOneStride, type Axis } from "./axes";
import { lineBytes } from "./cacheLines";
import { START_ENTRY } from "./pack";
import { leftPanelBytes, rightPanelBytes, ROWS_PACKED, type Tiling } from "./tiling";
import { panelStep, ROW_ENTRY, RUN_ENTRY, runBytes } from "./tile";

/** The bytes from one k to the next in packed rows of left. */
export const LEFT_STEP = 4 * ROWS_PACKED;

/** Runs of k in a block: values of k with one stride, along the last axis. The other axes give the starts of runs. */
export interface Runs {
  readonly starts: readonly Axis[];
  readonly length: number;
  /** The bytes between neighbours in a run, for each matrix. */
  readonly steps: readonly number[];
}

function runsOf(axes: readonly Axis[]): Runs {
  const all = merged(axes);
  const last = all.at(-1)!;
  return { starts: all.slice(0, -1), length: last.size, steps: last.strides };
}

/** Returns the strides of axes that are stored contiguously, in row-major order. */
function packedStrides(axes: readonly Axis[], bytes: number): number[] {
  return axes.map((_, at) => bytes * sizeOfAxes(axes.slice(at + 1)));
}

/** Returns the runs of tiles through one block of k, whose first axis has `step` values. */
export function tileRuns(tiling: Tiling, step: number, columns = tiling.tileColumns): Runs {
  const { form, left, right, inner } = tiling;
  const axes = blockAxes(inner, step);
  if (form === "dot") {
    const { starts, length } = runsOf(axes);
    const bytes = packedStrides(starts, runBytes(form, columns, length));
    return {
      starts: starts.map(({ size, strides }, i) => ({ size, strides: [strides[0]!, bytes[i]!] })),
      length, steps: [4, panelStep(form, columns)],
    };
  }
  const lefts = packedStrides(axes, LEFT_STEP);
  const rights = packedStrides(axes, panelStep(form, columns));
  return runsOf(axes.map(({ size, strides }, at) => ({
    size, strides: [left === "direct" ? strides[0]! : lefts[at]!, right === "direct" ? strides[1]! : rights[at]!],
  })));
}

/** Returns the runs by which a matrix is read while it is packed: 0 is left, 1 is right. */
export function packRuns({ form, inner }: Tiling, step: number, matrix: 0 | 1): Runs {
  const axes = blockAxes(inner, step);
  if (form === "outer") return runsOf(withOneStride(axes, matrix));
  // These are the same runs as in the tiles, since each run is packed separately.
  const { starts, length, steps } = runsOf(axes);
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
  readonly tileRuns: number;
  readonly leftRuns: number;
  readonly rightRuns: number;
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
    tileRuns: take(RUN_ENTRY * sizeOfAxes(tileRuns(tiling, inner.step).starts)),
    leftRuns: take(START_ENTRY * sizeOfAxes(packRuns(tiling, inner.step, 0).starts)),
    rightRuns: take(START_ENTRY * sizeOfAxes(packRuns(tiling, inner.step, 1).starts)),
    right: take(right === "direct" ? 0 : panels * rightPanelBytes(tiling)),
    left: take(left === "direct" ? 0 : packedPanels(tiling) * leftPanelBytes(tiling)),
  };
  return { ...places, end };
}
