/** Beside a GAN's samples, after each epoch. */
export const en = {
  name: "Classes of samples",
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
    alike: "Likely cause: the generator no longer uses z. It draws the one image of each class that fools the discriminator best.",
    uneven: "Likely cause: some classes fool the discriminator more easily, and the generator keeps to them.",
  },
};
