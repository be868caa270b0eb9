import { ElboError } from "../../../core/errors";
import type { Disagreement } from "../../../core/run/reports";

/** The backend still exists, but its results since the last check may be wrong. */
export class Unreliable extends ElboError {
  /** The comparison that revealed it, if any. */
  readonly disagreement: Disagreement | null;

  constructor(message: string, disagreement: Disagreement | null = null) {
    super("backend-lost", message);
    this.disagreement = disagreement;
  }
}
