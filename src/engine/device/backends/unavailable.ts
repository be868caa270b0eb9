/** The error of a backend that does not start, and the time limit for graphics drivers, which may never answer. */
import { ElboError } from "../../../core/errors";
import { sleep } from "../../../core/tasks";

/** Milliseconds in which a graphics driver must answer, once the backend's code is loaded; a hanging driver never does. */
const ANSWER_LIMIT_MS = 10_000;

/** Returns the error as an `ElboError`; "backend-unavailable" if it is none. */
export const asUnavailable = (error: unknown): ElboError => (error instanceof ElboError
  ? error
  : new ElboError("backend-unavailable", error instanceof Error ? error.message : String(error)));

/** Rejects, and calls `onLate`, if the graphics driver does not answer in time. `work` may still end later. */
export async function withTimeout<T>(work: Promise<T>, onLate: () => void = () => undefined): Promise<T> {
  const late = sleep(ANSWER_LIMIT_MS).then(() => {
    onLate();
    throw new Error(`the graphics driver did not answer within ${ANSWER_LIMIT_MS / 1000} s`);
  });
  return Promise.race([work, late]);
}
