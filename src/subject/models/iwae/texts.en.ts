import type { ModelTexts } from "../texts";

export const en = {
  name: "Importance-weighted VAE",
  about: "This VAE draws K codes for each image, averages their importance weights, and then takes the logarithm. " +
    "In expectation, more codes bring this bound closer to log p(x); with K = 1 it is the ELBO.",
  question: "How much lower is the held-out loss with K = 20 than with K = 1, and how much slower is a step?",
  hyperparameters: {
    samples: { name: "codes per image", about: "The number of codes drawn for each image. More codes make the bound tighter and each step slower." },
  },
  objectives: {
    "negative-importance-bound": "Negative bound on log p(x) from K codes, minimised over encoder and decoder",
  },
  terms: {
    "importance-bound": {
      name: "−bound on log p(x)",
      about: "In expectation, an upper bound on −log p(x), the negative log-likelihood of the image. More codes make it tighter.",
    },
  },
  symbols: {
    "samples": { name: "K", about: "The number of codes drawn for each image." },
    "joint": { name: "p of x and z k", about: "The joint density of image and code: the prior of z times p(x|z)." },
    "importance-bound": { name: "L K", about: "A lower bound on log p(x) from K codes. In expectation it rises with K, towards log p(x)." },
  },
  presets: {
    "ten-codes": {
      title: "Ten codes, one bound",
      about: "The ELBO needs every code to explain the image. This bound averages over K = 10 codes, so a few good ones are enough. " +
        "In expectation it is closer to log p(x), and after an epoch the loss is about 6 nats below that of a VAE.",
      question: "Set K to 1, the VAE, and train again for as long. Is the model worse, or only the bound? Measure the “Likelihood bound” of both, with many draws, and compare.",
    },
  },
} satisfies ModelTexts;
