import type { ModelTexts } from "../texts";

export const en = {
  name: "Importance-weighted VAE",
  about: "A VAE that draws K codes for each image, and takes the logarithm only of the mean of what they say. " +
    "This bound comes nearer to log p(x) the more codes there are; with K = 1 it is the ELBO.",
  question: "How much lower is the held-out loss with K = 20 than with K = 1, and how much slower is a step?",
  hyperparameters: {
    samples: { name: "codes per image", about: "How many codes are drawn for each image. More make the bound tighter and each step slower." },
  },
  objectives: {
    "negative-importance-bound": "Negative bound on log p(x) from K codes, minimised over encoder and decoder",
  },
  terms: {
    "importance-bound": {
      name: "−bound on log p(x)",
      about: "At least as large as −log p(x), how surprised the model is by the image. With more codes it lies closer.",
    },
  },
  symbols: {
    "samples": { name: "K", about: "How many codes are drawn for each image." },
    "joint": { name: "p of x and z k", about: "How likely image and code are together: the prior of z times p(x|z)." },
    "importance-bound": { name: "L K", about: "A lower bound on log p(x) from K codes; it rises with K, towards log p(x)." },
  },
  presets: {
    "ten-codes": {
      title: "Ten codes, one bound",
      about: "The ELBO wants every code to explain the image; this bound looks at the mean of K = 10, so that a few good ones are enough. " +
        "It lies nearer to log p(x): after an epoch the loss is some 6 nats below that of a VAE.",
      question: "Start again with K = 1, the VAE, and train as long. Is the model worse or only the bound? Measure log p(x) of both, and compare.",
    },
  },
} satisfies ModelTexts;
