/** A timer that is set again and again: at most one call waits. */
export class Timer {
  #id: ReturnType<typeof setTimeout> | undefined;
  #work: (() => void) | null = null;

  /** Whether a call waits. */
  get isSet(): boolean { return this.#work !== null; }

  /** Calls `work` after so many milliseconds, in place of the call that waits. */
  set(work: () => void, ms: number): void {
    this.stop();
    this.#work = work;
    this.#id = setTimeout(() => this.hurry(), ms);
  }

  /** Makes the call that waits now. */
  hurry(): void {
    const work = this.#work;
    this.stop();
    work?.();
  }

  stop(): void {
    clearTimeout(this.#id);
    this.#work = null;
  }
}
