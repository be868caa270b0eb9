/**
 * The workloads' models in jax-js. Weights have their names of src/subject/models/; images have their channels first.
 * A call consumes the arrays that it is given; `.ref` is another reference, for another call.
 */
import { lax, nn, numpy as np, tree, valueAndGrad } from "@jax-js/jax";

type Arrays = Record<string, np.Array>;

/** The state that a step changes, all on the device. */
export type State = {
  readonly weights: Arrays;
  /** First and second moments of Adam. */
  readonly m: Arrays;
  readonly v: Arrays;
  /** β₁ᵗ of the previous step; `power2` is β₂ᵗ. */
  readonly power1: np.Array;
  readonly power2: np.Array;
};

/** x: [B,784] in [0,1]; y: [B,10] one-hot. */
export type Input = { readonly x: np.Array; readonly y: np.Array; readonly noise: Arrays };

/** One step, for `jit`. Returns the new state and the loss before the step: −ELBO, or the discriminator's. */
export type Step = (state: State, input: Input) => [State, np.Array];

/** Returns the step of a model. Throws if the model is not written here. */
export function jaxModel(model: string): Step {
  const step = { "vae": vaeStep(vaeLoss), "cgan": cganStep, "conv-vae": vaeStep(convVaeLoss) }[model];
  if (!step) throw new Error(`${model}: not written in jax-js`);
  return step;
}

/** Adam (Kingma & Ba 2015, alg. 1) for every weight; the bias corrections are computed once. */
function adam(state: State, gradients: Arrays, lr: number, beta1: number): State {
  const beta2 = 0.999;
  const next: { weights: Arrays; m: Arrays; v: Arrays } = { weights: {}, m: {}, v: {} };
  const power1 = state.power1.mul(beta1);
  const power2 = state.power2.mul(beta2);
  const rate = np.reciprocal(power1.ref.mul(-1).add(1)).mul(lr);
  const vScale = np.reciprocal(power2.ref.mul(-1).add(1));
  for (const [name, g] of Object.entries(gradients)) {
    const m = state.m[name]!.mul(beta1).add(g.ref.mul(1 - beta1));
    const v = state.v[name]!.mul(beta2).add(np.square(g).mul(1 - beta2));
    const update = m.ref.mul(rate.ref).div(np.sqrt(v.ref.mul(vScale.ref)).add(1e-8));
    next.weights[name] = state.weights[name]!.sub(update);
    next.m[name] = m;
    next.v[name] = v;
  }
  rate.dispose();
  vScale.dispose();
  return { ...next, power1, power2 };
}

/** A dense layer. It consumes the layer's weights. */
const dense = (w: Arrays, layer: string, x: np.Array): np.Array =>
  np.matmul(x, w[`${layer}/kernel`]!).add(w[`${layer}/bias`]!);

/** −ELBO with Bernoulli pixels, averaged over the batch. */
function negativeElbo(x: np.Array, logits: np.Array, mu: np.Array, logVar: np.Array): np.Array {
  const reconstruction = nn.softplus(logits.ref).sub(x.mul(logits)).sum(1);
  const kl = np.square(mu).add(np.exp(logVar.ref)).sub(logVar).sub(1).sum(1).mul(0.5);
  return reconstruction.add(kl).mean();
}

const sample = (mu: np.Array, logVar: np.Array, eps: np.Array): np.Array => mu.add(np.exp(logVar.mul(0.5)).mul(eps));

type VaeLoss = (weights: Arrays, x: np.Array, eps: np.Array) => np.Array;

function vaeLoss(w: Arrays, x: np.Array, eps: np.Array): np.Array {
  const h = nn.relu(dense(w, "encoder/hidden", x.ref));
  const mu = dense(w, "encoder/mu", h.ref);
  const logVar = dense(w, "encoder/logVar", h);
  const z = sample(mu.ref, logVar.ref, eps);
  return negativeElbo(x, dense(w, "decoder/logits", nn.relu(dense(w, "decoder/hidden", z))), mu, logVar);
}

/** TensorFlow's "same" padding for 3 × 3 filters at stride 2 on images of an even side. */
const PAD_AT_END: [number, number][] = [[0, 1], [0, 1]];

function convVaeLoss(w: Arrays, x: np.Array, eps: np.Array): np.Array {
  const batch = x.shape[0]!;
  const biased = (layer: string, y: np.Array) => y.add(w[`${layer}/bias`]!.reshape([-1, 1, 1]));
  const conv = (layer: string, image: np.Array, stride: number, padding: [number, number][]) =>
    biased(layer, lax.convGeneralDilated(image, w[`${layer}/kernel`]!, [stride, stride], padding));
  const convTranspose = (layer: string, image: np.Array) => biased(layer, lax.convTranspose(
    image, w[`${layer}/kernel`]!, [2, 2], PAD_AT_END, { transposeKernel: true },
  ));
  const middle = nn.relu(conv("encoder/down1", x.ref.reshape([batch, 1, 28, 28]), 2, PAD_AT_END)); // [B, 32, 14, 14]
  const small = nn.relu(conv("encoder/down2", middle, 2, PAD_AT_END)); // [B, 64, 7, 7]
  const h = nn.relu(dense(w, "encoder/hidden", small.reshape([batch, 64 * 7 * 7])));
  const mu = dense(w, "encoder/mu", h.ref);
  const logVar = dense(w, "encoder/logVar", h);
  const projected = nn.relu(dense(w, "decoder/project", sample(mu.ref, logVar.ref, eps)));
  const up1 = nn.relu(convTranspose("decoder/up1", projected.reshape([batch, 64, 7, 7]))); // [B, 64, 14, 14]
  const up2 = nn.relu(convTranspose("decoder/up2", up1)); // [B, 32, 28, 28]
  const logits = conv("decoder/logits", up2, 1, [[1, 1], [1, 1]]).reshape([batch, 784]);
  return negativeElbo(x, logits, mu, logVar);
}

const vaeStep = (loss: VaeLoss): Step => (state, { x, y, noise }) => {
  y.dispose();
  const [value, gradients] = valueAndGrad(loss)(tree.ref(state.weights), x, noise["eps"]!);
  return [adam(state, gradients, 1e-3, 0.9), value];
};

/** Batch normalisation by the batch's statistics, as in training. */
function batchNorm(w: Arrays, layer: string, x: np.Array): np.Array {
  const centred = x.ref.sub(x.mean(0));
  const variance = np.square(centred.ref).mean(0);
  const normal = centred.mul(np.reciprocal(np.sqrt(variance.add(1e-5))));
  return normal.mul(w[`${layer}/scale`]!).add(w[`${layer}/shift`]!);
}

function generate(w: Arrays, z: np.Array, y: np.Array): np.Array {
  const a = nn.relu(batchNorm(w, "generator/norm1", dense(w, "generator/hidden1", np.concatenate([z, y], 1))));
  const b = nn.relu(batchNorm(w, "generator/norm2", dense(w, "generator/hidden2", a)));
  return np.tanh(dense(w, "generator/pixels", b));
}

function discriminate(w: Arrays, x: np.Array, y: np.Array): np.Array {
  const a = nn.leakyRelu(dense(w, "discriminator/hidden1", x), 0.2);
  const features = nn.leakyRelu(dense(w, "discriminator/hidden2", a), 0.2);
  const projection = np.matmul(y, w["discriminator/classVector/table"]!).mul(features.ref).sum(1, { keepdims: true });
  return dense(w, "discriminator/logit", features).add(projection);
}

function discriminatorLoss(d: Arrays, fake: np.Array, x: np.Array, y: np.Array): np.Array {
  const onReal = discriminate(tree.ref(d), x.mul(2).sub(1), y.ref);
  const onFake = discriminate(d, fake, y);
  return nn.softplus(onReal.mul(-1)).mean().add(nn.softplus(onFake).mean());
}

const generatorLoss = (g: Arrays, d: Arrays, z: np.Array, y: np.Array): np.Array =>
  nn.softplus(discriminate(d, generate(g, z, y.ref), y).mul(-1)).mean();

const ofNetwork = (arrays: Arrays, network: string): Arrays =>
  Object.fromEntries(Object.entries(arrays).filter(([name]) => name.startsWith(`${network}/`)));

/** The state of one network's optimiser. */
const half = (state: State, network: string, power1: np.Array, power2: np.Array): State => ({
  weights: ofNetwork(state.weights, network), m: ofNetwork(state.m, network), v: ofNetwork(state.v, network), power1, power2,
});

const cganStep: Step = (state, { x, y, noise }) => {
  const d = half(state, "discriminator", state.power1.ref, state.power2.ref);
  const g = half(state, "generator", state.power1, state.power2);
  const fake = generate(tree.ref(g.weights), noise["zForDiscriminator"]!, y.ref);
  const [loss, ofD] = valueAndGrad(discriminatorLoss)(tree.ref(d.weights), fake, x, y.ref);
  const nextD = adam(d, ofD, 5e-4, 0.5);
  const [unused, ofG] = valueAndGrad(generatorLoss)(tree.ref(g.weights), tree.ref(nextD.weights), noise["zForGenerator"]!, y);
  unused.dispose();
  const { power1, power2, ...nextG } = adam(g, ofG, 5e-4, 0.5);
  power1.dispose();
  power2.dispose();
  const together = (part: "weights" | "m" | "v") => ({ ...nextD[part], ...nextG[part] });
  return [{ ...nextD, weights: together("weights"), m: together("m"), v: together("v") }, loss];
};
