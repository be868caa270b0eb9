/** The lessons, in the order in which they are listed. An id stays in links for ever. */
export const LESSON_IDS = [
  "autoencoder", "elbo-terms", "posterior-collapse", "holes", "blur", "two-networks", "mode-collapse", "ignored-conditions",
  "vae-or-gan",
] as const;

export type LessonId = (typeof LESSON_IDS)[number];
