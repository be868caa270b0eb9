/**
 * Moves rows of numbers about in the memory of tfjs' wasm backend: what it takes to lay images out so that a product
 * or a convolution of XNNPACK fits. By SIMD where there is SIMD, by JavaScript elsewhere.
 */
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { f32x4, forEachVector, get, i32, linked, repeat, set, transpose4, type Code } from "./wasmAssembler";

/**
 * Pointers and steps in bytes, multiples of 4. From row to row, `from` and `to` move on by their steps; `count` rows
 * of `bytes`.
 */
export type MoveRows = (
  from: number, fromStep: number, to: number, toStep: number, count: number, bytes: number,
) => void;

/** Parameters, in order, and locals. */
const [FROM, FROM_STEP, TO, TO_STEP, COUNT, BYTES, AT] = [0, 1, 2, 3, 4, 5, 6] as const;

const source = i32.add(get(FROM), get(AT));
const target = i32.add(get(TO), get(AT));

const moving = (value: (number: Code, old: Code) => Code) => linked({
  parameters: Array(6).fill("i32"),
  locals: ["i32"],
  body: repeat(COUNT, [
    ...forEachVector(AT, BYTES, ({ load, store }) => store(target, value(load(source), load(target)))),
    ...set(FROM, i32.add(get(FROM), get(FROM_STEP))),
    ...set(TO, i32.add(get(TO), get(TO_STEP))),
  ]),
});

const copySimd = moving((number) => number);
const addSimd = moving(f32x4.add);

const inJavaScript = (backend: BackendWasm, any: TensorInfo, add: boolean): MoveRows =>
  (from, fromStep, to, toStep, count, bytes) => {
    const heap = new Float32Array(backend.typedArrayFromHeap(any).buffer);
    for (let row = 0; row < count; row++) {
      const source = (from + row * fromStep) / 4;
      const target = (to + row * toStep) / 4;
      for (let i = 0; i < bytes / 4; i++) heap[target + i] = heap[source + i]! + (add ? heap[target + i]! : 0);
    }
  };

/** Copies rows. `any`: a tensor of the backend, through which its memory is found. */
export const copyRows = (backend: BackendWasm, any: TensorInfo): MoveRows =>
  copySimd(backend) ?? inJavaScript(backend, any, false);

/** Adds rows onto others. */
export const addRows = (backend: BackendWasm, any: TensorInfo): MoveRows =>
  addSimd(backend) ?? inJavaScript(backend, any, true);

const blocks = linked({
  parameters: Array(5).fill("i32"),
  locals: Array(8).fill("v128"),
  // FROM, FROM_STEP, TO, TO_STEP, COUNT as above, of blocks of 4×4.
  body: repeat(COUNT, [
    ...transpose4(FROM, FROM_STEP, TO, TO_STEP, 5),
    ...set(FROM, i32.add(get(FROM), i32.shl(get(FROM_STEP), 2))),
    ...set(TO, i32.add(get(TO), i32.const(16))),
  ]),
});

/** `from`, [images, places, channels], as [channels, places, images] at `to`. Pointers. */
export function exchangeEnds(
  backend: BackendWasm, any: TensorInfo, from: number, to: number,
  [images, places, channels]: readonly [number, number, number],
): void {
  const transpose = images % 4 === 0 && channels % 4 === 0 ? blocks(backend) : undefined;
  const [image, channel] = [4 * places * channels, 4 * places * images];
  const copy = copyRows(backend, any);
  for (let place = 0; place < places; place++) {
    const [source, target] = [from + 4 * place * channels, to + 4 * place * images];
    for (let c = 0; c < channels; c += transpose ? 4 : 1) {
      if (transpose) transpose(source + 4 * c, image, target + c * channel, channel, images / 4);
      else copy(source + 4 * c, image, target + c * channel, 4, images, 4);
    }
  }
}
