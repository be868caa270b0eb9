import { ElboError } from "../../../core/errors";
import type { Disagreement } from "../../../core/reports";

/** The backend is still there, but what it has computed since the weights were checked last cannot be relied on. */
export class Unreliable extends ElboError {
  /** Where that was found out by comparison. */
  readonly disagreement: Disagreement | null;

  constructor(message: string, disagreement: Disagreement | null = null) {
    super("backend-lost", message);
    this.disagreement = disagreement;
  }
}
