import type { ModelTexts } from "../texts";

export const en = {
  name: "VAE, mixture prior",
  about: "This VAE also learns its prior: a mixture of K Gaussians, which training moves to clusters of codes. " +
    "It uses no labels, yet most components come to hold one kind of digit.",
  question: "Which digits share a component, and would you confuse the same ones?",
  hyperparameters: {
    prior: {
      name: "prior",
      about: "The components: free Gaussians, or the encoder's outputs for K learned pseudo-images (VampPrior).",
    },
    components: { name: "components", about: "The number of Gaussians in the prior. With 1 the prior is a single Gaussian, as in a plain VAE." },
  },
  options: {
    vamp: "VampPrior",
    mixture: "free",
  },
  objectives: {
    "negative-elbo-with-prior": "Negative ELBO, minimised over encoder, decoder and prior",
  },
  terms: {
    "drawn-kl": {
      name: "KL to the prior",
      about: "An estimate of the KL: log q − log p at one random z per image. A mixture has no closed form for it.",
    },
  },
  symbols: {
    "lambda-of-prior": { name: "lambda", about: "The weights of the prior: its components, and their probabilities." },
    "learned-prior": {
      name: "p of z",
      about: "The prior, a mixture of K Gaussians. The map shows their means and one standard deviation around them.",
    },
  },
  presets: {
    "sorted-without-labels": {
      title: "Sorted without labels",
      about: "The prior has 100 learned components, each near the codes of one kind of image. After two epochs, three in four test images show " +
        "the most frequent digit of their component. Two in three samples are clear digits.",
      question: "No label was used. Why do most components hold one digit each, and how much worse are the samples with K = 1?",
    },
  },
} satisfies ModelTexts;
