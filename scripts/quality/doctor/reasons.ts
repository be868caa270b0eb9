/** The reasons for each rule's thresholds, and sources that describe the failure mode. */
import type { FailureModeId } from "../../../src/course/doctor/ids";

interface Reason {
  readonly why: string;
  readonly sources: readonly [string, ...string[]];
}

export const REASONS: Readonly<Record<FailureModeId, Reason>> = {
  "diverging": {
    why: "A loss that falls has at most the size of its first value, and the losses of two healthy networks that compete stay within a few times that. Scores of a critic begin near 0, so a size below 1 counts as 1; those of the healthy `wasserstein` grow to 33 within 50 steps, and the bound is three times that.",
    sources: ["[LeCun et al. 1998](https://doi.org/10.1007/3-540-49430-8_2), §5.1"],
  },
  "worse-than-before": {
    why: "The medians over 50 steps of a bound differ by a few nats from batch to batch; 20 are more than log 10 ≈ 2.3, the nats that identify a digit. The share of clear samples counts if it was measured earlier in the run, as after epochs; 1,000 samples have a " +
      "standard error of at most 1.6 percentage points. No run below tests that part.",
    sources: ["[Bengio 2012](https://arxiv.org/abs/1206.5533), §3.1"],
  },
  "below-preset": {
    why: "Seeds of one preset differ by less than a factor of 2 in clear samples, and by a few nats. The rule applies to runs whose settings differ from a preset with known values, at the same step or later. It uses the criterion by which changed runs are judged " +
      "below, with the values of another seed.",
    sources: ["the presets' own values ([presetValues.json](../src/page/features/doctor/presetValues.json))"],
  },
  "few-classes": {
    why: "The rule of mode collapse is about GANs with a discriminator. Other models lose classes, too. Of 1,000 samples of ten equally frequent classes, each has more than 60; here at most two have 10. " +
      "Of the places of points, one at most has samples; at step 200 healthy runs of `flow` and `vae` had samples at five or more of the ring's eight, and at all three on the line.",
    sources: ["[Goodfellow 2016](https://arxiv.org/abs/1701.00160), §5.1.1"],
  },
  "posterior-collapse": {
    why: "The threshold 0.1 lies between collapsed runs (0.003 to 0.02 nats) and the log 10 ≈ 2.3 nats that identify a digit, on a logarithmic scale. " +
      "A unit counts as active as in Burda et al. An untrained encoder also carries almost no information, hence the first step. Without active units the code says nothing about the image, whatever its KL is: 1.4 nats in a run whose steps are too large.",
    sources: ["[Bowman et al. 2016](https://arxiv.org/abs/1511.06349)", "[Burda et al. 2016](https://arxiv.org/abs/1509.00519)"],
  },
  "holes": {
    why: "If the codes have the prior's distribution, their variance is at most 1; at 4 they spread twice as far as prior samples. It is a hole only if the " +
      "decoder reconstructs digits (twice as many right ones as random guessing) and fewer than half of the prior samples are clear digits.",
    sources: ["[Kingma & Welling 2013](https://arxiv.org/abs/1312.6114)", "[Rosca et al. 2018](https://arxiv.org/abs/1802.06847)"],
  },
  "mode-collapse": {
    why: "A digit is missing with less than a tenth of its expected share: fewer than 10 of 1,000 samples, where random variation stays above 60. The evaluation classifier guesses if it is not sure, " +
      "and a healthy generator learns one digit after the other: one lacks three digits with half of its samples clear. So digits count only if at least 70 % of the samples are clear. Samples with a tenth of the variety of test images are one image, clear or not. Two classes at most are too few even as guesses: from step 400 on, healthy runs have six or more. " +
      "A generator's first samples are alike, too, hence the first step.",
    sources: ["[Goodfellow 2016](https://arxiv.org/abs/1701.00160), §5.1.1"],
  },
  "dropped-modes": {
    why: "A Gaussian is missing with less than a quarter of its expected share of 1,000 samples. The positions of the Gaussians are known, so samples need not be clear first.",
    sources: ["[Metz et al. 2017](https://arxiv.org/abs/1611.02163)"],
  },
  "strong-discriminator": {
    why: "Guessing costs 2 log 2 ≈ 1.39 nats. At a quarter of that, the right answer gets a probability of 0.84, in the geometric mean over real and generated images. " +
      "This does harm only if the samples are no digits, or all one image. Healthy runs of `first-cgan` have 12 and 24 % of that cost at step 150, and `deep-convolutional` has 24.8 %, so the rule applies from step 200 on.",
    sources: ["[Arjovsky & Bottou 2017](https://arxiv.org/abs/1701.04862), §2"],
  },
  "dead-discriminator": {
    why: "Within 3 % of the cost of guessing, the discriminator's outputs carry almost no information. The game's equilibrium has the same losses, but there the samples are digits, and differ.",
    sources: ["[Goodfellow et al. 2014](https://arxiv.org/abs/1406.2661), thm. 1"],
  },
  "vanishing-gradients": {
    why: "The derivative of log(1 − D(G(z))) with respect to the discriminator's logit has the size D(G(z)), and −E log(1 − D(G(z))) is never below its mean. For the other loss, −log D(G(z)), the size is " +
      "1 − D(G(z)); at 0.1 the saturating loss has a ninth of it. The doctor has no rule for other losses: the size of the gradient alone is no evidence, because Adam divides by it. " +
      "For one image it is 0.0002 to 0.0007 at the generator's output (root mean square over pixels) in runs of `saturating`, 0.0003 in a healthy `wgan`, and 0.003 in another.",
    sources: ["[Goodfellow et al. 2014](https://arxiv.org/abs/1406.2661), §3"],
  },
  "exploding-critic": {
    why: "A 1-Lipschitz function cannot separate two sets of rows by more than the largest distance between two rows: 56 for images in [−1,1]. Above that, " +
      "the critic is K-Lipschitz with a K above 1 that is not known, and its score gap only bounds K·W₁ from below.",
    sources: ["[Arjovsky et al. 2017](https://arxiv.org/abs/1701.07875), eq. 2", "[Gulrajani et al. 2017](https://arxiv.org/abs/1704.00028), §3"],
  },
  "ignored-condition": {
    why: "Random guessing is right for 10 %, and for up to 14 % in a model that finds its classes itself, because its classes are named to fit. If a share c of the samples is clear and " +
      "the class is used, at least c + (1 − c)/10 are right: 21 % at c = 0.12, so 16 % lies between. The run below that ignores its " +
      "class has 14 % clear samples at seed 3, and 11 % of the samples are right.",
    sources: ["[Mirza & Osindero 2014](https://arxiv.org/abs/1411.1784)", "[Miyato & Koyama 2018](https://arxiv.org/abs/1802.05637)"],
  },
};
