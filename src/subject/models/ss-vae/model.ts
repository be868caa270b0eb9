/**
 * The semi-supervised VAE, model M2 of Kingma et al. 2014, "Semi-supervised learning with deep generative models". An image is
 * made from its class and a code: p(x|y,z). The class of most images is latent like the code, and q(y|x) infers it: a
 * classifier that learns from few labelled images and from which class explains each other image best.
 *
 * Their loss J + α E[−log q(y|x)] is minimised in two updates, as in expectation maximisation: encoder and decoder for the
 * present inferred classes, then the classifier for their explanations. The gradients are the same, except for that order. So
 * the classifier can wait: if it follows a decoder that has learned nothing yet, the two soon agree on arbitrary classes.
 *
 * Beyond the paper, the classifier sees labelled images shifted by some random pixels: ten images of a class are few, and a
 * shifted 4 is still a 4. With a shift of 0 it is as in the paper.
 */
import { choice, int, real } from "../../../core/model/hyperparameters";
import { defineModel, type StepInputs, type Term } from "../../../core/model/model";
import type { Networks } from "../../../core/model/network";
import { oneHot } from "../../../core/model/oneHot";
import { adam } from "../../../core/model/optimiser";
import { CLASSES, PIXELS } from "../../../core/run/runConfig";
import type { Tensor2D, Tensor3D, Tf } from "../../../core/model/tf";
import { poolChoice } from "../shared/data";
import { gaussianElbo, logSumExp, reparameterise, standardNormal, type GaussianCode } from "../shared/gaussian";
import { dense, embedding } from "../shared/layers";
import { binarisedPixels, hasDiscretePixels, mostProbablePixels, PIXEL_KINDS, pixelNoise, type PixelSettings } from "../shared/pixels";
import { toRank3, toRank2 } from "../shared/rows";
import { shifted, shiftNoise } from "../shared/shift";
import { symbols } from "../shared/symbols";
import { bernoulliReconstruction, crossEntropy, gaussianKl, ofImages } from "../shared/terms";

type Settings = Pick<PixelSettings, "pixels">;

/** −log p(y): all classes are equally probable. */
const CLASS_COST = Math.log(CLASSES);
const TRAINING_IMAGES = 60_000;

/** Computes the logits of q(y|x): x [B,784] → [B,10]. */
const classify = (tf: Tf, { classifier }: Networks, x: Tensor2D): Tensor2D =>
  classifier!["logits"]!(tf.relu(classifier!["hidden"]!(x)));

/** Computes q(z|x,y) of each image with its class: x [B,784], y [B,10] → [B,d] each. */
function encode(tf: Tf, { encoder }: Networks, x: Tensor2D, y: Tensor2D) {
  const { hidden, ofClass, mu, logVar } = encoder!;
  const features = tf.relu(tf.add<Tensor2D>(hidden!(x), ofClass!(y))); // [B, hidden]
  return { mu: mu!(features), logVar: logVar!(features) };
}

/** Computes the logits of p(x|y,z): z [B,d], y [B,10] → [B,784]. */
const decode = (tf: Tf, { decoder }: Networks, z: Tensor2D, y: Tensor2D): Tensor2D =>
  decoder!["logits"]!(tf.relu(tf.add<Tensor2D>(decoder!["hidden"]!(z), decoder!["ofClass"]!(y))));

/** Returns −L(x,y) in nats of each image combined with each class. x [B,784], eps [B,d], the same for all classes → [B,10]. */
function boundsByClass(tf: Tf, { encoder, decoder }: Networks, x: Tensor2D, eps: Tensor2D): Tensor2D {
  const [images] = x.shape;
  const each = tf.tensor2d(oneHot([...Array(CLASSES).keys()]), [CLASSES, CLASSES]);
  const ofImages = (values: Tensor2D) => toRank3(tf, values, images, 1); // [B, 1, n]
  const ofClasses = (values: Tensor2D) => toRank3(tf, values, 1, CLASSES); // [1, 10, n]
  const ofPairs = (values: Tensor2D) => toRank3(tf, values, images, CLASSES); // [B, 10, n]

  // A layer's response to the image and to the class is computed once for each, and added for every pair.
  const seen = tf.add<Tensor3D>(ofImages(encoder!["hidden"]!(x)), ofClasses(encoder!["ofClass"]!(each))); // [B, 10, hidden]
  const features = tf.relu(toRank2(tf, seen)); // [B·10, hidden]
  const mu = ofPairs(encoder!["mu"]!(features)), logVar = ofPairs(encoder!["logVar"]!(features)); // [B, 10, d]
  const z = tf.add<Tensor3D>(mu, tf.mul(tf.exp(tf.mul(logVar, 0.5)), ofImages(eps)));
  const planned = tf.add<Tensor3D>(ofPairs(decoder!["hidden"]!(toRank2(tf, z))), ofClasses(decoder!["ofClass"]!(each))); // [B, 10, hidden]
  const logits = ofPairs(decoder!["logits"]!(tf.relu(toRank2(tf, planned)))); // [B, 10, 784]
  const misfit: Tensor2D = tf.sum(tf.sub(tf.softplus(logits), tf.mul<Tensor3D>(ofImages(x), logits)), 2); // −log p(x|y,z)
  const divergence: Tensor2D = tf.sum(tf.sub(tf.add(tf.square(mu), tf.exp(logVar)), tf.add(logVar, 1)), 2); // 2 D_KL
  return tf.add(tf.add(misfit, tf.mul(divergence, 0.5)), CLASS_COST);
}

interface Values extends GaussianCode {
  /** For images without labels, [B,10]: −L(x,y) by class, and log q(y|x). */
  readonly bounds: Tensor2D;
  readonly logGuess: Tensor2D;
  /** For labelled images: pixels and their logits, [B,784]; classes and logits of q(y|x), [B,10]. */
  readonly x: Tensor2D;
  readonly logits: Tensor2D;
  readonly y: Tensor2D;
  readonly guess: Tensor2D;
}

/** Returns the log probabilities of logits, [B,n] → [B,n]. */
function logSoftmax(tf: Tf, logits: Tensor2D): Tensor2D {
  const normaliser: Tensor2D = tf.reshape(logSumExp(tf, logits), [logits.shape[0], 1]);
  return tf.sub(logits, normaliser);
}

const SOURCE = "Kingma et al. 2014";

/** Σ_y q(y|x) (−L(x,y)). */
const expectedBound = ofImages<Values, unknown>({
  id: "expected-bound",
  tex: "-\\mathbb{E}_{q_\\phi(y\\mid x)}\\big[\\mathcal{L}(x,y)\\big]",
  unit: "nats/image",
  source: `${SOURCE}, eq. 7`,
  torch: "(log_q.exp() * by_class).sum(1).mean()",
  each: (tf, { bounds, logGuess }) => tf.sum(tf.mul(tf.exp(logGuess), bounds), 1),
});

/** −H(q(y|x)). */
const negativeEntropy = ofImages<Values, unknown>({
  id: "negative-entropy",
  tex: "-\\mathcal{H}\\big(q_\\phi(y\\mid x)\\big)",
  unit: "nats/image",
  ownAxis: true,
  source: `${SOURCE}, eq. 7`,
  torch: "(log_q.exp() * log_q).sum(1).mean()",
  each: (tf, { logGuess }) => tf.sum(tf.mul(tf.exp(logGuess), logGuess), 1),
});

const labelledBound: Term<Values, { readonly labels: number }> = {
  id: "labelled-bound",
  tex: "-\\mathcal{L}(x_\\ell,y_\\ell)",
  unit: "nats/image",
  ownAxis: true,
  source: `${SOURCE}, eq. 6 and 8`,
  torch: "of_labelled.mean()",
  value: (tf, values, h) =>
    tf.add(tf.add(bernoulliReconstruction.value(tf, values, h), gaussianKl.value(tf, values, h)), CLASS_COST),
  weight: { tex: "\\tfrac{N_\\ell}{N}", torch: "10 * labels / 60000", value: ({ labels }) => (labels * CLASSES) / TRAINING_IMAGES },
};

/** D_KL(q(y|x) ‖ p(y|x)), p(y|x) ∝ exp L(x,y). Its gradient in q is that of U(x), eq. 7: they differ by a constant in q. */
const disagreement = ofImages<Values, { readonly headStart: number }>({
  id: "disagreement",
  tex: "D_{\\mathrm{KL}}\\big(q_\\phi(y\\mid x)\\,\\|\\,p_\\theta(y\\mid x)\\big)",
  unit: "nats/image",
  source: `${SOURCE}, eq. 7, seen from q(y|x)`,
  torch: "(log_q.exp() * (log_q - log_p)).sum(1).mean()",
  each: (tf, { bounds, logGuess }) => {
    const logExplained = logSoftmax(tf, tf.neg(bounds)); // log p(y|x)
    return tf.sum(tf.mul(tf.exp(logGuess), tf.sub(logGuess, logExplained)), 1);
  },
});

const classification: Term<Values, unknown> = {
  id: "classification",
  tex: "-\\log q_\\phi(y_\\ell\\mid x_\\ell)",
  unit: "nats/image",
  source: `${SOURCE}, eq. 9`,
  torch: "F.cross_entropy(guess, y_labelled)",
  value: (tf, { guess, y }) => crossEntropy(tf, guess, y),
};

function forward(tf: Tf, inputs: StepInputs<Settings>): Values {
  const { networks, noise, labelled } = inputs;
  const unlabelled = binarisedPixels(tf, inputs); // [B, 784]
  const x = binarisedPixels(tf, { ...inputs, batch: labelled!, noise: { u: noise["uLabelled"]! } });
  const { y } = labelled!;
  const code = reparameterise(tf, encode(tf, networks, x, y), noise["epsLabelled"]!);
  return {
    bounds: boundsByClass(tf, networks, unlabelled, noise["eps"]!), logGuess: logSoftmax(tf, classify(tf, networks, unlabelled)),
    x, y, ...code, logits: decode(tf, networks, code.z, y),
    guess: classify(tf, networks, shifted(tf, x, noise["shiftAcross"]!, noise["shiftDown"]!)),
  };
}

export const ssVae = defineModel({
  id: "ss-vae",
  menu: "vae",
  prior: standardNormal,
  conditional: true,
  source: { text: "Kingma et al. 2014", url: "https://arxiv.org/abs/1406.5298" },
  labelled: ({ labels }) => labels,
  hyperparameters: {
    labels: int(1, 100, 10, { symbol: "n" }),
    headStart: int(0, 20_000, 500, { symbol: "t_0", unit: "steps" }),
    shift: int(0, 4, 2, { symbol: "s" }),
    alpha: real(0, 1000, 100, { symbol: "\\alpha", live: true }),
    lr: real(1e-5, 1e-1, 1e-3, { symbol: "\\eta", live: true, scale: "log" }),
    pixels: choice(PIXEL_KINDS, "binary", { symbol: "x", definesLoss: true }),
    latent: int(1, 64, 2, { symbol: "d", unit: "dimensions" }),
    hidden: int(16, 512, 256, { symbol: "h", unit: "units" }),
    batch: int(16, 256, 32, { symbol: "B", unit: "images", scale: "log" }),
    pool: poolChoice,
  },
  optimiser: adam(),
  symbols: symbols(
    { id: "semi-supervised-loss", tex: "\\mathcal{J}" }, { id: "class-bound", tex: "\\mathcal{L}(x,y)" },
    { id: "guessed-class", tex: "q_\\phi(y\\mid x)", givenBy: "encoder" }, { id: "explaining-class", tex: "p_\\theta(y\\mid x)" },
    { id: "entropy", tex: "\\mathcal{H}" }, { id: "labelled-image", tex: "x_\\ell,y_\\ell" },
    { id: "labelled-share", tex: "\\tfrac{N_\\ell}{N}" }, { id: "head-start", tex: "[t\\ge t_0]" }, { id: "alpha", tex: "\\alpha" },
    "x", "y", "kl-divergence", "expectation", "nat",
  ),
  networks: ({ hidden, latent }) => ({
    classifier: {
      role: "encoder", heads: ["y"], widths: [PIXELS, hidden, CLASSES],
      layers: { hidden: dense(PIXELS, hidden), logits: dense(hidden, CLASSES) },
    },
    encoder: {
      role: "encoder", condition: "class", widths: [PIXELS + CLASSES, hidden, latent],
      layers: {
        hidden: dense(PIXELS, hidden), ofClass: embedding(CLASSES, hidden, { kind: "fanIn", fanIn: CLASSES }),
        mu: dense(hidden, latent), logVar: dense(hidden, latent),
      },
    },
    decoder: {
      role: "decoder", condition: "class", widths: [latent + CLASSES, hidden, PIXELS],
      layers: {
        hidden: dense(latent, hidden), ofClass: embedding(CLASSES, hidden, { kind: "fanIn", fanIn: CLASSES }),
        logits: dense(hidden, PIXELS),
      },
    },
  }),
  noise: (h) => {
    const ofLabelled = Object.entries(pixelNoise(h)).map(([name, spec]) => [`${name}Labelled`, spec] as const);
    const eps = { shape: [h.batch, h.latent], purpose: "eps" } as const;
    const shift = shiftNoise(h.batch, h.shift);
    return { eps, epsLabelled: eps, shiftAcross: shift, shiftDown: shift, ...pixelNoise(h), ...Object.fromEntries(ofLabelled) };
  },
  objectives: [
    {
      id: "semi-supervised",
      tex: "\\mathcal{J}(\\theta,\\phi)",
      minimises: ["encoder", "decoder"],
      forward,
      terms: [expectedBound, negativeEntropy, labelledBound],
      reconstruction: bernoulliReconstruction,
      kl: gaussianKl,
      elbo: { ...gaussianElbo, discretePixels: hasDiscretePixels },
    },
    {
      id: "classifier",
      tex: "\\mathcal{J}_q(\\phi)",
      minimises: ["classifier"],
      forward,
      terms: [
        { ...disagreement, weight: { tex: "[t\\ge t_0]", torch: "(step >= head_start)", value: ({ headStart }, step) => (step < headStart ? 0 : 1) } },
        { ...classification, weight: { tex: "\\alpha", value: (h: { alpha: number }) => h.alpha } },
      ],
    },
  ],
  encode: (tf, networks, { x, y }, h) => encode(tf, networks, mostProbablePixels(tf, x, h), y),
  decode: (tf, networks, { z, y }) => tf.sigmoid(decode(tf, networks, z, y)),
  classify: (tf, networks, x, h) => classify(tf, networks, mostProbablePixels(tf, x, h)),
});
