/** The ids of illnesses, in display order. */
export const ILLNESS_IDS = [
  "posterior-collapse", "holes", "mode-collapse", "dropped-modes", "strong-discriminator", "dead-discriminator", "vanishing-gradients", "exploding-critic",
  "ignored-condition",
] as const;

export type IllnessId = (typeof ILLNESS_IDS)[number];
