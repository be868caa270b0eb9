/** Below the reconstructions of models that are trained with few labels, at the ends of epochs. */
export const en = {
  name: "Test error",
  soon: "test error: measured when an epoch ends",
  now: (percent: string) => `test error ${percent}\u00a0%`,
  about: (step: string) => `At step ${step}, the classifier q(y|x) is wrong on this share of the 10,000 test images.`,
  history: (values: string) => `Test error after each measured epoch, in percent: ${values}`,
};
