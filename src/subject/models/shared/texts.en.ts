import type { WrittenTexts } from "../texts";

export const en = {
  written: {
    name: "Your program",
    about: "This model is a program. The numbers at its top are settings, and the images that it saves are its samples.",
    question: "Change one line of the program. Which curve and which picture change?",
  },
  hyperparameters: {
    flowSteps: { name: "Euler steps", about: "The number of Euler steps from noise to a sample. More steps follow the flow more closely; training does not use them." },
    data: { name: "data", about: "The training data. The true density of points is known, so the page draws it beside the model's." },
    beta: {
      name: "KL weight",
      about: "The weight β of the KL term. At 0 nothing pulls the codes to the prior; if β is large, they may carry no information.",
    },
    lr: {
      name: "learning rate",
      about: "The step size of the optimiser, in a GAN that of the generator. If it is too large, the loss may jump or diverge.",
    },
    latent: {
      name: "latent size",
      about: "The number of latent dimensions. With 2, the map shows the whole latent space.",
    },
    hidden: { name: "hidden units", about: "Sets the width of the hidden layers. Each step takes longer with more units." },
    batch: { name: "batch size", about: "The number of training examples in each step. Larger batches give less noisy gradients and slower steps." },
    pool: { name: "pool of images", about: "The training images that batches are drawn from. A growing pool has 900 images at first and one more for every three that training has drawn, so digits appear while most images are still on their way." },
    batchNorm: { name: "batch norm in G", about: "Normalises the hidden layers of the generator over the batch." },
    discriminatorRate: {
      name: "rate ratio D : G",
      about: "The discriminator's learning rate divided by the generator's.",
    },
    criticSteps: {
      name: "critic updates",
      about: "The number of critic updates before each update of the generator. Each uses a new batch.",
    },
    lambda: { name: "penalty weight", about: "The weight of the term marked λ. At 0 the term is left out." },
    shift: {
      name: "shift of images",
      about: "The largest random shift of an image, in pixels, before a network classifies it. The semi-supervised VAE shifts labelled images only. The papers use 0.",
    },
    dropout: { name: "dropout in D", about: "The fraction of the discriminator's hidden units that each step drops at random." },
    visible: { name: "given", about: "The given part of the image: the left half, or all but the lower right quarter." },
  },
  options: {
    all: "all",
    growing: "growing",
    on: "on",
    off: "off",
    "three-quarters": "three quarters",
    half: "half",
  },
  objectives: {
    "negative-elbo": "β-weighted negative ELBO, minimised over encoder and decoder",
    "discriminator": "The discriminator learns to tell real from generated data",
    "generator": "The generator learns to make samples that the discriminator calls real",
    "critic": "The critic learns to score real data higher than generated samples",
  },
  terms: {
    "flow-matching": {
      name: "velocity error",
      about: "The squared difference of the velocity and z₁ − z₀, the velocity of the path. Many paths cross at one point, where v has one value, so the minimum is above 0.",
    },
    "total": { name: "total", about: "The weighted sum of the terms to its right, which training minimises." },
    "reconstruction": {
      name: "reconstruction",
      about: "The mean of −log p(x|z) over codes z from the encoder. With Bernoulli on grey pixels it is a cross-entropy, not a normalised likelihood.",
      points: { about: "The mean of −log p(x|z) over codes z from the encoder. A density may exceed 1, so this may be below 0." },
    },
    "kl": {
      name: "KL to the prior",
      about: "The KL divergence of q(z|x) from the prior. Its mean bounds the information in z about x from above.",
    },
    "discriminator-total": {
      name: "discriminator",
      about: "The discriminator's loss: 0 if it is certain and right. With logarithms it is 1.39 if D always outputs ½.",
    },
    "real": { name: "real data", about: "The discriminator's loss on real data: 0 if D outputs 1, and 0.69 if D outputs ½ (least squares: 0.125)." },
    "fake": {
      name: "generated samples",
      about: "The discriminator's loss on generated samples: 0 if D outputs 0, and 0.69 if D outputs ½ (least squares: 0.125).",
    },
    "generator": {
      name: "generator",
      about: "The generator's loss. It falls as the discriminator rates generated samples as more likely real.",
    },
    "fake-score": { name: "score, generated", about: "The mean score of generated samples, which the critic lowers." },
    "real-score": { name: "−score, real", about: "Minus the mean score of real data. The critic lowers it, which raises the score." },
    "critic-total": {
      name: "critic",
      about: "Minus the score gap, plus any penalty. The gap of a K-Lipschitz critic is at most K·W₁; the best one reaches it. W₁, the Wasserstein distance, is the least mean distance over which mass must be moved, for pixels from −1 to 1.",
      points: { about: "Minus the score gap, plus any penalty. The gap of a K-Lipschitz critic is at most K·W₁; the best one reaches it. W₁, the Wasserstein distance, is the least mean distance over which mass must be moved." },
    },
    "generator-score": {
      name: "generator",
      about: "Minus the mean score of generated samples. The generator lowers it, which raises the score.",
    },
  },
  symbols: {
    "velocity": { name: "v", about: "The learned velocity field: the velocity of the flow at a point and a time t." },
    "time": { name: "t", about: "The time of the flow: 0 at the noise, 1 at its end." },
    "psi": { name: "psi", about: "The weights of the velocity network." },
    "expectation": { name: "expectation", about: "The mean, estimated from the batch of this step and its draws." },
    "x": { name: "x", about: "An image: 784 pixels between 0 (paper) and 1 (ink)." },
    "point": { name: "x", about: "A point in the plane or on the line." },
    "y": { name: "y", about: "The class of the image, for MNIST one of the ten digits." },
    "elbo": {
      name: "ELBO",
      about: "The ELBO, evidence lower bound: a lower bound on log p(x), the model's log-likelihood of x.",
    },
    "weighted-elbo": {
      name: "L beta",
      about: "At β = 1 the ELBO, evidence lower bound: a lower bound on log p(x), the model's log-likelihood of x. At other β the KL is weighted by β.",
    },
    "loss": { name: "loss", about: "A loss: the networks that are trained on it minimise it." },
    "nat": {
      name: "nat",
      about: "The unit of information with natural logarithms: 1 nat = 1.44 bits.",
    },
    "z": { name: "z", about: "The latent code: the vector from which the model generates x." },
    "theta": { name: "theta", about: "The weights of the decoder." },
    "phi": { name: "phi", about: "The weights of the encoder." },
    "encoder-posterior": {
      name: "q of z given x",
      about: "The encoder's output: a Gaussian that approximates the posterior p(z|x).",
    },
    "decoder-likelihood": {
      name: "p of x given z",
      about: "The decoder's output: the distribution of x, given the code z.",
    },
    "prior": {
      name: "standard normal",
      about: "The prior of the codes: a standard Gaussian.",
    },
    "kl-divergence": {
      name: "KL divergence",
      about: "The KL divergence: never negative, and 0 only for equal distributions. It is not symmetric, so it is no distance.",
    },
    "beta": { name: "beta", about: "The weight of the KL term. With 1 the sum is the negative ELBO." },
    "generator": { name: "G of z given y", about: "The generator: maps noise z and class y to an image." },
    "discriminator": {
      name: "D of x given y",
      about: "The discriminator: its probability that x is a real image of class y.",
    },
    "expectation-data": {
      name: "expectation over x",
      about: "The mean over real data x, estimated from the batch of this step.",
    },
    "expectation-noise": {
      name: "expectation over z",
      about: "The mean over noise z, estimated from the batch of this step.",
    },
    "generator-of-z": { name: "G of z", about: "The generator: maps noise z to a sample." },
    "discriminator-of-x": {
      name: "D of x",
      about: "The discriminator's output, which is higher if it rates x as more likely real.",
    },
    "critic": { name: "f", about: "The critic: gives each x a score, which may be any number. It learns to score real data higher." },
    "lambda": { name: "lambda", about: "The weight of the term that follows it." },
    "given": { name: "c", about: "The given part of the image: the model is conditioned on it." },
  },
} satisfies WrittenTexts;
