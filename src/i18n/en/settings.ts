/** Names of models and of their hyperparameters, by id; `about` says in a sentence what changing it does. */
export const settings = {
  models: {
    ae: "Autoencoder",
    vae: "VAE",
    "beta-vae": "β-VAE",
    "conv-vae": "Convolutional VAE",
    cvae: "Conditional VAE",
    "vae-gan": "VAE-GAN",
    gan: "GAN",
    cgan: "Conditional GAN",
    acgan: "Auxiliary classifier GAN",
    dcgan: "Deep convolutional GAN",
    wgan: "Wasserstein GAN",
    "wgan-gp": "WGAN, gradient penalty",
    sngan: "Spectrally normalised GAN",
    "completion-cvae": "Completion by CVAE",
    "completion-cgan": "Completion by CGAN",
  },
  /** Models and presets, as the menus group them. */
  groups: { vae: "Autoencoders", gan: "GANs", completion: "Completing images" },
  hyperparameters: {
    beta: {
      name: "KL weight",
      about: "How much the KL term counts. At 0 the latent space is left free; too large, and the encoder gives up.",
    },
    warmUp: { name: "warm-up", about: "Over this many steps the KL weight grows from 0 to its value." },
    freeBits: { name: "free bits", about: "So much KL in each latent dimension costs nothing." },
    lr: {
      name: "learning rate",
      about: "How far each step moves the weights. Too large, and the loss jumps or breaks.",
    },
    likelihood: {
      name: "likelihood",
      about: "What the decoder says of each pixel: how likely it is ink (Bernoulli), or its value give or take σ (Gaussian), set or learned.",
    },
    sigma: {
      name: "pixel deviation",
      about: "How far pixels may lie from the decoder's image at little cost. Too large, and the code goes unused. If learned: its start.",
    },
    pixels: {
      name: "pixels",
      about: "Grey as they are, or binary: ink or paper, drawn anew for every batch, with the grey value as the probability of ink.",
    },
    latent: {
      name: "latent size",
      about: "How many numbers stand for an image. With 2, the whole space fits on a map.",
    },
    hidden: { name: "hidden units", about: "Width of the hidden layers." },
    batch: { name: "batch size", about: "How many images each step sees." },
    condition: {
      name: "conditioning",
      about: "How the discriminator learns which class was asked for: as an inner product, or joined to the pixels.",
    },
    batchNorm: { name: "batch norm in G", about: "Normalises the generator's hidden layers over the batch." },
    discriminatorRate: {
      name: "D : G rate",
      about: "The discriminator's learning rate, as a multiple of the generator's.",
    },
    fakeClass: {
      name: "class of generated in D",
      about: "How much the class head learns from generated images, too. At 1, as in the paper, it may agree with the generator on wrong pictures.",
    },
    loss: {
      name: "losses",
      about: "Which game the two play. Saturating: the original, whose slope vanishes when the discriminator wins.",
    },
    dropout: {
      name: "dropout in D",
      about: "The share of the discriminator's hidden units that are left out at random in each step.",
    },
    clip: {
      name: "weight clipping",
      about: "After each update the critic's weights are cut off at ± this, so that its scores cannot change too fast.",
    },
    criticSteps: {
      name: "critic updates",
      about: "How often the critic learns, each time from a new batch, before the generator learns once.",
    },
    lambda: { name: "penalty weight", about: "How much the term marked λ counts; at 0 it is left out." },
    gamma: {
      name: "likeness weight",
      about: "For the decoder: how much likeness counts beside fooling the discriminator. At 0 it only fools.",
    },
    architecture: { name: "critic", about: "Dense layers, or convolutions, which see strokes wherever they are." },
    visible: { name: "given", about: "How much of the image is given: the left half, or all but the lower right quarter." },
  },
  options: {
    projection: "projection", concat: "concat", on: "on", off: "off",
    "non-saturating": "non-saturating", saturating: "saturating", "least-squares": "least squares",
    dense: "dense", conv: "convolutional",
    "three-quarters": "three quarters", half: "half",
    bernoulli: "Bernoulli", gaussian: "Gaussian", "gaussian-learned": "learned σ",
    grey: "grey", binary: "binary",
  },
  units: { images: "images", steps: "steps", nats: "nats", dimensions: "dimensions", units: "units" },
};
