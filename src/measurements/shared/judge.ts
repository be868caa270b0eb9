/** The judge: our small classifier of digits (`src/metrics/judge`), or one that is trained on the labels of own images. */
import type { DataKind } from "../../core/data";

/** There is one for such data. */
export const canJudge = (data: DataKind): boolean => data === "image" || data === "own";

/** A judge that was trained on a reader's own labelled images. */
export interface OwnJudge {
  /** Those that training images have, ascending. */
  readonly classes: readonly number[];
  /** Share of the held-out images that it names rightly. */
  readonly testAccuracy: number;
  readonly testImages: number;
}

/** What a judge was asked for. */
export interface ByJudge {
  /** The one that was asked, where it is not the bundled one. */
  readonly judge?: OwnJudge;
}
