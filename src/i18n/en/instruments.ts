/** Texts of the instruments: equation, loss chart, pictures, latent map, class picker, network diagram. */
export const instruments = {
  equation: {
    region: "Equation",
    hint: "Point at a symbol or a term to see what it means.",
    symbols: "Symbols",
    unit: "nats per image",
  },
  /** What each objective is and which networks it moves, by objective id. */
  objectives: {
    "negative-elbo": "Negative ELBO, minimised over encoder and decoder",
    "negative-beta-elbo": "Negative ELBO with β in front of the KL, minimised over encoder and decoder",
    "discriminator": "The discriminator minimises −V: V grows",
    "generator": "The generator minimises a loss of its own",
  },
  /** Loss columns by id. `name` labels number, curve and column; `about` is one sentence. */
  terms: {
    "total": { name: "total", about: "The number that training makes smaller: the weighted sum of the terms to its right." },
    "reconstruction": {
      name: "reconstruction",
      about: "What it costs to write down the image once its code z is known.",
    },
    "kl": {
      name: "KL to the prior",
      about: "What it costs to write down the code z: how far it strays from the prior.",
    },
    "discriminator-total": {
      name: "discriminator",
      about: "How wrong the discriminator is; 1.39 when it can only guess, 0 when it is sure and right.",
    },
    "real": { name: "real images", about: "How surprised the discriminator is that real images are real." },
    "fake": {
      name: "generated images",
      about: "How surprised the discriminator is that generated images are not real.",
    },
    "generator": {
      name: "generator",
      about: "How far the generator is from fooling the discriminator; 0 when it always does.",
    },
  },
  chart: {
    name: "Loss chart",
    empty: "Each training step adds a point to these curves. Press Train.",
    step: "step",
    unit: "nats per image",
    log: "log scale",
    smoothing: "smoothing",
    curves: "Curves",
    data: "Data",
    heldOut: "held out",
    heldOutTitle: "Measured on test images that are never trained on",
    cutOff: (highest: string) => `first steps: up to ${highest}`,
    at: (step: string) => `at step ${step}`,
    table: (rows: number) => `Losses at ${rows} evenly spaced steps, nats per image`,
    noTable: "Losses, nats per image: no step yet",
  },
  pictures: {
    samples: "From fixed noise",
    samplesName: (step: string) => `Samples from fixed noise, step ${step}`,
    samplesByClass: (step: string) => `Samples from fixed noise, one column for each class 0 to 9, step ${step}`,
    readByClass: "Down a column: one class. Along a row: one noise. What decides how a digit looks?",
    noSamples: "Samples from fixed noise: none yet",
    reconstructions: "Test images, reconstructed",
    reconstructionsName: (count: number, step: string) =>
      `${count} test images, and below each its reconstruction, step ${step}`,
    noReconstructions: "Reconstructions of test images: none yet",
  },
  latent: {
    name: "Latent space",
    slice: (k: number) => `a slice of z, class ${k}`,
    codes: (count: string) => `${count} test images`,
    noCodes: "test images",
    byClass: "by class",
    manifold: "what is painted where",
    showPictures: "pictures",
    classes: "Highlight a class",
    classPoints: (k: number) => `class ${k}`,
    horizontal: "across",
    vertical: "up",
    axes: "Dimensions on the map",
    decoded: "Decoded image",
    pixel: (row: number, column: number, value: string) => `row ${row}, column ${column}: ${value}`,
    ofClass: (k: number) => `class ${k}`,
  },
  classes: {
    name: "Class",
    newNoise: "New noise",
    newNoiseTitle: "Draw another z and keep the class",
  },
  diagram: {
    title: "Networks",
    describe: (networks: string) => `Networks and the widths of their layers: ${networks}.`,
    encoder: "encoder",
    decoder: "decoder",
    generator: "generator",
    discriminator: "discriminator",
  },
};
