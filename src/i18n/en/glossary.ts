/**
 * Symbols by the ids of `src/equations/glossary.ts`. `name`: how one says it. `about`: one sentence, short enough
 * for one line under the formula.
 */
export const glossary = {
  "x": { name: "x", about: "An image: 784 pixels between 0, paper, and 1, ink." },
  "y": { name: "y", about: "The class of the image: which of the ten digits it is." },
  "elbo": {
    name: "ELBO",
    about: "The ELBO, evidence lower bound: log p(x), how likely the model finds the image, is at least this.",
  },
  "loss": { name: "loss", about: "A loss: the number that the networks trained on it make smaller." },
  "nat": {
    name: "nat",
    about: "The unit of information with natural logarithms: 1 nat = 1.44 bits.",
  },
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
  "decoder-mean": { name: "x hat", about: "The decoder's answer: the mean of each pixel, given the code z." },
  "sigma": {
    name: "sigma",
    about: "The standard deviation of each pixel from x̂. If small, densities exceed 1, and the cost may be below 0.",
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
  "code": { name: "e of x", about: "The encoder's answer: one point of latent space for each image, no distribution." },
  "posterior-given-class": {
    name: "q of z given x and y",
    about: "The encoder's answer: which codes z may have made this image of class y, a Gaussian.",
  },
  "likelihood-given-class": {
    name: "p of x given z and y",
    about: "The decoder's answer: how likely each image is, given the code z and the class y.",
  },
  "generator-of-z": { name: "G of z", about: "The generator: paints an image from the noise z." },
  "discriminator-of-x": {
    name: "D of x",
    about: "The discriminator: the higher its answer, the more it takes x for a real image.",
  },
  "generator-of-z-y": { name: "G of z and y", about: "The generator: paints an image from the noise z, to be of class y." },
  "class-head": {
    name: "C of y given x",
    about: "The discriminator's second answer: the probability that x shows the digit y.",
  },
  "critic": { name: "f", about: "The critic: gives each image a score, any number; real images should score higher." },
  "between": { name: "x hat", about: "An image between a real and a generated one: a mixture of both in random shares." },
  "lambda": { name: "lambda", about: "How much the term behind it counts beside the others." },
  "reconstruction": { name: "x tilde", about: "The reconstruction: what the decoder paints from the code of x." },
  "prior-sample": { name: "x p", about: "A sample: what the decoder paints from a code drawn from the prior." },
  "features": {
    name: "D h",
    about: "Features: a hidden layer of the discriminator, in which likeness is measured instead of in pixels.",
  },
  "gamma": { name: "gamma", about: "For the decoder: how much likeness counts beside fooling the discriminator." },
  "given": { name: "c", about: "The given part of the image, the condition." },
  "rest": { name: "r", about: "The rest of the image: the pixels that are not given." },
  "completion": { name: "G of c and z", about: "The generator: completes the given part c; the noise z is to decide how." },
  "discriminator-of-c-x": {
    name: "D of c and x",
    about: "The discriminator: its probability that x is a real image, with the given part c beside it.",
  },
};
