/** Long work of which only the newest goes on: it is told by a signal when another takes its place. */
export class OneAtATime {
  #underWay: { readonly ending: AbortController; readonly ended: Promise<unknown> } | null = null;

  /** What is under way is ended first. `work` rejects soon after its signal is aborted. */
  async start<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.cancel();
    const ending = new AbortController();
    const started = work(ending.signal);
    const mine = { ending, ended: started.catch(() => undefined) };
    this.#underWay = mine;
    try {
      return await started;
    } finally {
      if (this.#underWay === mine) this.#underWay = null;
    }
  }

  cancel(): void {
    this.#underWay?.ending.abort();
  }

  /** Resolves when nothing is under way any more. */
  async dispose(): Promise<void> {
    this.cancel();
    await this.#underWay?.ended;
  }
}
