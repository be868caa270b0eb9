/**
 * These gradients replace those of tfjs 4.22 and give the same values where these are finite and not negligible. Sums and means broadcast on the
 * device, whereas tfjs fills an array in JavaScript and uploads it at every step. Clipping multiplies, which compiles, whereas
 * tfjs selects elements by a condition. A gradient that is selected is not multiplied, so that an infinite one of another element leaves 0.
 */
import { cast, div, fill, greaterEqual, lessEqual, mul, registerGradient, reshape, sigmoid, util, where, zerosLike, type NamedAttrMap, type Tensor } from "@tensorflow/tfjs-core";
import { attributesOf } from "step-compiler/trace/kernelMeaning";

/** The gradient of a sum with respect to `x`: `dy` broadcast to its shape. `count`: elements in each sum. */
function broadcastGradient(dy: Tensor, x: Tensor, attrs: NamedAttrMap): { gradient: Tensor; count: number } {
  const { axis } = attributesOf<{ axis: number | number[] }>(attrs);
  const axes = util.parseAxisParam(axis, x.shape);
  const shape = x.shape.map((size, at) => (axes.includes(at) ? 1 : size));
  return { gradient: mul(reshape(dy, shape), fill(x.shape, 1)), count: x.size / util.sizeFromShape(shape) };
}

registerGradient({
  kernelName: "Sum", inputsToSave: ["x"],
  gradFunc: (dy, [x], attrs) => ({ x: () => broadcastGradient(dy as Tensor, x!, attrs).gradient }),
});

registerGradient({
  kernelName: "Mean", inputsToSave: ["x"],
  gradFunc: (dy, [x], attrs) => ({
    x: () => {
      const { gradient, count } = broadcastGradient(dy as Tensor, x!, attrs);
      return div(gradient, count);
    },
  }),
});

/** 1 for each element that is not clipped (bounds included), otherwise 0. */
function unclippedMask(x: Tensor, attrs: NamedAttrMap): Tensor {
  const { clipValueMin, clipValueMax } = attributesOf<{ clipValueMin: number; clipValueMax: number }>(attrs);
  return mul(cast(greaterEqual(x, clipValueMin), "float32"), cast(lessEqual(x, clipValueMax), "float32"));
}

registerGradient({
  kernelName: "ClipByValue", inputsToSave: ["x"],
  gradFunc: (dy, [x], attrs) => ({ x: () => mul(dy as Tensor, unclippedMask(x!, attrs)) }),
});

/**
 * Below this argument the derivative of softplus, e^x < 1e-30, is 0. Adam's epsilon is larger by many orders of magnitude, so such gradients change no
 * weight. But products with them are subnormal numbers, which Intel's processors compute many times as slowly (docs/measured.md).
 */
const SOFTPLUS_IS_FLAT_BELOW = -70;

registerGradient({
  kernelName: "Softplus", inputsToSave: ["x"],
  gradFunc: (dy, [x]) => ({ x: () => mul(dy as Tensor, mul(sigmoid(x!), cast(greaterEqual(x!, SOFTPLUS_IS_FLAT_BELOW), "float32"))) }),
});

for (const kernelName of ["Equal", "Greater", "GreaterEqual", "Less", "LessEqual", "NotEqual"]) {
  registerGradient({ kernelName, inputsToSave: ["a", "b"], gradFunc: (_, [a, b]) => ({ a: () => zerosLike(a!), b: () => zerosLike(b!) }) });
}

registerGradient({
  kernelName: "Select", inputsToSave: ["condition"],
  gradFunc: (dy, [condition]) => {
    const none = () => zerosLike(dy as Tensor);
    return { condition: () => cast(zerosLike(condition!), "float32"), t: () => where(condition!, dy as Tensor, none()), e: () => where(condition!, none(), dy as Tensor) };
  },
});
