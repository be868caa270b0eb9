/** Operations on images [batch, channels, height, width]. */
import { Refusal } from "../python/values";
import { shapeText, type Node } from "./graph";
import { elementwise, made, reshape, type Recorded } from "./nodes";

/** Refuses images with another number of channels. */
function refuseChannels(callee: string, x: Node, channels: number): void {
  if (x.shape.length === 4 && x.shape[1] === channels) return;
  throw new Refusal({ kind: "value", callee, reason: `It takes [batch, ${channels}, height, width], and x is ${shapeText(x.shape)}. (expected input to have ${channels} channels)` });
}

/** Adds a number for each channel. */
const withChannelBias = (x: Node, bias: Node | null, interpreter: Recorded): Node =>
  (bias ? elementwise("add", [x, reshape(bias, [bias.shape[0]!, 1, 1], interpreter)], interpreter) : x);

/** x [B,channels,height,width], weight [filters,channels,k,k]. */
export function convolved(x: Node, weight: Node, bias: Node | null, stride: number, padding: number, interpreter: Recorded): Node {
  const [filters, channels, ...kernel] = weight.shape as [number, number, number, number];
  refuseChannels("conv2d", x, channels);
  const side = (length: number, of: number) => Math.floor((length + 2 * padding - of) / stride) + 1;
  const [batch, , height, width] = x.shape as [number, number, number, number];
  const sides = [side(height, kernel[0]), side(width, kernel[1])];
  if (Math.min(...sides) < 1) throw new Refusal({ kind: "value", callee: "conv2d", reason: `A kernel of ${kernel.join("×")} does not fit into ${shapeText(x.shape)}.` });
  return withChannelBias(made("conv2d", [x, weight], [batch, filters, ...sides], { options: { stride, padding } }, interpreter), bias, interpreter);
}

/** x [B,channels,height,width], weight [channels,filters,k,k]: the gradient of a convolution. `extra`: rows and columns at the far ends. */
export function convTransposed([x, weight, bias]: readonly [Node, Node, Node | null], { stride, padding, extra }: { readonly stride: number; readonly padding: number; readonly extra: number }, interpreter: Recorded): Node {
  refuseChannels("conv_transpose2d", x, weight.shape[0]!);
  const side = (length: number, kernel: number) => (length - 1) * stride - 2 * padding + kernel + extra;
  const [batch, , height, width] = x.shape as [number, number, number, number];
  const [, filters, down, across] = weight.shape as [number, number, number, number];
  const result = made("convTranspose2d", [x, weight], [batch, filters, side(height, down), side(width, across)], { options: { stride, padding } }, interpreter);
  return withChannelBias(result, bias, interpreter);
}

/** Adds zeros to the last dimensions: left, right, top, bottom; negative numbers cut. */
export function padded(x: Node, amounts: readonly number[], interpreter: Recorded): Node {
  const shape = x.shape.map((length, axis) => {
    const at = 2 * (x.shape.length - 1 - axis);
    return length + (amounts[at] ?? 0) + (amounts[at + 1] ?? 0);
  });
  if (shape.some((length) => length < 1)) throw new Refusal({ kind: "value", callee: "pad", reason: `Nothing remains of ${shapeText(x.shape)}.` });
  return made("pad", [x], shape, { options: { amounts } }, interpreter);
}

/** Returns the largest value in each window. What is added at the borders is never the largest. */
export function maxPooled(x: Node, kernel: number, stride: number, padding: number, interpreter: Recorded): Node {
  if (x.shape.length !== 4) throw new Refusal({ kind: "value", callee: "max_pool2d", reason: `It takes [batch, channels, height, width], and x is ${shapeText(x.shape)}.` });
  const side = (length: number) => Math.floor((length + 2 * padding - kernel) / stride) + 1;
  const [batch, channels, height, width] = x.shape as [number, number, number, number];
  return made("maxPool2d", [x], [batch, channels, side(height), side(width)], { options: { kernel, stride, padding } }, interpreter);
}
