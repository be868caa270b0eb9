/**
 * Converts starting weights for libraries that put the channels of an image before its rows and columns (jax-js,
 * PyTorch). This project's images are [height, width, channels], their filters [height, width, in, out].
 */
import type { Values } from "./workloads";

/** [SIDE, SIDE, CHANNELS]: the images between convolutions and dense layers in `conv-vae`. */
const SMALL = [7, 7, 64] as const;

/**
 * Filters become [out, in, height, width]. Those of transposed convolutions are [height, width, out, in] here and become
 * [in, out, height, width] by the same permutation. Dense layers next to images get their rows or columns reordered.
 */
export function channelsFirst(model: string, weights: Readonly<Record<string, Values>>): Record<string, Values> {
  return Object.fromEntries(Object.entries(weights).map(([name, value]) => [name, reordered(model, name, value)]));
}

function reordered(model: string, name: string, value: Values): Values {
  if (value.shape.length === 4) return transposed(value, [3, 2, 0, 1]);
  if (model !== "conv-vae") return value;
  const within = (...shape: number[]) => ({ shape, values: value.values });
  const flat = ({ values }: Values) => ({ shape: value.shape, values });
  switch (name) {
    case "encoder/hidden/kernel": return flat(transposed(within(...SMALL, value.shape[1]!), [2, 0, 1, 3]));
    case "decoder/project/kernel": return flat(transposed(within(value.shape[0]!, ...SMALL), [0, 3, 1, 2]));
    case "decoder/project/bias": return flat(transposed(within(...SMALL), [2, 0, 1]));
    default: return value;
  }
}

/** Transposes as NumPy does: axis i of the result is axis `axes[i]` of the argument. */
function transposed({ shape, values }: Values, axes: readonly number[]): Values {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, n) => product * n, 1));
  const out = new Float32Array(values.length);
  const shapeOut = axes.map((axis) => shape[axis]!);
  const index = axes.map(() => 0);
  for (let at = 0; at < out.length; at++) {
    out[at] = values[axes.reduce((from, axis, i) => from + index[i]! * strides[axis]!, 0)]!;
    for (let i = axes.length - 1; i >= 0 && ++index[i]! === shapeOut[i]; i--) index[i] = 0;
  }
  return { shape: shapeOut, values: out };
}
