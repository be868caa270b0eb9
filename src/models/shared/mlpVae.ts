/** The networks that the dense VAEs share: 784-hidden-(μ, log σ²) and d-hidden-784, ReLU. Kingma & Welling 2013, app. C. */
import type { StepInputs } from "../../core/model";
import type { Network, NetworkSpec, Networks } from "../../core/network";
import { CLASSES, PIXELS } from "../../core/runConfig";
import type { Tensor2D, Tf } from "../../core/tf";
import { reparameterise } from "./gaussian";
import { dense } from "./layers";

interface Sizes {
  readonly hidden: number;
  readonly latent: number;
  /** What is joined to the input of a network: a class, or an image to complete. */
  readonly condition?: "class" | "given";
  /** Numbers in a row of x; 784 where absent. */
  readonly width?: number;
}

/** Numbers that it adds to an input. */
const WIDTHS = { class: CLASSES, given: PIXELS } as const;

export function mlpEncoder({ hidden, latent, condition, width = PIXELS }: Sizes): NetworkSpec {
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

export function mlpDecoder({ hidden, latent, condition, width = PIXELS }: Sizes): NetworkSpec {
  const inputs = latent + (condition ? WIDTHS[condition] : 0);
  return {
    role: "decoder",
    ...(condition && { condition }),
    widths: [inputs, hidden, width],
    layers: { hidden: dense(inputs, hidden), logits: dense(hidden, width) },
  };
}

export const mlpVaeNetworks = (sizes: Sizes) => ({ encoder: mlpEncoder(sizes), decoder: mlpDecoder(sizes) });

/** q(z|x) = N(μ(x), diag σ²(x)). input: [B,width + condition] → [B,d] each. */
export function encodeGaussian(tf: Tf, { encoder }: Networks, input: Tensor2D) {
  const { hidden, mu, logVar } = encoder as Network;
  const features = tf.relu(hidden!(input)); // [B, hidden]
  return { mu: mu!(features), logVar: logVar!(features) };
}

/** Logits of the Bernoulli pixels of p(x|z), or the mean of points. input: [B,d + condition] → [B,width]. */
export function decodeLogits(tf: Tf, { decoder }: Networks, input: Tensor2D): Tensor2D {
  const { hidden, logits } = decoder as Network;
  return logits!(tf.relu(hidden!(input)));
}

/** Everything the terms of an ELBO need. */
export function gaussianVaeForward(tf: Tf, { networks, batch: { x }, noise }: StepInputs<unknown>) {
  const code = reparameterise(tf, encodeGaussian(tf, networks, x), noise["eps"]!);
  return { x, ...code, logits: decodeLogits(tf, networks, code.z) };
}
