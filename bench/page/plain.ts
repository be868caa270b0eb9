/**
 * The other contestant: TensorFlow.js as its tutorials use it. The union package, weights in tf.variable,
 * optimizer.minimize, tf's own random numbers, each batch a fresh tensor from a typed array, no kernel of ours.
 */
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import "@tensorflow/tfjs-backend-webgpu";
import { CLASSES, PIXELS } from "../../src/core/runConfig";
import { BATCH, batches, contest, LATENT } from "./contestant";
import { wasmPaths } from "./wasmPaths";

type Step = (x: tf.Tensor2D, y: tf.Tensor2D) => tf.Scalar;

/** A dense layer, started as the engine starts it. */
function dense(inputs: number, outputs: number) {
  const limit = 1 / Math.sqrt(inputs);
  const kernel = tf.variable(tf.randomUniform<tf.Rank.R2>([inputs, outputs], -limit, limit));
  const bias = tf.variable(tf.zeros<tf.Rank.R1>([outputs]));
  return { weights: [kernel, bias], apply: (x: tf.Tensor2D): tf.Tensor2D => tf.add(tf.matMul(x, kernel), bias) };
}

/** Batch statistics only, as while training. */
function batchNorm(features: number) {
  const scale = tf.variable(tf.ones<tf.Rank.R1>([features]));
  const shift = tf.variable(tf.zeros<tf.Rank.R1>([features]));
  const apply = (x: tf.Tensor2D): tf.Tensor2D => {
    const { mean, variance } = tf.moments(x, 0);
    return tf.batchNorm2d(x, mean as tf.Tensor1D, variance as tf.Tensor1D, shift, scale, 1e-5);
  };
  return { weights: [scale, shift], apply };
}

function vae(): Step {
  const latent = LATENT.vae;
  const [hidden, toMu, toLogVar] = [dense(PIXELS, 400), dense(400, latent), dense(400, latent)];
  const [fromZ, toLogits] = [dense(latent, 400), dense(400, PIXELS)];
  const optimizer = tf.train.adam(1e-3);
  return (x) => optimizer.minimize(() => {
    const h = tf.relu(hidden.apply(x));
    const mu = toMu.apply(h);
    const logVar = toLogVar.apply(h);
    const z = tf.add(mu, tf.mul(tf.exp(tf.mul(logVar, 0.5)), tf.randomNormal([BATCH, latent]))) as tf.Tensor2D;
    const logits = toLogits.apply(tf.relu(fromZ.apply(z)));
    const reconstruction = tf.sum(tf.sub(tf.softplus(logits), tf.mul(x, logits)), 1);
    const kl = tf.mul(tf.sum(tf.sub(tf.sub(tf.add(tf.square(mu), tf.exp(logVar)), logVar), 1), 1), 0.5);
    return tf.mean(tf.add(reconstruction, kl)) as tf.Scalar;
  }, true)!;
}

function cgan(): Step {
  const latent = LATENT.cgan;
  const [g1, g2, g3] = [dense(latent + CLASSES, 128), dense(128, 256), dense(256, PIXELS)];
  const [n1, n2] = [batchNorm(128), batchNorm(256)];
  const [d1, d2, d3] = [dense(PIXELS, 256), dense(256, 128), dense(128, 1)];
  const classVectors = tf.variable(tf.randomNormal<tf.Rank.R2>([CLASSES, 128]));
  const generate = (z: tf.Tensor2D, y: tf.Tensor2D): tf.Tensor2D => {
    const a = tf.relu(n1.apply(g1.apply(tf.concat([z, y], 1))));
    return tf.tanh(g3.apply(tf.relu(n2.apply(g2.apply(a)))));
  };
  const discriminate = (x: tf.Tensor2D, y: tf.Tensor2D): tf.Tensor2D => {
    const features = tf.leakyRelu(d2.apply(tf.leakyRelu(d1.apply(x), 0.2)), 0.2);
    return tf.add(d3.apply(features), tf.sum(tf.mul(tf.matMul(y, classVectors), features), 1, true));
  };
  const noise = () => tf.randomNormal<tf.Rank.R2>([BATCH, latent]);
  const ofGenerator = [g1, n1, g2, n2, g3].flatMap(({ weights }): tf.Variable[] => weights);
  const ofDiscriminator = [...[d1, d2, d3].flatMap(({ weights }): tf.Variable[] => weights), classVectors];
  const optimizers = { discriminator: tf.train.adam(5e-4, 0.5), generator: tf.train.adam(5e-4, 0.5) };
  return (x, y) => {
    const loss = optimizers.discriminator.minimize(() => {
      const onReal = discriminate(tf.sub(tf.mul(x, 2), 1), y);
      const onFake = discriminate(generate(noise(), y), y);
      return tf.add(tf.mean(tf.softplus(tf.neg(onReal))), tf.mean(tf.softplus(onFake)));
    }, true, ofDiscriminator)!;
    optimizers.generator.minimize(
      () => tf.mean(tf.softplus(tf.neg(discriminate(generate(noise(), y), y)))) as tf.Scalar, false, ofGenerator,
    );
    return loss;
  };
}

contest(async (backend, model, dataset) => {
  tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  setWasmPaths(wasmPaths);
  // An emulated GPU is refused otherwise.
  tf.env().set("SOFTWARE_WEBGL_ENABLED", true);
  if (!(await tf.setBackend(backend))) throw new Error(`plain tfjs does not start ${backend}`);
  await tf.ready();
  const next = batches(dataset);
  const step = { vae, cgan }[model]();
  let waiting: tf.Scalar[] = [];
  return {
    step() {
      const { x, y } = next();
      const [images, classes] = [tf.tensor2d(x, [BATCH, PIXELS]), tf.tensor2d(y, [BATCH, CLASSES])];
      waiting.push(tf.tidy(() => step(images, classes)));
      tf.dispose([images, classes]);
    },
    async losses() {
      const values = await Promise.all(waiting.map(async (loss) => (await loss.data())[0]!));
      tf.dispose(waiting);
      waiting = [];
      return values;
    },
  };
});
