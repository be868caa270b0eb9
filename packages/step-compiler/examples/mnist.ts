/** The net of tfjs-examples/mnist: two convolutions with max pooling, and a dense layer. */
import * as tf from "@tensorflow/tfjs-core";
import { crossEntropy, dense, oneHot, sgd, training, uniforms } from "./training";

export const mnist = (batch = 64) => training({
  name: "mnist",
  inputs: { x: [batch, 28, 28, 1], y: [batch, 10] },
  weights: { filters1: [5, 5, 1, 8], bias1: [8], filters2: [5, 5, 8, 16], bias2: [16], weights: [256, 10], bias: [10] },
  optimiser: sgd,
  rate: 0.1,
  loss({ x, y }, { filters1, bias1, filters2, bias2, weights, bias }) {
    const layer = (image: tf.Tensor, filters: tf.Tensor, each: tf.Tensor) =>
      tf.maxPool(tf.relu(tf.add(tf.conv2d(image as tf.Tensor4D, filters as tf.Tensor4D, 1, "valid"), each)) as tf.Tensor4D, 2, 2, "valid");
    const first = layer(x!, filters1!, bias1!); // [batch, 12, 12, 8]
    const second = layer(first, filters2!, bias2!); // [batch, 4, 4, 16]
    return crossEntropy(y!, dense(tf.reshape(second, [batch, 256]), weights!, bias!));
  },
  batch: (step) => ({ x: uniforms(100 + step, batch * 784), y: oneHot(200 + step, batch, 10) }),
});
