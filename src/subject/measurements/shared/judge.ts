/**
 * The evaluation classifier ("judge"): our small classifier of digits (`src/subject/metrics/judge`), or one that is trained on the
 * labels of own images.
 */
import type { DataKind } from "../../../core/data/data";

/** Returns whether there is an evaluation classifier for such data. */
export const canJudge = (data: DataKind): boolean => data === "image" || data === "own";

/** An evaluation classifier that was trained on a reader's own labelled images. */
export interface OwnJudge {
  /** The classes of the training images, ascending. */
  readonly classes: readonly number[];
  /** The share of the held-out images that it classifies correctly. */
  readonly testAccuracy: number;
  readonly testImages: number;
}

/** A result that an evaluation classifier contributed to. */
export interface ByJudge {
  /** The evaluation classifier, if it is not the bundled one. */
  readonly judge?: OwnJudge;
}
