/**
 * Pictures and measurements beside training, in slices between steps. A bucket of milliseconds fills while
 * training goes on and is emptied by what the slices cost, so that side work takes a fixed share of the time on
 * any machine. While nothing trains there is no limit.
 */

/** A piece of work that pauses between slices. */
export type Slices = AsyncGenerator<void, void, void>;

export interface SideJob {
  readonly name: string;
  /** Milliseconds that must pass between two starts while training. */
  readonly every: number;
  /** Something is wanted and there is something new to show. */
  due(): boolean;
  run(): Slices;
}

/** Share of the time that side work may take while training. */
const SHARE = 0.15;
/** Milliseconds saved up at most: enough for the first pictures of a run to appear at once. */
const BUCKET = 250;

export class SideWork {
  readonly #jobs: readonly SideJob[];
  readonly #startedAt = new Map<SideJob, number>();
  readonly #underWay = new Map<SideJob, Slices>();
  #bucket = BUCKET;
  #filledAt = performance.now();
  /** Jobs take turns, slice by slice. */
  #turn = 0;

  constructor(jobs: readonly SideJob[]) {
    this.#jobs = jobs;
  }

  /**
   * Runs one slice, if one is due and may be afforded. Returns the milliseconds it took, or null when there was
   * nothing to do. What a job throws ends that job and reaches the caller.
   */
  async slice(training: boolean): Promise<number | null> {
    const now = performance.now();
    this.#bucket = Math.min(BUCKET, this.#bucket + (now - this.#filledAt) * SHARE);
    this.#filledAt = now;
    if (training && this.#bucket < 0) return null;
    const job = this.#pick(now, training);
    if (!job) return null;
    const slices = this.#underWay.get(job) ?? this.#start(job, now);
    let done: boolean | undefined = true;
    try {
      ({ done } = await slices.next());
    } finally {
      if (done) this.#underWay.delete(job);
    }
    const cost = performance.now() - now;
    if (training) this.#bucket -= cost;
    return cost;
  }

  /** Lets go of unfinished work, so that it frees what it holds. */
  async dispose(): Promise<void> {
    const unfinished = [...this.#underWay.values()];
    this.#underWay.clear();
    await Promise.all(unfinished.map((slices) => slices.return()));
  }

  #start(job: SideJob, now: number): Slices {
    const slices = job.run();
    this.#underWay.set(job, slices);
    this.#startedAt.set(job, now);
    return slices;
  }

  #pick(now: number, training: boolean): SideJob | null {
    for (let i = 0; i < this.#jobs.length; i++) {
      const at = (this.#turn + i) % this.#jobs.length;
      const job = this.#jobs[at]!;
      const rested = !training || now - (this.#startedAt.get(job) ?? -Infinity) >= job.every;
      if (!this.#underWay.has(job) && !(rested && job.due())) continue;
      this.#turn = at + 1;
      return job;
    }
    return null;
  }
}
