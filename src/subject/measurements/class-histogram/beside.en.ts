/** Beside a GAN's samples, at the ends of epochs. */
export const en = {
  name: "Classes of samples",
  title: (samples: string) => `Classes in ${samples} samples`,
  at: (step: string) => `Classes at step ${step}, by the evaluation classifier. A sample is clear if the classifier is over 90\u00a0% sure.`,
  soon: "The classes of 1,000 samples are counted when an epoch ends.",
  count: (k: string, n: string) => `${k}: ${n}`,
  counts: (samples: string, each: readonly string[]) =>
    `Classes of ${samples} samples, by the evaluation classifier: ${each.join(", ")}`,
  entropy: (value: string, most: string) => `entropy ${value} of ${most} nats`,
  history: (values: string) => `Entropy after each measured epoch: ${values}`,
  covered: (percent: string) => `all ten classes; ${percent}\u00a0% clear`,
  unclear: (percent: string) => `no verdict yet: ${percent}\u00a0% clear`,
  tooFew: "too few samples for a verdict",
  missing: (classes: string) => `missing modes: ${classes}`,
  onlyThese: (classes: string) => `mode collapse: only ${classes}`,
  alike: "mode collapse: nearly one image per class",
  uneven: (classes: string) => `uneven: too many ${classes}`,
  causes: {
    missing:
      "Likely cause: the generator has found digits that fool the discriminator, and its loss does not reward the others.",
    missingByClass:
      "Likely cause: the generator ignores the conditioning class. Any image that fools the discriminator is enough.",
    alike: "Likely cause: the generator ignores z. For each class it draws the image that fools the discriminator best.",
    uneven: "Likely cause: some classes fool the discriminator more easily, and the generator prefers them.",
  },
};
