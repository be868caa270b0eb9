/** Measurements on demand: what each one is, and the words around its numbers. Ids: `src/core/measurements.ts`. */
export const measurements = {
  open: "Measure",
  title: "Measurements",
  intro:
    "Each is made with the weights as they stand when you press Run; training may go on. " +
    "The judge is a fixed classifier of digits, right on 99\u00a0% of the test images. ± is one standard error.",
  run: "Run",
  runOne: (name: string) => `Run: ${name}`,
  cancel: "Cancel",
  cancelOne: (name: string) => `Cancel: ${name}`,
  progress: (name: string) => `Progress: ${name}`,
  taken: (step: string, from: string) => `at step ${step}, ${from}`,
  failed: (reason: string) => `Nothing was measured: ${reason}`,
  list: {
    "k-sample-bound": {
      name: "Likelihood bound",
      about: "An upper bound on −log p(x) of test images, from K draws of z for each; it tightens as K grows.",
    },
    codes: {
      name: "Codes",
      about: "What the codes of test images carry, dimension by dimension, and what is lost without them.",
    },
    reconstructions: {
      name: "Reconstructions",
      about: "How sharp reconstructed test images are beside the originals, and whether they show the same digit.",
    },
    probe: {
      name: "Class in the code",
      about: "How often a test image has the class that most of its nearest training codes have.",
    },
    "test-error": {
      name: "Test error",
      about: "How often the model’s own classifier names the wrong class of a test image.",
    },
    imputation: {
      name: "Missing pixels",
      about: "How far the filled-in pixels of test images are from the true ones, from K codes each, beside the mean image. Grey goes from 0 to 1.",
    },
    translation: {
      name: "Images made",
      about: "How near what the model makes is to the test image, how sharp, how slanted and thick, and whether the judge sees the same digit; beside what is given, taken as it is.",
    },
    "class-accuracy": {
      name: "Class accuracy",
      about: "In how many samples the judge sees the class that was asked for.",
    },
    "classes-found": {
      name: "Classes found",
      about:
        "Each class is given the digit that the judge sees in its samples, no digit twice, chosen so that as many samples as " +
        "possible show theirs. How many do.",
    },
    "class-histogram": {
      name: "Classes of samples",
      about: "Which classes the judge sees in samples, and whether some are missing.",
    },
    "digit-fid": {
      name: "digit-FID",
      about:
        "How far samples are from training images in the judge’s features, 0 being best. " +
        "Values made with other features cannot be compared with it.",
    },
    divergences: {
      name: "Distance from the data",
      about: "How far samples are from the true density: divergences, the way points must be carried, and which Gaussians come up.",
    },
    memorising: {
      name: "Nearest training image",
      about: "Whether samples are copies: how far each is from its nearest training image, pixel by pixel.",
    },
  },
  facts: {
    bound: (k: string) => `bound with K = ${k}`,
    negativeElbo: "−ELBO, same draws",
    activeUnits: "active dimensions",
    rate: "rate: what the code costs",
    components: "components in use",
    sortedByComponent: "images of their component's most frequent class",
    perplexity: "perplexity: entries, were all used alike",
    dead: "dead entries, which no image uses",
    entries: "share of places at which each entry stands",
    entry: (k: string) => `e${k}`,
    unused: "dead",
    distortion: "distortion: the image, given its code",
    sigma: "σ of the pixels",
    klPerDimension: "KL to the prior by dimension, nats per image",
    variances: "variance of the code by dimension",
    dimension: (j: string) => `z${j}`,
    sharpness: "sharpness of reconstructions",
    sharpnessOfImages: "sharpness of the images",
    sameClass: "same class, by the judge",
    accuracy: "right class",
    chance: "by chance",
    testError: "wrong class",
    errorPerClass: "wrong class, by class of the image",
    missing: "missing pixels",
    absoluteError: "mean |error|, the model",
    absoluteErrorOfMean: "mean |error|, the mean image",
    squaredError: "mean squared error, the model",
    squaredErrorOfMean: "mean squared error, the mean image",
    pixelError: "mean |error| of a pixel, what is made",
    pixelErrorOfGiven: "mean |error| of a pixel, what is given",
    sameClassOfGiven: "same class, by the judge, in what is given",
    sharpnessMade: "sharpness of what is made",
    slant: "slant: pixels to the right for each row upwards",
    thickness: "thickness of strokes, in pixels",
    perClass: "right class, by class asked for",
    found: "samples that show their class’s digit",
    perValue: "the same by class: class → digit",
    verdict: "verdict",
    covered: "classes that come up",
    entropy: "entropy of the classes",
    variety: "variety within classes, as a share of test images’",
    clear: "samples whose class the judge is sure of",
    counts: "samples in which the judge sees the class",
    distance: "samples against training images",
    floor: "floor: as many test images against training images",
    medianOfSamples: "samples, median distance",
    medianOfTest: "test images, median distance",
    modesFound: "Gaussians that come up",
    far: "samples near none of them",
    kl: (cell: string) => `KL(p‖q) in nats, cells of ${cell}`,
    js: "JS divergence in nats, at most 0.693",
    wasserstein: (points: string) => `Wasserstein-1, ${points} points assigned`,
    besideFloor: (value: string, floor: string) => `${value} (the data themselves: ${floor})`,
    modeShares: "samples near each Gaussian",
    suspicious: "samples nearer than 99\u00a0% of test images",
  },
  /** Beside a GAN's samples, after each epoch. */
  coverage: {
    title: (samples: string) => `Classes in ${samples} samples`,
    at: (step: string) => `As the judge sees them, at step ${step}`,
    soon: "Which classes come up in 1,000 samples: after the first epoch.",
    count: (k: string, n: string) => `${k}: ${n}`,
    counts: (samples: string, each: readonly string[]) =>
      `Of ${samples} samples, so many of each class, by the judge: ${each.join(", ")}`,
    entropy: (value: string, most: string) => `entropy ${value} of ${most} nats`,
    history: (values: string) => `Entropy after each epoch: ${values}`,
    covered: (percent: string) => `all ten classes; judge sure of ${percent}\u00a0%`,
    unclear: (percent: string) => `no verdict yet: judge sure of ${percent}\u00a0%`,
    tooFew: "too few samples to tell",
    missing: (classes: string) => `mode collapse: no ${classes}`,
    onlyThese: (classes: string) => `mode collapse: only ${classes}`,
    alike: "mode collapse: one image per class",
    uneven: (classes: string) => `uneven: too many ${classes}`,
    causes: {
      missing:
        "Likely cause: the generator has found digits that fool the discriminator, and nothing rewards it for drawing the " +
        "others.",
      missingByClass:
        "Likely cause: each class is asked for equally often, and the generator ignores which. What fools the discriminator " +
        "is enough.",
      alike: "Likely cause: the generator no longer heeds z. It draws the one image of each class that fools the discriminator best.",
      uneven: "Likely cause: some classes fool the discriminator more easily, and the generator keeps to them.",
    },
  },
  /** Below the reconstructions, after each epoch. */
  codes: {
    soon: "Which dimensions are used: after the first epoch.",
    active: (active: string, all: string) => `${active} of ${all} active`,
    about: (step: string) =>
      `At step ${step}. A dimension of the code is active if its mean differs from image to image: variance above 0.01.`,
    kl: "KL by dimension",
    variance: "variance by dim.",
    sigma: (value: string) => `pixels: σ = ${value}`,
    dimension: (j: string, value: string) => `z${j} ${value}`,
    history: (values: string) => `Active dimensions after each epoch: ${values}`,
  },
  /** Below those, of models that are told few labels. */
  testError: {
    soon: "test error: after the first epoch",
    now: (percent: string) => `test error ${percent}\u00a0%`,
    about: (step: string) => `At step ${step}: how often the classifier q(y|x) is wrong on the 10,000 test images.`,
    history: (values: string) => `Test error after each epoch, in percent: ${values}`,
  },
  settings: {
    k: "draws K",
    images: "test images",
    references: "training images",
    samples: "samples",
    outOfRange: (name: string, min: string, max: string) => `${name}: a whole number from ${min} to ${max}.`,
  },
  verdicts: {
    covered: "every class comes up",
    missing: (classes: string) => `mode collapse: missing ${classes}`,
    alike: "mode collapse: every class comes up, but always as the same image",
    uneven: (classes: string) => `uneven: too often ${classes}`,
    "too-few": "too few samples to tell",
    unclear: "none: the judge is sure of less than half of the samples",
  },
  from: {
    testImages: (n: string) => `from ${n} test images`,
    samples: (n: string) => `from ${n} samples`,
  },
  units: {
    nats: (value: string) => `${value} nats per image`,
    bits: (value: string) => `${value} bits per image`,
    entropy: (value: string, most: string) => `${value} of at most ${most} nats`,
    of: (part: string, all: string) => `${part} of ${all}`,
    percent: (value: string) => `${value}\u00a0%`,
    translation: (made: string, given: string, images: string) => `${made} made, ${given} given, ${images} images`,
  },
};
