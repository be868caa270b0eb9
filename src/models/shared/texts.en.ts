import type { SharedTexts } from "../texts";

export const en = {
  hyperparameters: {
    flowSteps: { name: "flow steps", about: "In how many steps noise is carried to its end. Training does not depend on it: only samples do." },
    data: { name: "data", about: "What is learned: digits, or points whose true density is known, so that it can be drawn beside the model's." },
    beta: {
      name: "KL weight",
      about: "How much the KL term counts. At 0 the latent space is left free; too large, and the encoder gives up.",
    },
    lr: {
      name: "learning rate",
      about: "How far each step moves the weights. Too large, and the loss jumps or breaks.",
    },
    latent: {
      name: "latent size",
      about: "How many numbers stand for an image. With 2, the whole space fits on a map.",
    },
    hidden: { name: "hidden units", about: "Width of the hidden layers." },
    batch: { name: "batch size", about: "How many images each step sees." },
    batchNorm: { name: "batch norm in G", about: "Normalises the generator's hidden layers over the batch." },
    discriminatorRate: {
      name: "D : G rate",
      about: "The discriminator's learning rate, as a multiple of the generator's.",
    },
    criticSteps: {
      name: "critic updates",
      about: "How often the critic learns, each time from a new batch, before the generator learns once.",
    },
    lambda: { name: "penalty weight", about: "How much the term marked λ counts; at 0 it is left out." },
    shift: { name: "shift of images", about: "By how many pixels, at most, images are moved before a network tells them apart, each by its own draw: a moved 4 is a 4. The semi-supervised VAE moves labelled ones only. The papers have 0." },
    dropout: { name: "dropout in D", about: "The share of the discriminator's hidden units that are left out at random in each step." },
    visible: { name: "given", about: "How much of the image is given: the left half, or all but the lower right quarter." },
  },
  options: {
    on: "on",
    off: "off",
    "three-quarters": "three quarters",
    half: "half",
  },
  objectives: {
    "negative-elbo": "Negative ELBO (evidence lower bound), minimised over encoder and decoder",
    "discriminator": "The discriminator learns to tell real images from generated ones",
    "generator": "The generator learns to have its images taken for real",
    "critic": "The critic learns to score real images higher than generated ones",
  },
  terms: {
    "flow-matching": {
      name: "error of the velocity",
      about: "How far the velocity is from z₁ − z₀, squared. It does not fall to 0: many ways cross at one place, and one velocity must do for all.",
    },
    "total": { name: "total", about: "The number that training makes smaller: the weighted sum of the terms to its right." },
    "reconstruction": {
      name: "reconstruction",
      about: "How badly the decoder predicts the pixels from z. Lower is better.",
    },
    "kl": {
      name: "KL to the prior",
      about: "How far the encoder's q(z|x) is from the prior: the information spent on this image.",
    },
    "discriminator-total": {
      name: "discriminator",
      about: "How wrong the discriminator is: 0 when sure and right; with logarithms, 1.39 when it can only guess.",
    },
    "real": { name: "real images", about: "The discriminator's error on real images: 0.69 is a coin toss, 0 certainty." },
    "fake": {
      name: "generated images",
      about: "The discriminator's error on generated images: 0.69 is a coin toss, 0 certainty.",
    },
    "generator": {
      name: "generator",
      about: "Falls the more generated images the discriminator takes for real.",
    },
    "fake-score": { name: "score, generated", about: "The mean score of generated images, which the critic lowers." },
    "real-score": { name: "−score, real", about: "Minus the mean score of real images: the critic pushes this down, so the score itself up." },
    "critic-total": {
      name: "critic",
      about: "Score of generated minus score of real images, and the penalty if there is one. Its negative estimates their distance.",
    },
    "generator-score": {
      name: "generator",
      about: "Minus the mean score of generated images: the generator pushes this down, so the score itself up.",
    },
  },
  symbols: {
    "velocity": { name: "v", about: "The flow: which way, and how fast, a point goes on at this place and time." },
    "time": { name: "t", about: "The time of the flow, from 0, where there is noise, to 1, where its end is." },
    "x": { name: "x", about: "An image: 784 pixels between 0, paper, and 1, ink." },
    "point": { name: "x", about: "A point: where it lies in the plane, or on the line." },
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
    "generator-of-z": { name: "G of z", about: "The generator: paints an image from the noise z." },
    "discriminator-of-x": {
      name: "D of x",
      about: "The discriminator: the higher its answer, the more it takes x for a real image.",
    },
    "critic": { name: "f", about: "The critic: gives each image a score, any number; real images should score higher." },
    "lambda": { name: "lambda", about: "How much the term behind it counts beside the others." },
    "given": { name: "c", about: "The given part of the image, the condition." },
  },
} satisfies SharedTexts;
