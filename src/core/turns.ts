/** Work that is done one after the other. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #count = 0;

  /** Whether nothing is under way, or waits. */
  get idle(): boolean { return this.#count === 0; }

  /** Begins `work` when all work before it has ended, whether or not that failed. Settles as it does. */
  add<T>(work: () => Promise<T>): Promise<T> {
    this.#count++;
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined).finally(() => { this.#count--; });
    return done;
  }

  /** Resolves when the work so far has ended. */
  ended(): Promise<unknown> { return this.#last; }
}
