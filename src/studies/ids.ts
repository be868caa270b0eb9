/** The studies, in the order in which they are listed. An id stays in links for ever. */
export const STUDY_IDS = ["rate-distortion", "quantised-decoder", "gradient-variance", "memorising", "augmentation"] as const;

export type StudyId = (typeof STUDY_IDS)[number];
