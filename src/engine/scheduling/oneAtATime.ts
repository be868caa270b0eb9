/** Runs long work of which only the newest continues: its signal is aborted when other work replaces it. */
export class OneAtATime {
  #running: { readonly ending: AbortController; readonly ended: Promise<unknown> } | null = null;

  /** Cancels the running work and starts this one. `work` must reject soon after its signal is aborted. */
  async start<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.cancel();
    const ending = new AbortController();
    const started = work(ending.signal);
    const mine = { ending, ended: started.catch(() => undefined) };
    this.#running = mine;
    try {
      return await started;
    } finally {
      if (this.#running === mine) this.#running = null;
    }
  }

  cancel(): void {
    this.#running?.ending.abort();
  }

  /** Cancels the running work; resolves when it has ended. */
  async dispose(): Promise<void> {
    this.cancel();
    await this.#running?.ended;
  }
}
