/**
 * Rejects everything that waits for the device when it is lost. `Promise.race` with a promise that lasts as long as the run would
 * do so, too, but would keep the result of every race in memory until the run ends.
 */
import type { ElboError } from "../../core/errors";

export class DeviceLoss {
  readonly #waiting = new Set<(error: ElboError) => void>();
  #lost: ElboError | null = null;

  /** Rejects all present and future waits with this error. */
  reject(error: ElboError): void {
    this.#lost = error;
    for (const reject of this.#waiting) reject(error);
    this.#waiting.clear();
  }

  /** Settles as `work` does, or rejects when the device is lost first, in which case `work` may never settle. */
  unlessLost<T>(work: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.add(reject);
      const done = () => this.#waiting.delete(reject);
      work.then((value) => { done(); resolve(value); }, (error: unknown) => { done(); reject(error); });
      if (this.#lost) this.reject(this.#lost);
    });
  }
}
