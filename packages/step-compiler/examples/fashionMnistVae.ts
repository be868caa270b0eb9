/** The net of tfjs-examples/fashion-mnist-vae: a VAE with 512 hidden units and 2 latent dimensions. Its noise is an input. */
import * as tf from "@tensorflow/tfjs-core";
import { adam, dense, normals, training, uniforms } from "./training";

const [PIXELS, HIDDEN, LATENT] = [784, 512, 2];

export const fashionMnistVae = (batch = 256) => training({
  name: "fashion-mnist-vae",
  inputs: { x: [batch, PIXELS], noise: [batch, LATENT] },
  weights: {
    encoder: [PIXELS, HIDDEN], encoderBias: [HIDDEN], mean: [HIDDEN, LATENT], meanBias: [LATENT], logVar: [HIDDEN, LATENT], logVarBias: [LATENT],
    decoder: [LATENT, HIDDEN], decoderBias: [HIDDEN], output: [HIDDEN, PIXELS], outputBias: [PIXELS],
  },
  optimiser: adam,
  rate: 0.001,
  loss({ x, noise }, w) {
    const hidden = tf.relu(dense(x!, w["encoder"]!, w["encoderBias"]!));
    const mean = dense(hidden, w["mean"]!, w["meanBias"]!), logVar = dense(hidden, w["logVar"]!, w["logVarBias"]!); // [batch, latent]
    const z = tf.add(mean, tf.mul(tf.exp(tf.mul(logVar, 0.5)), noise!));
    const image = tf.sigmoid(dense(tf.relu(dense(z, w["decoder"]!, w["decoderBias"]!)), w["output"]!, w["outputBias"]!));
    const reconstruction = tf.mul(tf.mean(tf.squaredDifference(x!, image)), PIXELS);
    const divergence = tf.mul(tf.sum(tf.sub(tf.sub(tf.add(logVar, 1), tf.square(mean)), tf.exp(logVar)), -1), -0.5); // [batch]
    return tf.mean(tf.add(reconstruction, divergence));
  },
  batch: (step) => ({ x: uniforms(300 + step, batch * PIXELS), noise: normals(400 + step, batch * LATENT) }),
});
