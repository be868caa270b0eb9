/** The reasons for each rule's thresholds, and sources that describe the failure mode. */
import type { IllnessId } from "../../../src/doctor/ids";

interface Reason {
  readonly why: string;
  readonly sources: readonly [string, ...string[]];
}

export const REASONS: Readonly<Record<IllnessId, Reason>> = {
  "posterior-collapse": {
    why: "Collapsed runs rest at 0.003 to 0.02 nats, and to name one of ten digits takes log 10 ≈ 2.3; 0.1 lies between, on a logarithmic scale. " +
      "A dimension counts as in use as Burda et al. have it. A fresh encoder says next to nothing, too, hence the first step.",
    sources: ["[Bowman et al. 2016](https://arxiv.org/abs/1511.06349)", "[Burda et al. 2016](https://arxiv.org/abs/1509.00519), §4.1"],
  },
  "holes": {
    why: "Where codes are as the prior, their variance is at most 1; at 4 they are scattered twice as far as the prior draws. It is a hole only where the " +
      "decoder makes digits of codes (twice as many right as by chance) and fewer than half of the draws become clear digits.",
    sources: ["[Kingma & Welling 2013](https://arxiv.org/abs/1312.6114)", "[Rosca et al. 2018](https://arxiv.org/abs/1802.06847)"],
  },
  "mode-collapse": {
    why: "A digit is missing with less than a tenth of its due: fewer than 10 of 1,000 samples, where chance stays above 60. What the judge is not sure of is guessed, " +
      "and a generator that is well learns one digit after the other: one lacked three with half of its samples clear. So digits are counted from seven clear ones in ten on. Samples with a tenth of the variety of test images are one image, clear or not; " +
      "a generator's first samples are, too, hence the first step.",
    sources: ["[Goodfellow 2016](https://arxiv.org/abs/1701.00160), §5.1.1"],
  },
  "dropped-modes": {
    why: "A Gaussian is missing with less than a quarter of its due, of 1,000 samples; the places are known, so nothing has to be clear first.",
    sources: ["[Metz et al. 2017](https://arxiv.org/abs/1611.02163)"],
  },
  "strong-discriminator": {
    why: "Guessing costs 2 log 2 ≈ 1.39 nats; at a quarter of that the right answer is given a probability of 0.84, in the geometric mean over real and generated images. " +
      "It does harm only where the samples are no digits, or all one image.",
    sources: ["[Arjovsky & Bottou 2017](https://arxiv.org/abs/1701.04862), §2"],
  },
  "dead-discriminator": {
    why: "Within 3 % of what guessing costs, the discriminator's answers carry next to nothing. At the end of the game it is the same, but then the samples are digits, and differ.",
    sources: ["[Goodfellow et al. 2014](https://arxiv.org/abs/1406.2661), thm. 1"],
  },
  "vanishing-gradients": {
    why: "The slope of log(1 − D(G(z))) in the discriminator's logit is D(G(z)), and −E log(1 − D(G(z))) is never below its mean. The other loss, −log D(G(z)), has a slope of " +
      "1 − D(G(z)) there; at 0.1 the saturating one has a ninth of it. Of other losses the doctor cannot tell: the size of the gradient alone does not say it, because Adam divides by it. " +
      "For one image it was 0.0002 to 0.0007 at the generator's output (root mean square over pixels) in runs of `saturating`, and 0.0003 in a `wgan` that is well, 0.003 in another.",
    sources: ["[Goodfellow et al. 2014](https://arxiv.org/abs/1406.2661), §3"],
  },
  "exploding-critic": {
    why: "No function that nowhere rises faster than 1 tells two sets of rows apart by more than the largest distance of two rows: 56 for images in [−1,1]. Beyond that, " +
      "the critic's loss is no distance, whatever the data.",
    sources: ["[Arjovsky et al. 2017](https://arxiv.org/abs/1701.07875), eq. 2", "[Gulrajani et al. 2017](https://arxiv.org/abs/1704.00028), §3"],
  },
  "ignored-condition": {
    why: "Chance is one in ten, and up to 14 in a hundred for a model that finds its classes itself, whose namings are chosen to fit. Where a share c of the samples is clear and " +
      "the class is heeded, at least c + (1 − c)/10 are right: 21 in a hundred at c = 0.12, so 16 lies between. It was 18 at c = 0.15, of which a run that ignores its " +
      "class fell short at seed 3, with 14 clear samples in a hundred and 11 right.",
    sources: ["[Mirza & Osindero 2014](https://arxiv.org/abs/1411.1784)", "[Miyato & Koyama 2018](https://arxiv.org/abs/1802.05637)"],
  },
};
