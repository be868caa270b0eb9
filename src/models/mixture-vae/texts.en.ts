import type { ModelTexts } from "../texts";

export const en = {
  name: "VAE, mixture prior",
  about: "A VAE whose prior is learned, too: K Gaussians, which training draws to where codes gather, wherever that is. " +
    "Nobody tells it which digit an image shows, yet most components come to hold one kind.",
  question: "Which digits share a component, and are they those that you would mistake for each other, too?",
  hyperparameters: {
    prior: {
      name: "prior",
      about: "What its components are: free Gaussians, or what the encoder answers to K images that are learned (VampPrior).",
    },
    components: { name: "components", about: "How many Gaussians the prior is made of. With 1 it is a single cloud, as in a plain VAE." },
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
      about: "An estimate: log q − log p at one drawn z per image, as a mixture has no exact formula for it.",
    },
  },
  symbols: {
    "lambda-of-prior": { name: "lambda", about: "The prior's own weights: what its components are, and how often each is drawn." },
    "learned-prior": {
      name: "p of z",
      about: "The prior: a mixture of K Gaussians, which samples are drawn from. On the map: their means, and one standard deviation around them.",
    },
  },
  presets: {
    "sorted-without-labels": {
      title: "Sorted without labels",
      about: "The prior is learned: 100 components, each at home where some kind of image is encoded. After two epochs three in four " +
        "test images show the digit that is most frequent in their component, and two in three samples are clear digits.",
      question: "No label was ever shown. Why do components end up with one digit each, and what do samples lose with K = 1?",
    },
  },
} satisfies ModelTexts;
