/** The networks that the dense VAEs share: 784-hidden-(μ, log σ²) and d-hidden-784, ReLU. Kingma & Welling 2013, app. C. */
import type { StepInputs } from "../../../core/model/model";
import type { Network, NetworkSpec, Networks } from "../../../core/model/network";
import { CLASSES, PIXELS } from "../../../core/run/runConfig";
import type { Tensor2D, Tf } from "../../../core/model/tf";
import { reparameterise } from "./gaussian";
import { dense } from "./layers";

interface Sizes {
  readonly hidden: number;
  readonly latent: number;
  /** The additional input of a network: a class, or an image to complete. */
  readonly condition?: "class" | "given";
  /** The width of x; default 784. */
  readonly width?: number;
}

/** The width that each condition adds to an input. */
const WIDTHS = { class: CLASSES, given: PIXELS } as const;

/** A dense Gaussian encoder. */
function mlpEncoder({ hidden, latent, condition, width = PIXELS }: Sizes): NetworkSpec {
  const inputs = width + (condition ? WIDTHS[condition] : 0);
  return {
    role: "encoder",
    ...(condition && { condition }),
    widths: [inputs, hidden, latent],
    layers: {
      hidden: dense(inputs, hidden),
      mu: dense(hidden, latent),
      logVar: dense(hidden, latent),
    },
  };
}

/** A dense decoder of logits. */
export function mlpDecoder({ hidden, latent, condition, width = PIXELS }: Sizes): NetworkSpec {
  const inputs = latent + (condition ? WIDTHS[condition] : 0);
  return {
    role: "decoder",
    ...(condition && { condition }),
    widths: [inputs, hidden, width],
    layers: { hidden: dense(inputs, hidden), logits: dense(hidden, width) },
  };
}

/** The encoder and the decoder of a dense VAE. */
export const mlpVaeNetworks = (sizes: Sizes) => ({ encoder: mlpEncoder(sizes), decoder: mlpDecoder(sizes) });

/** Computes q(z|x) = N(μ(x), diag σ²(x)): input [B,width + condition] → [B,d] each. */
export function encodeGaussian(tf: Tf, { encoder }: Networks, input: Tensor2D) {
  const { hidden, mu, logVar } = encoder as Network;
  const features = tf.relu(hidden!(input)); // [B, hidden]
  return { mu: mu!(features), logVar: logVar!(features) };
}

/** Computes the logits of the Bernoulli pixels of p(x|z), or the mean of points: input [B,d + condition] → [B,width]. */
export function decodeLogits(tf: Tf, { decoder }: Networks, input: Tensor2D): Tensor2D {
  const { hidden, logits } = decoder as Network;
  return logits!(tf.relu(hidden!(input)));
}

/** Computes everything that the terms of an ELBO need. */
export function gaussianVaeForward(tf: Tf, { networks, batch: { x }, noise }: StepInputs<unknown>) {
  const code = reparameterise(tf, encodeGaussian(tf, networks, x), noise["eps"]!);
  return { x, ...code, logits: decodeLogits(tf, networks, code.z) };
}
