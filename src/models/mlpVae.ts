/** The networks that the dense VAEs share: 784-hidden-(μ, log σ²) and d-hidden-784, ReLU. Kingma & Welling 2013, app. C. */
import type { Network, NetworkSpec, Networks, StepInputs } from "../core/model";
import { PIXELS } from "../core/runConfig";
import type { Tensor2D, Tf } from "../core/tf";
import { dense } from "./layers";

interface Sizes {
  readonly hidden: number;
  readonly latent: number;
  /** Numbers joined to the input of a network: a class, an image to complete. */
  readonly condition?: number;
}

export function mlpEncoder({ hidden, latent, condition = 0 }: Sizes): NetworkSpec {
  return {
    role: "encoder",
    widths: [PIXELS + condition, hidden, latent],
    layers: {
      hidden: dense(PIXELS + condition, hidden),
      mu: dense(hidden, latent),
      logVar: dense(hidden, latent),
    },
  };
}

export function mlpDecoder({ hidden, latent, condition = 0 }: Sizes): NetworkSpec {
  return {
    role: "decoder",
    widths: [latent + condition, hidden, PIXELS],
    layers: { hidden: dense(latent + condition, hidden), logits: dense(hidden, PIXELS) },
  };
}

export const mlpVaeNetworks = (sizes: Sizes) => ({ encoder: mlpEncoder(sizes), decoder: mlpDecoder(sizes) });

/** q(z|x) = N(μ(x), diag σ²(x)). input: [B,784 + condition] → [B,d] each. */
export function encodeGaussian(tf: Tf, { encoder }: Networks, input: Tensor2D) {
  const { hidden, mu, logVar } = encoder as Network;
  const features = tf.relu(hidden!(input)); // [B, hidden]
  return { mu: mu!(features), logVar: logVar!(features) };
}

/** z = μ + σ⊙ε with ε ~ N(0,I), so that the draw can be differentiated. Kingma & Welling 2013, §2.4. */
export function reparameterise(tf: Tf, mu: Tensor2D, logVar: Tensor2D, eps: Tensor2D): Tensor2D {
  return tf.add(mu, tf.mul(tf.exp(tf.mul(logVar, 0.5)), eps));
}

/** Logits of the Bernoulli pixels of p(x|z). input: [B,d + condition] → [B,784]. */
export function decodeLogits(tf: Tf, { decoder }: Networks, input: Tensor2D): Tensor2D {
  const { hidden, logits } = decoder as Network;
  return logits!(tf.relu(hidden!(input)));
}

/** Everything the terms of an ELBO need. */
export function gaussianVaeForward(tf: Tf, { networks, batch: { x }, noise }: StepInputs<unknown>) {
  const { mu, logVar } = encodeGaussian(tf, networks, x);
  const z = reparameterise(tf, mu, logVar, noise["eps"]!); // [B, d]
  return { x, mu, logVar, logits: decodeLogits(tf, networks, z) };
}
