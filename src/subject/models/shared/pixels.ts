/**
 * The pixels and the likelihood of a VAE: grey or drawn black and white; Bernoulli, or Gaussian with a given or learned σ. Dai
 * & Wipf 2019 show why σ matters. Points always have a Gaussian likelihood, with the decoder's output as the mean.
 */
import { forSettings, type StepInputs } from "../../../core/model/model";
import type { NetworkSpec, Networks } from "../../../core/model/network";
import { PIXELS } from "../../../core/run/runConfig";
import type { Scalar, Tensor2D, Tf } from "../../../core/model/tf";
import { onPoints, widthOf } from "../../data/registry";
import type { DataSettings } from "./data";
import { learnedNumber } from "./layers";
import { bernoulliReconstruction, ofImages } from "./terms";

export const PIXEL_KINDS = ["grey", "binary"] as const;
export const LIKELIHOODS = ["bernoulli", "gaussian", "gaussian-learned"] as const;
/** The likelihoods that have a σ. */
export const GAUSSIANS: readonly string[] = ["gaussian", "gaussian-learned"] satisfies readonly (typeof LIKELIHOODS)[number][];

export const DEVIATIONS = ["learned", "set"] as const;

export interface PixelSettings extends DataSettings {
  readonly pixels: (typeof PIXEL_KINDS)[number];
  readonly likelihood: (typeof LIKELIHOODS)[number];
  /** For points: whether σ is learned. */
  readonly deviation: (typeof DEVIATIONS)[number];
  /** The standard deviation of each Gaussian value of x; if it is learned, its initial value. */
  readonly sigma: number;
}

type Likelihood = PixelSettings["likelihood"];

/** Returns the likelihood of each value of x. */
export const likelihoodOf = (h: Pick<PixelSettings, "data" | "likelihood" | "deviation">): Likelihood =>
  (!onPoints(h) ? h.likelihood : h.deviation === "learned" ? "gaussian-learned" : "gaussian");

/** Returns whether the likelihood is Gaussian. */
export const isGaussian = (h: Parameters<typeof likelihoodOf>[0]): boolean => GAUSSIANS.includes(likelihoodOf(h));

/** The settings of drawing pixels; models of images alone have no choice of data. */
type Drawing = Pick<PixelSettings, "pixels"> & Partial<DataSettings>;

const isBinary = (h: Drawing): boolean => h.pixels === "binary" && !onPoints(h);

/**
 * Returns whether p(x|z) is a probability of black and white pixels. Bernoulli on grey pixels is no normalised likelihood (Loaiza-Ganem &
 * Cunningham 2019). A Gaussian has a density, which could be compared in bits per pixel only after dequantisation (Theis et al. 2016).
 */
export const hasDiscretePixels = (h: Drawing & Partial<Pick<PixelSettings, "likelihood">>): boolean => isBinary(h) && h.likelihood !== "gaussian" && h.likelihood !== "gaussian-learned";

/** Returns 1 where x > threshold, otherwise 0. x is [B,784]; threshold is [B,784] or a number. */
const above = (tf: Tf, x: Tensor2D, threshold: Tensor2D | number): Tensor2D => tf.step(tf.sub<Tensor2D>(x, threshold), 0);

/** Draws each pixel white with probability x, for every batch: Burda et al. 2016, §5. Returns x [B,784]. */
export const binarisedPixels = (tf: Tf, { batch: { x }, noise, h }: StepInputs<Drawing>): Tensor2D =>
  (isBinary(h) ? above(tf, x, noise["u"]!) : x);

/** Returns the most probable pixels, without noise, for pictures and codes of a single image. */
export const mostProbablePixels = (tf: Tf, x: Tensor2D, h: Drawing): Tensor2D =>
  (isBinary(h) ? above(tf, x, 0.5) : x);

/** The noise of `binarisedPixels`, u ~ U(0,1). */
export const pixelNoise = (h: Drawing & { readonly batch: number }) =>
  (isBinary(h)
    ? { u: { shape: [h.batch, PIXELS], purpose: "augment", distribution: { kind: "uniform" }, fixedPerImage: true } } as const
    : {});

/** Adds one parameter to the decoder if σ is learned. */
export const withSigma = (decoder: NetworkSpec, h: PixelSettings): NetworkSpec =>
  (likelihoodOf(h) === "gaussian-learned"
    ? { ...decoder, layers: { ...decoder.layers, logSigma: learnedNumber(Math.log(h.sigma)) } }
    : decoder);

/** Returns log σ; null if pixels have none. It does not depend on z [B,d]. */
export function logSigmaOf(tf: Tf, { decoder }: Networks, z: Tensor2D, h: PixelSettings): Scalar | null {
  switch (likelihoodOf(h)) {
    case "gaussian": return tf.scalar(Math.log(h.sigma));
    case "gaussian-learned": return tf.reshape(decoder!["logSigma"]!(z), []);
    default: return null;
  }
}

/** Returns x̂, the decoder's mean: pixels in [0,1] or points. logits is [B,width]. */
export const decoderMean = (tf: Tf, logits: Tensor2D, h: DataSettings): Tensor2D => (onPoints(h) ? logits : tf.sigmoid(logits));

interface Decoded {
  /** [B,width]. */
  readonly x: Tensor2D;
  readonly logits: Tensor2D;
  readonly logSigma: Scalar | null;
}

/** −log p(x|z) of Bernoulli pixels, or of x from N(x̂, σ²). */
export const pixelReconstruction = ofImages<Decoded, PixelSettings>({
  ...bernoulliReconstruction,
  tex: (h) => (isGaussian(h)
    ? `\\mathbb{E}_{q_\\phi}\\Big[\\tfrac{\\lVert x-\\hat x\\rVert^2}{2\\sigma^2}+\\tfrac{${widthOf(h)}}{2}\\log 2\\pi\\sigma^2\\Big]`
    : "-\\mathbb{E}_{q_\\phi(z\\mid x)}\\big[\\log p_\\theta(x\\mid z)\\big]"),
  source: "Kingma & Welling 2013, eq. 7 and app. C; Gaussian with one σ: Dai & Wipf 2019",
  torch: (h) => (isGaussian(h)
    ? `-Normal(${onPoints(h) ? "logits" : "logits.sigmoid()"}, sigma).log_prob(x).sum(1).mean()`
    : forSettings(bernoulliReconstruction.torch!, h)),
  each: (tf, { x, logits, logSigma }, h) => {
    if (logSigma === null) return bernoulliReconstruction.each(tf, { x, logits }, h);
    const squares = tf.sum(tf.square(tf.sub(x, decoderMean(tf, logits, h))), 1); // [B]
    const precision = tf.exp(tf.mul(logSigma, -2)); // 1/σ²
    const logNormaliser = tf.mul(tf.add(tf.mul(logSigma, 2), Math.log(2 * Math.PI)), widthOf(h) / 2);
    return tf.add(tf.mul(tf.mul(squares, 0.5), precision), logNormaliser);
  },
});
