/** The ids of failure modes, in display order. */
export const FAILURE_MODE_IDS = [
  "diverging", "worse-than-before", "below-preset", "few-classes",
  "posterior-collapse", "holes", "mode-collapse", "dropped-modes", "strong-discriminator", "dead-discriminator", "vanishing-gradients", "exploding-critic",
  "ignored-condition",
] as const;

export type FailureModeId = (typeof FAILURE_MODE_IDS)[number];
