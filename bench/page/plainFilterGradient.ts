/**
 * tfjs has no gradient of a convolution's filter on WASM, so plain tfjs cannot train one there. This gradient is composed
 * of tfjs' own operations: the batch becomes the channels that are summed over.
 * Not the engine's own kernel, which is faster. Remove when tfjs has one.
 */
import * as tf from "@tensorflow/tfjs";

interface Attributes {
  readonly strides: [number, number] | number;
  readonly pad: "same" | "valid" | number;
  readonly filterShape: [number, number, number, number];
}

/** Registers the gradient as tfjs' kernel Conv2DBackpropFilter on WASM. */
export function registerFilterGradient(): void {
  tf.registerKernel({
    kernelName: "Conv2DBackpropFilter",
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      // tfjs passes this kernel's tensors and attributes, but types them only as named tensor descriptions and values.
      const { x, dy } = inputs as unknown as Record<"x" | "dy", tf.Tensor4D>;
      const { strides, pad, filterShape } = attrs as unknown as Attributes;
      const { padInfo, strideHeight, strideWidth } =
        tf.backend_util.computeConv2DInfo(x.shape, filterShape, strides, 1, pad);
      return tf.tidy(() => {
        const { top, bottom, left, right } = padInfo;
        const padded = tf.pad(x, [[0, 0], [top, bottom], [left, right], [0, 0]]);
        const wide = tf.conv2d(
          tf.transpose(padded, [3, 1, 2, 0]), // [C, height, width, B]
          tf.transpose(dy, [1, 2, 0, 3]), // [outHeight, outWidth, B, O]
          1, "valid", "NHWC", [strideHeight, strideWidth],
        ); // [C, taps or more, taps or more, O]
        return tf.slice(tf.transpose(wide, [1, 2, 0, 3]), [0, 0, 0, 0], filterShape);
      });
    },
  });
}
