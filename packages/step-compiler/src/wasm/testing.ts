/** Products as the layers of a network need them, for tests and benchmarks: sizes, strides and memory of one call. */
import type { Product } from "../ir/graph";
import { call, i32, ModuleWriter } from "./assembler";
import { scratchBytes, writeProduct } from "./contraction";
import { tilingOf } from "./tiling";

/** The parts of one product, and the numbers of elements of its matrices. */
export interface Case {
  readonly parts: readonly Product[];
  readonly left: number;
  readonly right: number;
  readonly out: number;
}

/** Makes the product [m,k]·[k,n]; either matrix can be stored transposed. */
export function dense(m: number, k: number, n: number, transposeLeft = false, transposeRight = false): Case {
  return {
    left: m * k, right: k * n, out: m * n,
    parts: [{
      rows: [{ size: m, left: transposeLeft ? 1 : k, out: n }],
      columns: [{ size: n, right: transposeRight ? k : 1, out: 1 }],
      inner: [{ size: k, left: transposeLeft ? m : 1, right: transposeRight ? 1 : n }],
      leftOffset: 0, rightOffset: 0, outOffset: 0,
    }],
  };
}

/** A convolution of square images of `side` with 3×3 filters and `same` padding, over images padded with zeros. */
export interface Convolution {
  readonly batch: number;
  readonly side: number;
  readonly channels: number;
  readonly filters: number;
  readonly stride: 1 | 2;
}

const TAPS = 3;

function shapesOf({ side, stride }: Convolution) {
  const places = Math.ceil(side / stride);
  const padding = Math.max(0, (places - 1) * stride + TAPS - side);
  return { places, before: Math.floor(padding / 2), padded: side + padding };
}

/** Returns a case that computes y[b,p,q,o] = Σ x[b, s·p+i, s·q+j, c]·w[i,j,c,o], x padded. */
export function forward(convolution: Convolution): Case {
  const { batch, channels: c, filters: o, stride: s } = convolution;
  const { places, padded } = shapesOf(convolution);
  const [pixel, line, image] = [c, padded * c, padded * padded * c];
  return {
    left: batch * image, right: TAPS * TAPS * c * o, out: batch * places * places * o,
    parts: [{
      rows: [
        { size: batch, left: image, out: places * places * o },
        { size: places, left: s * line, out: places * o },
        { size: places, left: s * pixel, out: o },
      ],
      columns: [{ size: o, right: 1, out: 1 }],
      inner: [
        { size: TAPS, left: line, right: TAPS * c * o },
        { size: TAPS, left: pixel, right: c * o },
        { size: c, left: 1, right: o },
      ],
      leftOffset: 0, rightOffset: 0, outOffset: 0,
    }],
  };
}

/** Returns a case that computes dw[i,j,c,o] = Σ x[b, s·p+i, s·q+j, c]·dy[b,p,q,o], x padded. */
export function filterGradient(convolution: Convolution): Case {
  const { batch, channels: c, filters: o, stride: s } = convolution;
  const { places, padded } = shapesOf(convolution);
  const [pixel, line, image] = [c, padded * c, padded * padded * c];
  return {
    left: batch * image, right: batch * places * places * o, out: TAPS * TAPS * c * o,
    parts: [{
      rows: [
        { size: TAPS, left: line, out: TAPS * c * o },
        { size: TAPS, left: pixel, out: c * o },
        { size: c, left: 1, out: o },
      ],
      columns: [{ size: o, right: 1, out: 1 }],
      inner: [
        { size: batch, left: image, right: places * places * o },
        { size: places, left: s * line, right: places * o },
        { size: places, left: s * pixel, right: o },
      ],
      leftOffset: 0, rightOffset: 0, outOffset: 0,
    }],
  };
}

/**
 * Returns a case that computes dx[b,h,w,c] = Σ dy[b,p,q,o]·w[i,j,c,o] over s·p+i = h+before, s·q+j = w+before; dy has a margin of one pixel of
 * zeros. Pixels with the same remainder modulo the stride meet the same taps: each remainder is a part.
 */
export function inputGradient(convolution: Convolution): Case {
  const { batch, side, channels: c, filters: o, stride: s } = convolution;
  const { places, before } = shapesOf(convolution);
  const margin = 1;
  const padded = places + 2 * margin;
  const [line, image] = [padded * o, padded * padded * o];
  /** Along one dimension, returns the taps of the pixels first, first+s, …, and the position in dy that the first one meets. */
  const parity = (first: number) => {
    const tap = (first + before) % s;
    const [taps, count] = [Math.ceil((TAPS - tap) / s), Math.ceil((side - first) / s)];
    return { first, tap, taps, count, place: (first + before - tap) / s };
  };
  const parities = Array.from({ length: s }, (_, first) => parity(first));
  return {
    left: batch * image, right: TAPS * TAPS * c * o, out: batch * side * side * c,
    parts: parities.flatMap((down) => parities.map((across): Product => ({
      rows: [
        { size: batch, left: image, out: side * side * c },
        { size: down.count, left: line, out: s * side * c },
        { size: across.count, left: o, out: s * c },
      ],
      columns: [{ size: c, right: o, out: 1 }],
      inner: [
        { size: down.taps, left: -line, right: s * TAPS * c * o },
        { size: across.taps, left: -o, right: s * c * o },
        { size: o, left: 1, right: 1 },
      ],
      leftOffset: (margin + down.place) * line + (margin + across.place) * o,
      rightOffset: (down.tap * TAPS + across.tap) * c * o,
      outOffset: (down.first * side + across.first) * c,
    }))),
  };
}

/** Returns the number of points that these axes span. */
export const sizeOf = (axes: readonly { readonly size: number }[]): number => axes.reduce((n, { size }) => n * size, 1);

/** Returns the number of multiplications of a case. */
export const products = ({ parts }: Case): number =>
  parts.reduce((sum, { rows, columns, inner }) => sum + sizeOf(rows) * sizeOf(columns) * sizeOf(inner), 0);

/** A module that runs a case on its own memory. */
export interface Built {
  readonly left: Float32Array;
  readonly right: Float32Array;
  readonly out: Float32Array;
  readonly memory: WebAssembly.Memory;
  /** Size of the module in bytes. */
  readonly size: number;
  run(repeats?: number): void;
}

const PAGE = 1 << 16;
/** The number of guard elements before and after each storage. */
const GUARD = 16;

/** Builds a case with the matrix `last` at the very end of the memory, where reading too far is an error. */
export function build(
  { parts, left, right, out }: Case, relaxed: boolean, last: "left" | "right" | "out" = "right", choose = tilingOf,
): Built {
  const scratch = Math.max(...parts.map((product) => scratchBytes(product, choose)));
  const sizes = { left, right, out };
  const order = (["left", "right", "out"] as const).filter((name) => name !== last);
  const places = { left: 0, right: 0, out: 0 };
  let end = Math.ceil(scratch / 16) * 16 + 4 * GUARD;
  for (const name of [...order, last] as const) {
    places[name] = end;
    end += 4 * (Math.ceil(sizes[name] / 4) * 4 + GUARD);
  }
  const pages = Math.ceil((places[last] + 4 * sizes[last]) / PAGE);
  places[last] = pages * PAGE - 4 * sizes[last];
  const memory = new WebAssembly.Memory({ initial: pages });
  new Float32Array(memory.buffer).fill(NaN);
  const module = new ModuleWriter();
  const products = parts.map((product) => writeProduct(module, product, relaxed, choose));
  const addresses = [places.left, places.right, places.out].map((address) => i32.const(address));
  module.function([], () => products.map((product) => call(product, ...addresses)), "run");
  const bytes = module.bytes();
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory, scratch: 0 } });
  const once = instance.exports["run"] as () => void;
  const array = (name: "left" | "right" | "out") => new Float32Array(memory.buffer, places[name], sizes[name]);
  return {
    left: array("left"), right: array("right"), out: array("out"), memory, size: bytes.length,
    run(repeats = 1) {
      for (let i = 0; i < repeats; i++) once();
    },
  };
}
