/**
 * Gradients of sums and means, which spread one number over many elements, made on the device. Those of tfjs 4.22 fill an array in
 * JavaScript and upload it at every step. The numbers are the same.
 */
import { div, fill, mul, registerGradient, reshape, util, type NamedAttrMap, type Tensor } from "@tensorflow/tfjs-core";
import { attributesOf } from "../../compiler/trace/kernelMeaning";

/** The gradient of a sum for each element of `x`: the `dy` of the sum it is part of. `count`: elements in each sum. */
function spread(dy: Tensor, x: Tensor, attrs: NamedAttrMap): { gradient: Tensor; count: number } {
  const { axis } = attributesOf<{ axis: number | number[] }>(attrs);
  const axes = util.parseAxisParam(axis, x.shape);
  const shape = x.shape.map((size, at) => (axes.includes(at) ? 1 : size));
  return { gradient: mul(reshape(dy, shape), fill(x.shape, 1)), count: x.size / util.sizeFromShape(shape) };
}

registerGradient({
  kernelName: "Sum", inputsToSave: ["x"],
  gradFunc: (dy, [x], attrs) => ({ x: () => spread(dy as Tensor, x!, attrs).gradient }),
});

registerGradient({
  kernelName: "Mean", inputsToSave: ["x"],
  gradFunc: (dy, [x], attrs) => ({
    x: () => {
      const { gradient, count } = spread(dy as Tensor, x!, attrs);
      return div(gradient, count);
    },
  }),
});
