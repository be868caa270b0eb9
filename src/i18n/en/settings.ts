/** Names of models and of their hyperparameters, by id; `about` says in a sentence what changing it does. */
export const settings = {
  models: {
    vae: "VAE",
    "beta-vae": "β-VAE",
    cgan: "Conditional GAN",
  },
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
  },
  options: { projection: "projection", concat: "concat", on: "on", off: "off" },
  units: { images: "images", steps: "steps", nats: "nats", dimensions: "dimensions", units: "units" },
};
