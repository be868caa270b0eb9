/** Terms of the GAN games. D_l are the discriminator's logits, [B,1]. Each term is a mean over the batch. */
import type { Term } from "../../../core/model/model";
import type { Tensor2D } from "../../../core/model/tf";

export interface OnReal {
  /** D_l of training images. */
  readonly onReal: Tensor2D;
}

export interface OnFake {
  /** D_l of generated images. */
  readonly onFake: Tensor2D;
}

/** The outputs of discriminator and generator in formulas: with or without a class. */
export interface Notation {
  readonly real: string;
  readonly fake: string;
}

export const UNCONDITIONAL: Notation = { real: "D(x)", fake: "D(G(z))" };
export const CONDITIONAL: Notation = { real: "D(x\\mid y)", fake: "D(G(z\\mid y)\\mid y)" };

/** −E log D(x), as softplus(−D_l). */
export const realTerm = ({ real }: Notation): Term<OnReal, unknown> => ({
  id: "real",
  tex: `-\\mathbb{E}_{x}\\big[\\log ${real}\\big]`,
  unit: "nats/image",
  gamePart: "loss-on-real",
  source: "Goodfellow et al. 2014, eq. 1",
  torch: "-F.logsigmoid(on_real).mean()",
  value: (tf, { onReal }) => tf.mean(tf.softplus(tf.neg(onReal))),
});

/** −E log(1 − D(G(z))), as softplus(D_l). */
export const fakeTerm = ({ fake }: Notation): Term<OnFake, unknown> => ({
  id: "fake",
  tex: `-\\mathbb{E}_{z}\\big[\\log\\big(1-${fake}\\big)\\big]`,
  unit: "nats/image",
  gamePart: "loss-on-generated",
  source: "Goodfellow et al. 2014, eq. 1",
  torch: "-F.logsigmoid(-on_fake).mean()",
  value: (tf, { onFake }) => tf.mean(tf.softplus(onFake)),
});

/** −E log D(G(z)): its gradient persists while the discriminator wins. */
export const nonSaturatingTerm = ({ fake }: Notation): Term<OnFake, unknown> => ({
  id: "generator",
  tex: `-\\mathbb{E}_{z}\\big[\\log ${fake}\\big]`,
  unit: "nats/image",
  gamePart: "generator-loss",
  source: "Goodfellow et al. 2014, §3",
  torch: "-F.logsigmoid(on_fake).mean()",
  value: (tf, { onFake }) => tf.mean(tf.softplus(tf.neg(onFake))),
});

/** −E f(G(z)), which the generators of critics without a probability minimise. */
export const raiseScoreTerm = (critic: string, source: string): Term<OnFake, unknown> => ({
  id: "generator-score",
  tex: `-\\mathbb{E}_{z}\\big[${critic}(G(z))\\big]`,
  unit: "none",
  source,
  torch: "-on_fake.mean()",
  value: (tf, { onFake }) => tf.neg(tf.mean(onFake)),
});
