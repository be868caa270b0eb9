/** The net of tfjs-examples/iris: 10 hidden units, three classes. */
import * as tf from "@tensorflow/tfjs-core";
import { adam, crossEntropy, dense, normals, oneHot, training } from "./training";

export const iris = (batch = 32) => training({
  name: "iris",
  inputs: { x: [batch, 4], y: [batch, 3] },
  weights: { hidden: [4, 10], hiddenBias: [10], output: [10, 3], outputBias: [3] },
  optimiser: adam,
  rate: 0.01,
  loss: ({ x, y }, { hidden, hiddenBias, output, outputBias }) => crossEntropy(y!, dense(tf.sigmoid(dense(x!, hidden!, hiddenBias!)), output!, outputBias!)),
  batch: (step) => ({ x: normals(500 + step, batch * 4), y: oneHot(600 + step, batch, 3) }),
});
