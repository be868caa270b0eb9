/**
 * Symbols by the ids of `src/equations/glossary.ts`. `name`: how one says it. `about`: one sentence, short enough
 * for one line under the formula.
 */
export const glossary = {
  "x": { name: "x", about: "An image: 784 pixels between 0, black, and 1, white." },
  "y": { name: "y", about: "The class of the image: which of the ten digits it is." },
  "z": { name: "z", about: "The latent code: the few numbers from which an image is painted." },
  "theta": { name: "theta", about: "The weights of the decoder." },
  "phi": { name: "phi", about: "The weights of the encoder." },
  "encoder-posterior": {
    name: "q of z given x",
    about: "The encoder's answer: which codes z may have made this image, a Gaussian.",
  },
  "decoder-likelihood": {
    name: "p of x given z",
    about: "The decoder's answer: how likely each image is, given the code z.",
  },
  "prior": {
    name: "standard normal",
    about: "The prior: codes as they are drawn when nothing is known, a standard Gaussian.",
  },
  "kl-divergence": {
    name: "KL divergence",
    about: "KL divergence: how far one distribution is from another; 0 when they are equal.",
  },
  "beta": { name: "beta", about: "How much the KL term counts; 1 gives the ELBO itself." },
  "generator": { name: "G of z given y", about: "The generator: paints an image of class y from the noise z." },
  "discriminator": {
    name: "D of x given y",
    about: "The discriminator: its probability that x is a real image of class y.",
  },
  "expectation-data": {
    name: "expectation over x",
    about: "The mean over real images x, here over the batch of this step.",
  },
  "expectation-noise": {
    name: "expectation over z",
    about: "The mean over noise z, here over the batch of this step.",
  },
};
