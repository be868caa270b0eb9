/**
 * What a preset's question asks a hall to look at. This is no part of the experiment, so that it may change where a
 * published preset may not.
 */
import type { PresetName } from "./index";

export interface LectureHints {
  /** What stands large, where it is not what the model usually shows. */
  readonly shows?: "pictures" | "traverse";
  /** Settings that the question asks about, and that are not among the first two live ones anyway. */
  readonly asks?: readonly string[];
  /** Loss columns that it asks about, where the others are so much larger that they would lie flat. */
  readonly follows?: readonly string[];
}

const HINTS: Partial<Record<PresetName, LectureHints>> = {
  "holes": { shows: "pictures" },
  "disentangle": { shows: "traverse" },
  "blurry-or-sharp": { asks: ["sigma", "likelihood"], follows: ["kl"] },
  "saturating": { asks: ["loss"] },
  "ignores-its-label": { asks: ["condition"] },
  "auxiliary-classifier": { asks: ["fakeClass"] },
  "strong-discriminator": { asks: ["discriminatorRate"] },
  "spectral-norm": { asks: ["discriminatorRate"] },
  "mode-collapse": { asks: ["discriminatorRate"] },
  "wasserstein": { follows: ["critic-total"] },
};

/** By the preset's name. */
export const LECTURE_HINTS: ReadonlyMap<string, LectureHints> = new Map(Object.entries(HINTS));
