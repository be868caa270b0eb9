/** The workloads' models in plain TensorFlow.js. Weights have their names and shapes of src/subject/models/. */
import * as tf from "@tensorflow/tfjs";

export type Weights = Readonly<Record<string, tf.Variable>>;

/** A weight by name. tfjs' variables carry no rank, so the caller states it. */
const weight = <R extends tf.Rank>(weights: Weights, name: string): tf.Tensor<R> => {
  const variable: tf.Tensor = weights[name]!;
  return variable as tf.Tensor<R>;
};

/** x: [B,784] in [0,1]; y: [B,10] one-hot. */
interface Input {
  readonly x: tf.Tensor2D;
  readonly y: tf.Tensor2D;
  readonly noise: Readonly<Record<string, tf.Tensor2D>>;
}

/** One step. Returns the loss before it: −ELBO, or the discriminator's. */
type Step = (input: Input) => tf.Scalar;

/** Returns the step of a model. Throws if the model is not written here. */
export function plainModel(model: string, weights: Weights): Step {
  const build = { "vae": vae, "cgan": cgan, "conv-vae": convVae }[model];
  if (!build) throw new Error(`${model}: not written in plain tfjs`);
  return build(weights);
}

/** Adam with the engine's ε; tfjs' own default is 1e-7. */
const adam = (lr: number, beta1 = 0.9) => tf.train.adam(lr, beta1, 0.999, 1e-8);

const dense = (weights: Weights, layer: string) => (x: tf.Tensor2D): tf.Tensor2D =>
  tf.add(tf.matMul(x, weight<tf.Rank.R2>(weights, `${layer}/kernel`)), weights[`${layer}/bias`]!);

/** −ELBO with Bernoulli pixels, averaged over the batch. */
function negativeElbo(x: tf.Tensor2D, logits: tf.Tensor2D, mu: tf.Tensor2D, logVar: tf.Tensor2D): tf.Scalar {
  const reconstruction = tf.sum(tf.sub(tf.softplus(logits), tf.mul(x, logits)), 1);
  const kl = tf.mul(tf.sum(tf.sub(tf.sub(tf.add(tf.square(mu), tf.exp(logVar)), logVar), 1), 1), 0.5);
  return tf.mean(tf.add(reconstruction, kl));
}

const sample = (mu: tf.Tensor2D, logVar: tf.Tensor2D, eps: tf.Tensor2D): tf.Tensor2D =>
  tf.add(mu, tf.mul(tf.exp(tf.mul(logVar, 0.5)), eps));

function vae(weights: Weights): Step {
  const [hidden, toMu, toLogVar] = ["hidden", "mu", "logVar"].map((layer) => dense(weights, `encoder/${layer}`));
  const [fromZ, toLogits] = ["hidden", "logits"].map((layer) => dense(weights, `decoder/${layer}`));
  const optimizer = adam(1e-3);
  return ({ x, noise }) => optimizer.minimize(() => {
    const h = tf.relu(hidden!(x));
    const [mu, logVar] = [toMu!(h), toLogVar!(h)];
    const z = sample(mu, logVar, noise["eps"]!);
    return negativeElbo(x, toLogits!(tf.relu(fromZ!(z))), mu, logVar);
  }, true)!;
}

function convVae(weights: Weights): Step {
  const kernel = (layer: string) => weight<tf.Rank.R4>(weights, `${layer}/kernel`);
  const conv = (layer: string, x: tf.Tensor4D, stride: number): tf.Tensor4D =>
    tf.add(tf.conv2d(x, kernel(layer), stride, "same"), weights[`${layer}/bias`]!);
  const convTranspose = (layer: string, x: tf.Tensor4D, side: number, filters: number): tf.Tensor4D =>
    tf.add(tf.conv2dTranspose(x, kernel(layer), [x.shape[0], side, side, filters], 2, "same"), weights[`${layer}/bias`]!);
  const [hidden, toMu, toLogVar] = ["hidden", "mu", "logVar"].map((layer) => dense(weights, `encoder/${layer}`));
  const project = dense(weights, "decoder/project");
  const optimizer = adam(1e-3);
  return ({ x, noise }) => optimizer.minimize(() => {
    const batch = x.shape[0];
    const middle = tf.relu(conv("encoder/down1", tf.reshape(x, [batch, 28, 28, 1]), 2)); // [B, 14, 14, 32]
    const small = tf.relu(conv("encoder/down2", middle, 2)); // [B, 7, 7, 64]
    const h = tf.relu(hidden!(tf.reshape(small, [batch, 7 * 7 * 64])));
    const [mu, logVar] = [toMu!(h), toLogVar!(h)];
    const projected = tf.relu(project(sample(mu, logVar, noise["eps"]!)));
    const up1 = tf.relu(convTranspose("decoder/up1", tf.reshape(projected, [batch, 7, 7, 64]), 14, 64));
    const up2 = tf.relu(convTranspose("decoder/up2", up1, 28, 32)); // [B, 28, 28, 32]
    const logits = tf.reshape(conv("decoder/logits", up2, 1), [batch, 784]);
    return negativeElbo(x, logits as tf.Tensor2D, mu, logVar);
  }, true)!;
}

/** Batch normalisation by the batch's statistics, as in training. */
const batchNorm = (weights: Weights, layer: string) => (x: tf.Tensor2D): tf.Tensor2D => {
  const { mean, variance } = tf.moments(x, 0);
  const [shift, scale] = ["shift", "scale"].map((name) => weight<tf.Rank.R1>(weights, `${layer}/${name}`));
  return tf.batchNorm2d(x, mean as tf.Tensor1D, variance as tf.Tensor1D, shift, scale, 1e-5);
};

function cgan(weights: Weights): Step {
  const [g1, g2, g3] = ["hidden1", "hidden2", "pixels"].map((layer) => dense(weights, `generator/${layer}`));
  const [n1, n2] = ["norm1", "norm2"].map((layer) => batchNorm(weights, `generator/${layer}`));
  const [d1, d2, d3] = ["hidden1", "hidden2", "logit"].map((layer) => dense(weights, `discriminator/${layer}`));
  const classVectors = weight<tf.Rank.R2>(weights, "discriminator/classVector/table");
  const generate = (z: tf.Tensor2D, y: tf.Tensor2D): tf.Tensor2D => {
    const a = tf.relu(n1!(g1!(tf.concat([z, y], 1))));
    return tf.tanh(g3!(tf.relu(n2!(g2!(a)))));
  };
  const discriminate = (x: tf.Tensor2D, y: tf.Tensor2D): tf.Tensor2D => {
    const features = tf.leakyRelu(d2!(tf.leakyRelu(d1!(x), 0.2)), 0.2);
    return tf.add(d3!(features), tf.sum(tf.mul(tf.matMul(y, classVectors), features), 1, true));
  };
  const of = (network: string): tf.Variable[] =>
    Object.entries(weights).filter(([name]) => name.startsWith(`${network}/`)).map(([, weight]) => weight);
  const [ofDiscriminator, ofGenerator] = [of("discriminator"), of("generator")];
  const optimizers = { discriminator: adam(5e-4, 0.5), generator: adam(5e-4, 0.5) };
  return ({ x, y, noise }) => {
    const loss = optimizers.discriminator.minimize(() => {
      const onReal = discriminate(tf.sub(tf.mul(x, 2), 1), y);
      const onFake = discriminate(generate(noise["zForDiscriminator"]!, y), y);
      return tf.add(tf.mean(tf.softplus(tf.neg(onReal))), tf.mean(tf.softplus(onFake)));
    }, true, ofDiscriminator)!;
    optimizers.generator.minimize(
      () => tf.mean(tf.softplus(tf.neg(discriminate(generate(noise["zForGenerator"]!, y), y)))) as tf.Scalar,
      false, ofGenerator,
    );
    return loss;
  };
}
