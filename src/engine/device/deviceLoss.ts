/**
 * Lets everyone who waits for the device hear that it is lost. A race with one promise that lasts as long as the run would
 * do that, too, but keep the result of every race for as long.
 */
import type { ElboError } from "../../core/errors";

export class DeviceLoss {
  readonly #waiting = new Set<(error: ElboError) => void>();
  #lost: ElboError | null = null;

  /** All that is waited for rejects with this error, and so does what is waited for later. */
  lose(error: ElboError): void {
    this.#lost = error;
    for (const reject of this.#waiting) reject(error);
    this.#waiting.clear();
  }

  /** As `work`; but rejects when the device is lost before, as `work` may never end then. */
  unlessLost<T>(work: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.add(reject);
      const done = () => this.#waiting.delete(reject);
      work.then((value) => { done(); resolve(value); }, (error: unknown) => { done(); reject(error); });
      if (this.#lost) this.lose(this.#lost);
    });
  }
}
