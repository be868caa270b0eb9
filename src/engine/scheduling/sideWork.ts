/**
 * Pictures and measurements beside training, in slices between steps. Each group of jobs has a budget of milliseconds, kept
 * as a token bucket: while training goes on it fills by a fixed share of the time, and each slice takes out what it cost. The
 * group waits while its budget is not above zero. So a group takes at most its share of the time on any machine, and no group
 * waits for another. While nothing trains there is no limit.
 */
import type { Slices } from "./slices";

export interface SideJob {
  readonly name: string;
  /** Milliseconds that must pass between two starts while training. */
  readonly every: number;
  /** Something is wanted and there is something new to show. */
  due(): boolean;
  run(): Slices;
}

export interface SideGroup {
  readonly jobs: readonly SideJob[];
  /** Of the time while training, at most. */
  readonly share: number;
  /** Milliseconds in the budget when training begins, at least. */
  readonly initial: number;
  /** Milliseconds that the budget can hold. */
  readonly capacity: number;
}

/** The first pictures of a run appear at once. */
export const PICTURE_BUDGET = { share: 0.15, initial: 250, capacity: 250 } as const;
/**
 * Measured after each epoch, paid for by what was saved in it. Pictures take 15 % of the time, so that 3 % of it is 3.5 % of
 * what is left to training.
 */
export const MEASUREMENT_BUDGET = { share: 0.03, initial: 0, capacity: 2000 } as const;
/** Steps of a GPU are compared with another backend's once an epoch, or less often where epochs are that short. */
export const CHECK_BUDGET = { share: 0.01, initial: 0, capacity: 2000 } as const;

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

  /** While nothing trains: a budget below `start` is filled up to it. */
  refill(): void {
    this.#budget = Math.max(this.#budget, this.#group.initial);
  }

  /** Its jobs may start at once. */
  startAtOnce(): void {
    this.refill();
    this.#startedAt.clear();
  }

  /** `inOrder`: the first of its jobs that has anything to do, and not the one whose turn it is. */
  pick(now: number, training: boolean, inOrder: boolean): SideJob | null {
    const { jobs } = this.#group;
    for (let i = 0; i < jobs.length; i++) {
      const at = inOrder ? i : (this.#turn + i) % jobs.length;
      const job = jobs[at]!;
      const rested = !training || now - (this.#startedAt.get(job) ?? -Infinity) >= job.every;
      if (!this.underWay.has(job) && !(rested && job.due())) continue;
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
  /** Since the last slice, too. */
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

  /** What is shown has changed at the reader's hand: what is due of the first group comes before all else, training included, each job after those before it. */
  prioritise(): void {
    this.#groups.forEach((group) => group.startAtOnce());
    this.#prioritised = true;
  }

  /** Until the first group has nothing due, or has spent its budget: training gives way. */
  get prioritised(): boolean { return this.#prioritised; }

  /**
   * Runs one slice, if one is due and may be afforded. Returns the milliseconds it took, or null when there was
   * nothing to do. What a job throws ends that job and reaches the caller.
   */
  async slice(training: boolean): Promise<number | null> {
    return (await this.next(training)?.()) ?? null;
  }

  /** The same, to be run by whoever calls it, soon; null when there is nothing to do. */
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

  /** Lets go of unfinished work, so that it frees what it holds. */
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
