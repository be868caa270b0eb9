/**
 * What the pixels are that a VAE learns, and what its decoder says of them: grey or drawn black and white, from a
 * Bernoulli distribution or from a Gaussian whose σ is given or learned. Dai & Wipf 2019 show why σ matters.
 */
import type { NetworkSpec, Networks, StepInputs } from "../../core/model";
import { PIXELS } from "../../core/runConfig";
import type { Scalar, Tensor2D, Tf } from "../../core/tf";
import { learnedNumber } from "./layers";
import { bernoulliReconstruction, ofImages } from "./terms";

export const PIXEL_KINDS = ["grey", "binary"] as const;
export const LIKELIHOODS = ["bernoulli", "gaussian", "gaussian-learned"] as const;
/** Those that have a σ. */
export const GAUSSIANS: readonly string[] = ["gaussian", "gaussian-learned"] satisfies readonly (typeof LIKELIHOODS)[number][];

export interface PixelSettings {
  readonly pixels: (typeof PIXEL_KINDS)[number];
  readonly likelihood: (typeof LIKELIHOODS)[number];
  /** Standard deviation of each Gaussian pixel; where it is learned, its start. */
  readonly sigma: number;
}

/** 1 where x > threshold, otherwise 0. x: [B,784]; threshold: [B,784] or a number. */
const above = (tf: Tf, x: Tensor2D, threshold: Tensor2D | number): Tensor2D => tf.step(tf.sub<Tensor2D>(x, threshold), 0);

/** Each pixel white with probability x, drawn anew for every batch: Burda et al. 2016, §5. → x: [B,784]. */
export const drawnPixels = (tf: Tf, { batch: { x }, noise, h }: StepInputs<Pick<PixelSettings, "pixels">>): Tensor2D =>
  (h.pixels === "binary" ? above(tf, x, noise["u"]!) : x);

/** The same without noise, for pictures and codes of an image by itself: each pixel as it is most likely drawn. */
export const likeliestPixels = (tf: Tf, x: Tensor2D, { pixels }: Pick<PixelSettings, "pixels">): Tensor2D =>
  (pixels === "binary" ? above(tf, x, 0.5) : x);

/** The noise of `drawnPixels`, u ~ U(0,1). */
export const pixelNoise = ({ pixels, batch }: Pick<PixelSettings, "pixels"> & { readonly batch: number }) =>
  (pixels === "binary"
    ? { u: { shape: [batch, PIXELS], purpose: "augment", distribution: { kind: "uniform" }, ofImage: true } } as const
    : {});

/** The decoder with a number more where its σ is learned. */
export const withSigma = (decoder: NetworkSpec, { likelihood, sigma }: PixelSettings): NetworkSpec =>
  (likelihood === "gaussian-learned"
    ? { ...decoder, layers: { ...decoder.layers, logSigma: learnedNumber(Math.log(sigma)) } }
    : decoder);

/** log σ; null where pixels have none. z: [B,d], of which it knows nothing. */
export function logSigmaOf(tf: Tf, { decoder }: Networks, z: Tensor2D, { likelihood, sigma }: PixelSettings): Scalar | null {
  switch (likelihood) {
    case "gaussian": return tf.scalar(Math.log(sigma));
    case "gaussian-learned": return tf.reshape(decoder!["logSigma"]!(z), []);
    default: return null;
  }
}

interface Decoded {
  /** [B,784]. */
  readonly x: Tensor2D;
  readonly logits: Tensor2D;
  readonly logSigma: Scalar | null;
}

/** −log p(x|z): of Bernoulli pixels, or of pixels from N(x̂, σ²), x̂ = sigmoid(l). */
export const pixelReconstruction = ofImages<Decoded, PixelSettings>({
  ...bernoulliReconstruction,
  tex: ({ likelihood }) => (GAUSSIANS.includes(likelihood)
    ? "\\mathbb{E}_{q_\\phi}\\Big[\\tfrac{\\lVert x-\\hat x\\rVert^2}{2\\sigma^2}+\\tfrac{784}{2}\\log 2\\pi\\sigma^2\\Big]"
    : "-\\mathbb{E}_{q_\\phi(z\\mid x)}\\big[\\log p_\\theta(x\\mid z)\\big]"),
  source: "Kingma & Welling 2013, eq. 7 and app. C; Gaussian with one σ: Dai & Wipf 2019",
  each: (tf, { x, logits, logSigma }, h) => {
    if (logSigma === null) return bernoulliReconstruction.each(tf, { x, logits }, h);
    const squares = tf.sum(tf.square(tf.sub(x, tf.sigmoid(logits))), 1); // [B]
    const precision = tf.exp(tf.mul(logSigma, -2)); // 1/σ²
    const logNormaliser = tf.mul(tf.add(tf.mul(logSigma, 2), Math.log(2 * Math.PI)), PIXELS / 2);
    return tf.add(tf.mul(tf.mul(squares, 0.5), precision), logNormaliser);
  },
});
