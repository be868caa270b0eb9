/** The net of tfjs-examples/boston-housing with two hidden layers of 50 units. */
import * as tf from "@tensorflow/tfjs-core";
import { dense, normals, sgd, training } from "./training";

const FEATURES = 12;

export const bostonHousing = (batch = 40) => training({
  name: "boston-housing",
  inputs: { x: [batch, FEATURES], y: [batch, 1] },
  weights: { first: [FEATURES, 50], firstBias: [50], second: [50, 50], secondBias: [50], output: [50, 1], outputBias: [1] },
  optimiser: sgd,
  rate: 0.01,
  loss({ x, y }, { first, firstBias, second, secondBias, output, outputBias }) {
    const hidden = tf.sigmoid(dense(tf.sigmoid(dense(x!, first!, firstBias!)), second!, secondBias!));
    return tf.mean(tf.squaredDifference(y!, dense(hidden, output!, outputBias!)));
  },
  batch: (step) => ({ x: normals(700 + step, batch * FEATURES), y: normals(800 + step, batch).map((price) => 22.5 + 9 * price) }),
});
