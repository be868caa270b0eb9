/** Measurements by name, and what is said of them beside pictures. Ids: `src/core/measurements.ts`; their dialog: `measuring.ts`. */
export const measurements = {
  open: "Measure",
  title: "Measurements",
  names: {
    "k-sample-bound": "Likelihood bound",
    codes: "Codes",
    reconstructions: "Reconstructions",
    probe: "Class in the code",
    "test-error": "Test error",
    imputation: "Missing pixels",
    translation: "Images made",
    "class-accuracy": "Class accuracy",
    "classes-found": "Classes found",
    "class-histogram": "Classes of samples",
    "digit-fid": "digit-FID",
    divergences: "Distance from the data",
    memorising: "Nearest training image",
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
};
