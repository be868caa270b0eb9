/**
 * Pictures and measurements beside training, in slices between steps. Each group of jobs has a budget of milliseconds, managed
 * as a token bucket: during training it fills by a fixed share of the time, and each slice is charged the time it took. A group
 * waits while its budget is not positive. So, over time, a group takes at most its share and its initial budget, on any machine, and no group
 * waits for another. While nothing trains there is no limit.
 */
import type { Slices } from "./slices";

export interface SideJob {
  readonly name: string;
  /** Milliseconds that must pass between two starts while training. */
  readonly every: number;
  /** Returns whether the job has anything to do. */
  due(): boolean;
  run(): Slices;
}

export interface SideGroup {
  readonly jobs: readonly SideJob[];
  /** Maximum share of the time during training. */
  readonly share: number;
  /** Minimum budget when training begins, in milliseconds. */
  readonly initial: number;
  /** Maximum budget, in milliseconds. */
  readonly capacity: number;
}

/**
 * Pictures have an initial budget, so that the first ones of a run appear at once. Pictures, measurements and history take at most 12 % of
 * the time together; messages, and checks of a GPU, come on top.
 */
export const PICTURE_BUDGET = { share: 0.07, initial: 250, capacity: 250 } as const;
/**
 * Measurements after each epoch use the budget that was saved during it. In the first epoch early held-out losses take more than that: the
 * initial budget is for them, so that what is measured when an epoch ends is measured at its end. 3 % of the time is 3.4 % of the 88 % that
 * are left for training.
 */
export const MEASUREMENT_BUDGET = { share: 0.03, initial: 300, capacity: 2000 } as const;
/** After a change of the objective, the held-out loss is measured again within seconds. Together, measurements take at most 10 %. */
export const CHANGE_BUDGET = { share: 0.07, initial: 300, capacity: 300 } as const;
/** Keyframes and other history. The first keyframes are stored at once. */
export const HISTORY_BUDGET = { share: 0.02, initial: 20, capacity: 200 } as const;
/** A GPU's steps are compared with another backend's once an epoch, or less often if epochs are short. */
export const CHECK_BUDGET = { share: 0.01, initial: 0, capacity: 2000 } as const;

/** Where steps take seconds, pictures exceed their budget; the page's snapshot, from which a lost run continues, must not wait for them. */
export const SNAPSHOT_BUDGET = { share: 0.01, initial: 100, capacity: 100 } as const;

class Group {
  readonly #group: SideGroup;
  readonly #startedAt = new Map<SideJob, number>();
  readonly underWay = new Map<SideJob, Slices>();
  #budget: number;
  #spent = 0;
  /** Jobs take turns, slice by slice. */
  #turn = 0;

  constructor(group: SideGroup) {
    this.#group = group;
    this.#budget = group.initial;
  }

  get hasBudget(): boolean { return this.#budget > 0; }

  fill(ms: number): void {
    this.#budget = Math.min(this.#group.capacity, this.#budget + ms * this.#group.share);
  }

  charge(ms: number): void {
    this.#budget -= ms;
    this.#spent += ms;
  }

  get spent(): number { return this.#spent; }

  /** Fills a budget below `initial` up to it. */
  refill(): void {
    this.#budget = Math.max(this.#budget, this.#group.initial);
  }

  /** Lets its jobs start at once, if it has budget. */
  startAtOnce(): void {
    this.#startedAt.clear();
  }

  /** The next job with anything to do. `inOrder`: starts from the first job instead of taking turns. */
  pick(now: number, training: boolean, inOrder: boolean): SideJob | null {
    const { jobs } = this.#group;
    for (let i = 0; i < jobs.length; i++) {
      const at = inOrder ? i : (this.#turn + i) % jobs.length;
      const job = jobs[at]!;
      const intervalPassed = !training || now - (this.#startedAt.get(job) ?? -Infinity) >= job.every;
      if (!this.underWay.has(job) && !(intervalPassed && job.due())) continue;
      this.#turn = at + 1;
      return job;
    }
    return null;
  }

  start(job: SideJob, now: number): Slices {
    const slices = job.run();
    this.underWay.set(job, slices);
    this.#startedAt.set(job, now);
    return slices;
  }
}

export class SideWork {
  readonly #groups: readonly Group[];
  readonly #now: () => number;
  #filledAt: number;
  /** Whether training ran at the last call, so that budgets fill for the time since. */
  #training = false;
  /** Groups take turns, slice by slice. */
  #turn = 0;
  #prioritised = false;

  constructor(groups: readonly SideGroup[], now = () => performance.now()) {
    this.#groups = groups.map((group) => new Group(group));
    this.#now = now;
    this.#filledAt = now();
  }

  /** Milliseconds that each group has taken while training. */
  get spent(): readonly number[] { return this.#groups.map(({ spent }) => spent); }

  /** Gives the first group precedence over everything, including training, because the reader has changed what is shown. Its jobs run in order. */
  prioritise(): void {
    this.#groups[0]?.refill();
    this.#groups.forEach((group) => group.startAtOnce());
    this.#prioritised = true;
  }

  /** Whether training should wait: until the first group has nothing due, or has spent its budget. */
  get prioritised(): boolean { return this.#prioritised; }

  /**
   * Runs one slice, if one is due and its group has budget. Returns the milliseconds it took, or null if there was
   * nothing to do. Rejects with a job's error, which ends that job.
   */
  async slice(training: boolean): Promise<number | null> {
    return (await this.next(training)?.()) ?? null;
  }

  /** The next slice as a function that the caller runs soon; null if there is nothing to do. */
  next(training: boolean): (() => Promise<number>) | null {
    const now = this.#now();
    for (const group of this.#groups) {
      if (!training) group.refill();
      else if (this.#training) group.fill(now - this.#filledAt);
    }
    this.#training = training;
    this.#filledAt = now;
    const first = this.#prioritised ? 0 : this.#turn;
    for (let i = 0; i < this.#groups.length; i++) {
      const at = (first + i) % this.#groups.length;
      const group = this.#groups[at]!;
      const job = training && !group.hasBudget ? null : group.pick(now, training, at === 0 && this.#prioritised);
      if (at === 0 && !job) this.#prioritised = false;
      if (!job) continue;
      this.#turn = at + 1;
      return () => this.#run(group, job, training);
    }
    return null;
  }

  /** Ends unfinished jobs, so that they free their resources. */
  async dispose(): Promise<void> {
    const unfinished = this.#groups.flatMap(({ underWay }) => [...underWay.values()]);
    this.#groups.forEach(({ underWay }) => underWay.clear());
    await Promise.all(unfinished.map((slices) => slices.return()));
  }

  async #run(group: Group, job: SideJob, training: boolean): Promise<number> {
    const now = this.#now();
    const slices = group.underWay.get(job) ?? group.start(job, now);
    let done: boolean | undefined = true;
    try {
      ({ done } = await slices.next());
    } finally {
      if (done) group.underWay.delete(job);
      if (training) group.charge(this.#now() - now);
    }
    return this.#now() - now;
  }
}
