/** Texts of the instruments: equation, loss chart, pictures, latent map, class picker, network diagram. */
export const instruments = {
  /** Of the numbers in equation, chart and table; the last where some have one and some do not. */
  units: { "nats/image": "nats per image", none: "no unit", mixed: "nats per image; * no unit" },
  equation: {
    region: "Equation",
    hint: "Point at a symbol or a term to see what it means.",
    symbols: "Symbols",
  },
  /** What each objective is and which networks it moves, by objective id. */
  objectives: {
    "negative-elbo": "Negative ELBO (evidence lower bound), minimised over encoder and decoder",
    "negative-beta-elbo": "Negative ELBO with β in front of the KL, minimised over encoder and decoder",
    "negative-conditional-elbo": "Negative ELBO given the class, minimised over encoder and decoder",
    "autoencoder": "Cost of the reconstruction, minimised over encoder and decoder",
    "negative-completion-elbo": "Negative ELBO of the rest given c, minimised over encoder and decoder",
    "discriminator": "The discriminator learns to tell real images from generated ones",
    "generator": "The generator learns to have its images taken for real",
    "discriminator-and-classifier": "The discriminator tells real from generated, and names the class",
    "generator-and-class": "The generator learns to be taken for real, and for its class",
    "critic": "The critic learns to score real images higher than generated ones",
    "hinge": "The discriminator learns to tell both apart, up to a margin of 1",
    "vae-gan-encoder": "The encoder",
    "vae-gan-decoder": "The decoder",
    "vae-gan-discriminator": "The discriminator",
    "completing-generator": "The generator learns to be taken for real and to stay near the true image",
  },
  /** Loss columns by id. `name` labels number, curve and column; `about` is one sentence. */
  terms: {
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
    "real-class": { name: "class of real", about: "How surprised the discriminator is by the class of real images." },
    "fake-class": {
      name: "class of generated",
      about: "How surprised it is by the class that generated images were to be of.",
    },
    "discriminator-and-classifier-total": {
      name: "discriminator",
      about: "How wrong the discriminator is, about what is real and about the class.",
    },
    "generator-class": {
      name: "class asked for",
      about: "How far the discriminator is from seeing the class that was asked for.",
    },
    "generator-and-class-total": {
      name: "generator, total",
      about: "Falls as generated images are taken for real and for their class.",
    },
    "fake-score": { name: "score, generated", about: "The mean score of generated images, which the critic lowers." },
    "real-score": { name: "−score, real", about: "Minus the mean score of real images: the critic pushes this down, so the score itself up." },
    "gradient-penalty": {
      name: "gradient penalty",
      about: "0 when the critic's slope is 1 everywhere between real and generated images.",
    },
    "critic-total": {
      name: "critic",
      about: "Score of generated minus score of real images, and the penalty if there is one. Its negative estimates their distance.",
    },
    "generator-score": {
      name: "generator",
      about: "Minus the mean score of generated images: the generator pushes this down, so the score itself up.",
    },
    "real-hinge": { name: "real images", about: "0 once every real image scores above 1; the rest costs what it lacks." },
    "fake-hinge": {
      name: "generated images",
      about: "0 once every generated image scores below −1; the rest costs what it exceeds.",
    },
    "hinge-total": {
      name: "discriminator",
      about: "How wrong the discriminator is: 2 when it scores everything 0, 0 when all are beyond the margin.",
    },
    "feature-reconstruction": {
      name: "likeness",
      about: "How far the reconstruction is from the image, in the discriminator's features.",
    },
    "vae-gan-encoder-total": { name: "encoder", about: "What the encoder makes smaller: KL and likeness." },
    "decoder-features": {
      name: "likeness, decoder",
      about: "The same distance in features, as the decoder sees it; γ says how much it counts.",
    },
    "fool-reconstruction": {
      name: "fooling, reconstr.",
      about: "How far the decoder is from having its reconstructions taken for real.",
    },
    "fool-sample": { name: "fooling, samples", about: "How far it is from having its samples from the prior taken for real." },
    "vae-gan-decoder-total": { name: "decoder", about: "What the decoder makes smaller: likeness, and being found out." },
    "fake-reconstruction": {
      name: "reconstructions",
      about: "How far the discriminator is from seeing through reconstructions.",
    },
    "fake-sample": { name: "samples", about: "How far the discriminator is from seeing through samples from the prior." },
    "vae-gan-discriminator-total": {
      name: "discriminator",
      about: "How wrong the discriminator is; 2.08 when it can only guess, 0 when it is sure and right.",
    },
    "l1": {
      name: "L1 distance",
      about: "How far the completion is from the true image: the sum of differences over all pixels.",
    },
    "completing-generator-total": {
      name: "generator, total",
      about: "Falls as completions are taken for real and come near the true image.",
    },
  },
  chart: {
    name: "Loss chart",
    empty: "Each training step adds a point to these curves. Press Train.",
    step: "step",
    log: "log scale",
    smoothing: "smoothing",
    curves: "Curves",
    more: (count: number) => `${count} more`,
    fewer: "fewer",
    data: "Data",
    heldOut: "held out",
    heldOutAt: (step: string) => `at step ${step}`,
    before: "before",
    beforeTitle: "The run before this one was started over",
    changed: (name: string, from: string, to: string) => `${name} ${from} → ${to}`,
    heldOutTitle: "Measured on test images that are never trained on",
    cutOff: (highest: string) => `first steps: up to ${highest}`,
    at: (step: string) => `at step ${step}`,
    table: (rows: number, unit: string) => `Losses at ${rows} evenly spaced steps, ${unit}`,
    noTable: "Losses: no step yet",
  },
  pictures: {
    samples: "From fixed noise",
    samplesName: (step: string) => `Samples from fixed noise, step ${step}`,
    samplesByClass: (step: string) => `Samples from fixed noise, one column for each class 0 to 9, step ${step}`,
    readByClass: "Down a column: one class. Along a row: one noise. What decides how a digit looks?",
    samplesByGiven: (step: string) =>
      `Completions of the first ten test images, one column each, from fixed noise, step ${step}`,
    readByGiven: "Down a column: the given part of one test image. Along a row: one noise. What does the given part leave open?",
    noSamples: "Samples from fixed noise: none yet",
    reconstructions: "Test images, reconstructed",
    reconstructionsName: (count: number, step: string) =>
      `${count} test images, and below each its reconstruction, step ${step}`,
    noReconstructions: "Reconstructions of test images: none yet",
  },
  latent: {
    name: "Latent space",
    instrument: "Way of looking",
    instruments: { pictures: "Pictures", map: "Map", traverse: "Traverse", between: "Between", arithmetic: "Arithmetic", "fill-in": "Fill in" },
    slice: (k: number) => `a slice of z, class ${k}`,
    codes: (count: string) => `${count} test images`,
    noCodes: "test images",
    manifold: "the images painted across it",
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
    critic: "critic",
    /** Where three networks share the width. */
    short: { encoder: "encoder", decoder: "decoder", generator: "generator", discriminator: "discrim.", critic: "critic" },
  },
};
