/** The lessons, in the order in which they are listed. An id stays in links for ever. */
export const LESSON_IDS = ["elbo-terms", "posterior-collapse", "autoencoder", "blur", "holes", "vae-or-gan", "two-networks", "mode-collapse"] as const;

export type LessonId = (typeof LESSON_IDS)[number];
