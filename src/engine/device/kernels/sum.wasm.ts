/**
 * Sums and means over the first or the last axes on the wasm backend by SIMD. tfjs' own kernels take 2.4 ns per element and
 * transpose first if the axis is not the last; every bias and every batch normalisation needs them.
 */
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { attributesOf } from "step-compiler/trace/kernelMeaning";
import { f32, f32x4, get, i32, set } from "step-compiler/wasm/assembler";
import { acrossLanes } from "step-compiler/wasm/lanes";
import { replaceKernel } from "./replace";
import { forEachVector, linked } from "./wasmAssembler";

/** Shorter rows are left to tfjs: a function call for each would cost more than it saves. */
const MIN_ROW = 16;

const [INPUT, OUTPUT, BYTES] = [0, 1, 2] as const;

/** output += input, both rows of `bytes`. */
const addRow = linked({
  parameters: ["i32", "i32", "i32"],
  write: (locals) => forEachVector(locals, BYTES, ({ load, store }, at) => {
    const [from, to] = [i32.add(get(INPUT), at), i32.add(get(OUTPUT), at)];
    return store(to, f32x4.add(load(to), load(from)));
  }),
});

/** The sum of a row. */
const totalOfRow = linked({
  parameters: ["i32", "i32", "i32"],
  write: (locals) => {
    const total = locals.add("v128");
    return [
      set(total, f32x4.const(0)),
      forEachVector(locals, BYTES, ({ load }, at) => set(total, f32x4.add(get(total), load(i32.add(get(INPUT), at))))),
      f32.store(get(OUTPUT), acrossLanes(f32.add, get(total))),
    ];
  },
});

interface Reduction {
  readonly over: "rows" | "columns";
  /** Which axis of the tensor as a matrix is reduced: over "rows" gives one sum for each column. */
  readonly rows: number;
  readonly columns: number;
  readonly outShape: number[];
}

/** Returns how to reduce `shape` over `axis`. Undefined if the axes are neither the first nor the last, or rows are short. */
export function reduction(shape: readonly number[], axis: number | number[], keepDims: boolean): Reduction | undefined {
  const rank = shape.length;
  const given = Array.isArray(axis) ? axis : [axis];
  const axes = new Set(given.map((a) => (a < 0 ? a + rank : a)));
  const reduced = shape.map((_, a) => axes.has(a));
  const size = (of: boolean) => shape.reduce((product, n, a) => (reduced[a] === of ? product * n : product), 1);
  const outShape = shape.flatMap((n, a) => (reduced[a] ? (keepDims ? [1] : []) : [n]));
  const first = reduced.slice(0, axes.size).every(Boolean);
  const last = reduced.slice(rank - axes.size).every(Boolean);
  if (axes.size === 0 || axes.size === rank || !(first || last)) return undefined;
  const [rows, columns] = first ? [size(true), size(false)] : [size(false), size(true)];
  if (columns < MIN_ROW || rows === 0) return undefined;
  return { over: first ? "rows" : "columns", rows, columns, outShape };
}

function register(kernelName: "Sum" | "Mean"): void {
  replaceKernel("wasm", kernelName, (original) => (call) => {
    const x = call.inputs.x as TensorInfo;
    const { axis, keepDims } = attributesOf<{ axis: number | number[]; keepDims: boolean }>(call.attrs);
    const backend = call.backend as BackendWasm;
    const how = x.dtype === "float32" ? reduction(x.shape, axis, keepDims) : undefined;
    const run = how && (how.over === "rows" ? addRow : totalOfRow)(backend);
    if (!how || !run) return original(call);
    const { over, rows, columns, outShape } = how;
    const output = backend.makeOutput(outShape, "float32");
    const results = backend.typedArrayFromHeap(output) as Float32Array;
    results.fill(0);
    const [from, to] = [backend.getMemoryOffset(x.dataId), backend.getMemoryOffset(output.dataId)];
    for (let row = 0; row < rows; row++) {
      run(from + 4 * columns * row, over === "rows" ? to : to + 4 * row, 4 * columns);
    }
    if (kernelName === "Mean") {
      const count = over === "rows" ? rows : columns;
      for (let i = 0; i < results.length; i++) results[i] = results[i]! / count;
    }
    return output;
  });
}

/** Registers both kernels. Call it after the wasm backend's own kernels are registered; calling it again changes nothing. */
export function registerSumWasm(): void {
  register("Sum");
  register("Mean");
}
