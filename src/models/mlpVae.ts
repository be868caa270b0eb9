/** The networks that the dense VAEs share: 784-hidden-(μ, log σ²) and d-hidden-784, ReLU. Kingma & Welling 2013, app. C. */
import type { Batch, NetworkSpec, Networks } from "../core/model";
import { PIXELS } from "../core/runConfig";
import type { Tensor2D, Tf } from "../core/tf";
import { dense } from "./layers";

interface Sizes {
  readonly hidden: number;
  readonly latent: number;
}

export function mlpVaeNetworks({ hidden, latent }: Sizes) {
  return {
    encoder: {
      role: "encoder",
      widths: [PIXELS, hidden, latent],
      layers: {
        hidden: dense(PIXELS, hidden),
        mu: dense(hidden, latent),
        logVar: dense(hidden, latent),
      },
    },
    decoder: {
      role: "decoder",
      widths: [latent, hidden, PIXELS],
      layers: { hidden: dense(latent, hidden), logits: dense(hidden, PIXELS) },
    },
  } as const satisfies Record<string, NetworkSpec>;
}

/** q(z|x) = N(μ(x), diag σ²(x)). x: [B,784] → [B,d] each. */
export function encodeGaussian(tf: Tf, { encoder }: Networks, { x }: Batch) {
  const hidden = tf.relu(encoder!.hidden!(x)); // [B, hidden]
  return { mu: encoder!.mu!(hidden), logVar: encoder!.logVar!(hidden) };
}

/** z = μ + σ⊙ε with ε ~ N(0,I), so that the draw can be differentiated. Kingma & Welling 2013, §2.4. */
export function reparameterise(tf: Tf, mu: Tensor2D, logVar: Tensor2D, eps: Tensor2D): Tensor2D {
  return tf.add(mu, tf.mul(tf.exp(tf.mul(logVar, 0.5)), eps));
}

/** Logits of the Bernoulli pixels of p(x|z). z: [B,d] → [B,784]. */
export function decodeLogits(tf: Tf, { decoder }: Networks, z: Tensor2D): Tensor2D {
  return decoder!.logits!(tf.relu(decoder!.hidden!(z)));
}

/** Everything the terms of an ELBO need. */
export function gaussianVaeForward(
  tf: Tf, { networks, batch, noise }: { networks: Networks; batch: Batch; noise: Readonly<Record<string, Tensor2D>> },
) {
  const { mu, logVar } = encodeGaussian(tf, networks, batch);
  const z = reparameterise(tf, mu, logVar, noise.eps!); // [B, d]
  return { x: batch.x, mu, logVar, logits: decodeLogits(tf, networks, z) };
}
