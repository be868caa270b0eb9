/** The ids of lessons, in display order. They are part of links and never change. */
export const LESSON_IDS = [
  "autoencoder", "elbo-terms", "posterior-collapse", "holes", "blur", "two-networks", "mode-collapse", "ignored-conditions",
  "vae-or-gan",
] as const;

export type LessonId = (typeof LESSON_IDS)[number];
