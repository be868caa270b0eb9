import { ElboError } from "../../../core/errors";
import type { Disagreement } from "../../../core/run/reports";

/** The backend still exists, but its results since the last check may be wrong. */
export class Unreliable extends ElboError {
  /** The comparison that revealed it, if any. */
  readonly disagreement: Disagreement | null;

  /** `gpusToo`: whether other backends on the same GPU are not to be used, either; by default if its errors are intermittent, which WebGL would have, too. */
  constructor(message: string, disagreement: Disagreement | null = null, readonly gpusToo = disagreement?.reference === "itself") {
    super("backend-lost", message);
    this.disagreement = disagreement;
  }
}
