/** Calls of TensorFlow.js that use every kernel of the library, for tests on each back end. */
import * as tf from "@tensorflow/tfjs-core";
import type { Shape } from "../../ir/graph";

/** The inputs are normal numbers. `y` has the shape of `x`. */
export const CASE_INPUTS: Readonly<Record<"x" | "y" | "rows" | "depthwise" | "dilated", Shape>> =
  { x: [2, 6, 5, 4], y: [2, 6, 5, 4], rows: [7, 4], depthwise: [3, 2, 4, 2], dilated: [2, 2, 4, 3] };

type Inputs = Readonly<Record<keyof typeof CASE_INPUTS, tf.Tensor>>;

const float = (x: tf.Tensor) => tf.cast(x, "float32");
const gradient = (f: (x: tf.Tensor) => tf.Tensor) => ({ x, y }: Inputs) => tf.grad((at: tf.Tensor) => {
  const result = f(at);
  return tf.sum(tf.mul(result, tf.reshape(tf.slice(tf.reshape(tf.concat([y, x, y, x]), [-1]), 0, result.size), result.shape))) as tf.Scalar;
})(x);
const images = (f: (x: tf.Tensor4D) => tf.Tensor) => (x: tf.Tensor) => f(x as tf.Tensor4D);
const volume = (f: (x: tf.Tensor5D) => tf.Tensor) => (x: tf.Tensor) => f(tf.reshape(x, [1, 2, 6, 5, 4]));
const places = (x: tf.Tensor) => tf.cast(tf.clipByValue(tf.add(tf.mul(x, 2), 3), 0, 6), "int32");

const ofOne: Readonly<Record<string, (x: tf.Tensor) => tf.Tensor>> = {
  floor: (x) => tf.floor(tf.mul(x, 3)), ceil: (x) => tf.ceil(tf.mul(x, 3)), round: (x) => tf.round(tf.mul(x, 3)), halves: (x) => tf.round(tf.div(tf.floor(tf.mul(x, 8)), 2)),
  truncated: (x) => float(tf.cast(tf.mul(x, 4), "int32")),
  sign: tf.sign, reciprocal: tf.reciprocal, expm1: tf.expm1, cosh: tf.cosh, sinh: tf.sinh, asinh: tf.asinh,
  log1p: (x) => tf.log1p(tf.abs(x)), acosh: (x) => tf.acosh(tf.add(tf.abs(x), 1.1)), atanh: (x) => tf.atanh(tf.mul(tf.tanh(x), 0.9)),
  large: (x) => tf.asinh(tf.mul(x, 1e20)), tiny: (x) => tf.mul(tf.expm1(tf.mul(x, 1e-6)), 1e6),
  erf: tf.erf, relu6: (x) => tf.relu6(tf.mul(x, 5)), leakyRelu: (x) => tf.leakyRelu(x, 0.1), prelu: (x) => tf.prelu(x, tf.scalar(0.2)), elu: tf.elu, selu: tf.selu,
  isNaN: (x) => float(tf.isNaN(x)), isInf: (x) => float(tf.isInf(x)), isFinite: (x) => float(tf.isFinite(x)),
  min: (x) => tf.min(x, [1, 3]), prod: (x) => tf.prod(x, 2), all: (x) => float(tf.all(tf.greater(x, -1.5), 1)), any: (x) => float(tf.any(tf.greater(x, 1.5), 1, true)),
  argMax: (x) => float(tf.argMax(x, 1)), argMin: (x) => float(tf.argMin(x, -1)),
  cumsum: (x) => tf.cumsum(x, 1), cumsumBack: (x) => tf.cumsum(x, 2, true, true), cumprod: (x) => tf.cumprod(x, 1),
  softmax: (x) => tf.softmax(x), logSoftmax: (x) => tf.logSoftmax(x),
  expandDims: (x) => tf.expandDims(x, 2), reverse: (x) => tf.reverse(x, [1, 3]), stridedSlice: (x) => tf.stridedSlice(x, [0, 5, 0, 0], [2, 0, 5, 4], [1, -2, 2, 3]),
  mirrorPad: (x) => tf.mirrorPad(x, [[0, 0], [2, 1], [1, 2], [0, 0]], "reflect"), symmetricPad: (x) => tf.mirrorPad(x, [[1, 1], [0, 2], [0, 0], [0, 0]], "symmetric"),
  pad: (x) => tf.pad(x, [[0, 0], [1, 2], [0, 0], [1, 0]], -7),
  spaceToBatch: images((x) => tf.spaceToBatchND(x, [2, 3], [[0, 0], [1, 0]])), batchToSpace: images((x) => tf.batchToSpaceND(x, [2, 1], [[1, 0], [0, 0]])),
  depthToSpace: images((x) => tf.depthToSpace(x, 2)), diag: (x) => tf.diag(tf.slice(tf.reshape(x, [-1]), 0, 6)),
  range: (x) => tf.add(x, tf.mul(tf.range(0, 8, 2), 0.1)), linspace: (x) => tf.add(x, tf.linspace(0, 1, 4)),
  oneHot: (x) => float(tf.oneHot(places(x), 7, 2, -1)),
  einsum: (x) => tf.einsum("bhwc,bhwd->cd", x, tf.exp(x)),
  maxPool: images((x) => tf.maxPool(x, 3, 2, "same")), avgPool: images((x) => tf.avgPool(x, [2, 3], [2, 1], "same")), avgPoolValid: images((x) => tf.avgPool(x, 2, 2, "valid")),
  maxPool3d: volume((x) => tf.maxPool3d(x, 2, 2, "same")), avgPool3d: volume((x) => tf.avgPool3d(x, 2, 1, "same")),
};

/** Returns one result for each case. */
export const CASES: Readonly<Record<string, (inputs: Inputs) => tf.Tensor>> = {
  ...Object.fromEntries(Object.entries(ofOne).map(([name, f]) => [name, ({ x }: Inputs) => f(x)])),
  notEqual: ({ x, y }) => float(tf.notEqual(tf.sign(x), tf.sign(y))),
  logical: ({ x, y }) => tf.add(float(tf.logicalAnd(tf.greater(x, 0), tf.greater(y, 0))), tf.mul(float(tf.logicalOr(tf.greater(x, 0), tf.greater(y, 0))), 2)),
  squaredDifference: ({ x, y }) => tf.squaredDifference(x, y),
  whole: ({ x }) => float(tf.sum(tf.cast(tf.greater(x, 0), "int32"), 1)),
  batchNorm: ({ x, y }) => tf.batchNorm(x, tf.mean(y, [0, 1, 2]) as tf.Tensor1D, tf.mean(tf.square(y), [0, 1, 2]) as tf.Tensor1D, tf.max(x, [0, 1, 2]) as tf.Tensor1D, tf.max(y, [0, 1, 2]) as tf.Tensor1D),
  matMul: ({ x, y }) => tf.matMul(x, y, false, true), matMulBroadcast: ({ x, y }) => tf.matMul(tf.slice(x, 0, 1), y, true, false),
  gather: ({ x, rows }) => tf.gather(rows, places(tf.slice(tf.reshape(x, [-1]), 0, 6)), 0), gatherAxis: ({ x }) => tf.gather(x, tf.tensor1d([3, 0, 3], "int32"), 3),
  gatherNd: ({ rows }) => tf.gatherND(rows, tf.tensor2d([[0, 1], [6, 3], [2, 2]], [3, 2], "int32")),
  scatterNd: ({ rows }) => tf.scatterND(tf.tensor2d([[2], [0], [2], [1], [5], [5], [0]], [7, 1], "int32"), rows, [6, 4]),
  segmentSum: ({ rows }) => tf.unsortedSegmentSum(rows, tf.tensor1d([2, 0, 2, 1, 3, 3, 0], "int32"), 4),
  depthwiseStrided: ({ x, depthwise }) => tf.depthwiseConv2d(x as tf.Tensor4D, depthwise as tf.Tensor4D, 2, "same"),
  depthwiseDilated: ({ x, depthwise }) => tf.depthwiseConv2d(x as tf.Tensor4D, depthwise as tf.Tensor4D, 1, "valid", "NHWC", 2),
  convDilated: ({ x, dilated }) => tf.conv2d(x as tf.Tensor4D, dilated as tf.Tensor4D, 1, "same", "NHWC", 2),
  gradientOfDepthwise: (all) => gradient((x) => tf.depthwiseConv2d(x as tf.Tensor4D, all.depthwise as tf.Tensor4D, 2, "same"))(all),
  gradientOfFilters: ({ x, depthwise }) => tf.grad((filters: tf.Tensor) => tf.sum(tf.square(tf.depthwiseConv2d(x as tf.Tensor4D, filters as tf.Tensor4D, 1, "same"))) as tf.Scalar)(depthwise),
  gradientOfMaxPool: gradient(images((x) => tf.maxPool(x, 3, 2, "same"))), gradientOfAvgPool: gradient(images((x) => tf.avgPool(x, [2, 3], [2, 1], "same"))),
  gradientOfMaxPool3d: gradient(volume((x) => tf.maxPool3d(x, 2, 1, "valid"))), gradientOfAvgPool3d: gradient(volume((x) => tf.avgPool3d(x, 2, 2, "same"))),
  gradientOfTies: gradient(images((x) => tf.maxPool(tf.relu(x) as tf.Tensor4D, 2, 1, "same"))),
  gradientOfSoftmax: gradient((x) => tf.softmax(x)), gradientOfLogSoftmax: gradient((x) => tf.logSoftmax(x)), gradientOfElu: gradient(tf.elu), gradientOfSelu: gradient(tf.selu),
  gradientOfMin: gradient((x) => tf.min(x, 1)), gradientOfCumsum: gradient((x) => tf.cumsum(x, 3)),
  gradientOfGather: ({ rows }) => tf.grad((table: tf.Tensor) => tf.sum(tf.square(tf.gather(table, tf.tensor1d([1, 5, 1], "int32")))) as tf.Scalar)(rows),
  gradientOfBatchNorm: gradient((x) => tf.batchNorm(x, tf.mean(x, [0, 1, 2]) as tf.Tensor1D, tf.mean(tf.square(x), [0, 1, 2]) as tf.Tensor1D, tf.tensor1d([1, 2, 3, 4]), tf.tensor1d([2, 1, 3, 1]))),
};
