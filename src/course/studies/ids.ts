/** The ids of studies, in display order. They are part of links and never change. */
export const STUDY_IDS = ["rate-distortion", "quantised-decoder", "gradient-variance", "memorising", "augmentation"] as const;

export type StudyId = (typeof STUDY_IDS)[number];
