/**
 * Moves rows in the memory of tfjs' wasm backend, to rearrange images for a product or a convolution of XNNPACK. Uses SIMD if
 * available, otherwise JavaScript.
 */
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { f32x4, get, i32, set, type Code } from "step-compiler/wasm/assembler";
import { forEachVector, linked, repeat, transpose4 } from "./wasmAssembler";

/**
 * Moves `count` rows of `bytes` bytes. Pointers and steps are in bytes, multiples of 4; after each row `from` and `to` advance by
 * their steps.
 */
export type MoveRows = (
  from: number, fromStep: number, to: number, toStep: number, count: number, bytes: number,
) => void;

/** Parameters, in order. */
const [FROM, FROM_STEP, TO, TO_STEP, COUNT, BYTES] = [0, 1, 2, 3, 4, 5] as const;

const moving = (value: (number: Code, old: Code) => Code) => linked({
  parameters: Array(6).fill("i32"),
  write: (locals) => repeat(COUNT, [
    forEachVector(locals, BYTES, ({ load, store }, at) => {
      const [source, target] = [i32.add(get(FROM), at), i32.add(get(TO), at)];
      return store(target, value(load(source), load(target)));
    }),
    set(FROM, i32.add(get(FROM), get(FROM_STEP))),
    set(TO, i32.add(get(TO), get(TO_STEP))),
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
  // FROM, FROM_STEP, TO, TO_STEP, COUNT as above, of blocks of 4×4.
  write: (locals) => repeat(COUNT, [
    transpose4(locals, FROM, FROM_STEP, TO, TO_STEP),
    set(FROM, i32.add(get(FROM), i32.shl(get(FROM_STEP), 2))),
    set(TO, i32.add(get(TO), i32.const(16))),
  ]),
});

/** Writes `from`, [images, places, channels], as [channels, places, images] to `to`. Both are pointers. */
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
