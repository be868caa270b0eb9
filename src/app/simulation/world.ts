/**
 * A world in one process for tests: threads (pages and their workers), a virtual clock, and one scheduler that decides which task runs
 * next. Tasks of one channel keep their order, as browsers guarantee; tasks of different channels run in an order that the seed draws.
 * Each call to something that can fail in a browser is counted, and the world can let the n-th one fail. Knows nothing of the page.
 */
import { drawUniforms, type Draw } from "./draw";

/**
 * What a page or a worker calls that can fail: texts of the browser, its database, files of the host, messages, new workers, the cache for visits
 * without a network, a GPU. The clock does not fail: it is set forward by a day, where the fault lasts back by a day.
 */
export const CALL_KINDS = ["texts", "database", "fetch", "message", "worker", "cache", "gpu", "clock"] as const;
export type CallKind = (typeof CALL_KINDS)[number];

export interface Fault {
  readonly kind: CallKind;
  /** 1 for the first call of this kind. */
  readonly call: number;
  /** Each later call of this kind fails, too. */
  readonly lasts: boolean;
}

/** A page, or a worker of one. Nothing of a thread that has ended runs. */
export interface Thread {
  readonly name: string;
  /** Milliseconds of virtual time that one of its tasks takes. */
  readonly taskMs: number;
  ended: boolean;
  readonly onEnd: (() => void)[];
  /** Hears an error that a task has thrown, as a page hears those of its workers; otherwise the world notes it. */
  onError?: (error: unknown) => void;
}

interface Task {
  readonly thread: Thread;
  readonly at: number;
  readonly order: number;
  readonly work: () => void;
  /** It runs although its thread has ended. */
  readonly survives?: boolean;
}

export interface WorldOptions {
  /** null: tasks run in the order in which they are due. */
  readonly seed?: number | null;
  readonly fault?: Fault | null;
  /** Threads of this world wait for work of the runtime itself only by `awaitReal`. */
  readonly alone?: boolean;
}

/** Milliseconds of virtual time after which a script is said to hang. */
const PATIENCE = 900_000;
/** 21 November 2026: any day will do. */
const EPOCH = Date.UTC(2026, 10, 21);
const DAY = 86_400_000;
/** Turns of the real event loop after each task: promises of the runtime itself (streams, WebAssembly) may need more than one. */
const TURNS = 2;
/** Tasks in one turn of the real event loop. */
const MANY = 100;
const realImmediate = setImmediate;
const turn = () => new Promise<void>((resolve) => { realImmediate(resolve); });

export class World {
  readonly calls: Record<CallKind, number> = { texts: 0, database: 0, fetch: 0, message: 0, worker: 0, cache: 0, gpu: 0, clock: 0 };
  /** Errors that nobody has caught. */
  readonly uncaught: unknown[] = [];
  /** Of the call that failed: what it was, in words. */
  struck: string | null = null;
  /** Called before each task. */
  onTask: ((thread: Thread, now: number) => void) | null = null;
  readonly #fault: Fault | null;
  readonly #draw: Draw | null;
  readonly #alone: boolean;
  readonly #channels = new Map<string, Task[]>();
  readonly #timers = new Map<number, { readonly thread: Thread; readonly at: number; readonly order: number; readonly work: () => void; readonly every: number | null }>();
  readonly #script: Thread = { name: "script", taskMs: 0, ended: false, onEnd: [] };
  #current: Thread = this.#script;
  #now = 0;
  #order = 0;
  #real = 0;
  #healed = false;
  /** Milliseconds by which the clock was set. */
  #set = 0;

  constructor({ seed = null, fault = null, alone = false }: WorldOptions = {}) {
    this.#fault = fault;
    this.#alone = alone;
    this.#draw = seed === null ? null : drawUniforms(seed);
  }

  get now(): number { return this.#now; }
  get date(): number {
    if (this.fails("clock", "Date.now")) this.#set = this.#fault?.lasts ? -DAY : DAY;
    return EPOCH + this.#set + Math.floor(this.#now);
  }
  /** The thread whose task runs, or ran last: what is scheduled belongs to it. */
  get current(): Thread { return this.#current; }

  thread(name: string, taskMs: number): Thread {
    return { name, taskMs, ended: false, onEnd: [] };
  }

  /** At once, as when a worker is terminated or a page is killed: nothing of it runs any more. */
  end(thread: Thread): void {
    if (thread.ended) return;
    thread.ended = true;
    for (const [id, timer] of this.#timers) if (timer.thread === thread) this.#timers.delete(id);
    for (const then of thread.onEnd.splice(0)) then();
  }

  /** Runs the work as a part of this thread. */
  within<T>(thread: Thread, work: () => T): T {
    const before = this.#current;
    this.#current = thread;
    try {
      return work();
    } finally {
      this.#current = before;
    }
  }

  /** What runs until the next task belongs to this thread. */
  enter(thread: Thread): void {
    this.#current = thread;
  }

  /** Counts a call, and returns whether it is to fail. */
  fails(kind: CallKind, what: string): boolean {
    if (this.#healed) return false;
    const now = ++this.calls[kind];
    if (kind !== this.#fault?.kind) return false;
    const { call, lasts } = this.#fault;
    if (lasts ? now < call : now !== call) return false;
    this.struck ??= `${kind} ${now}: ${what}`;
    return true;
  }

  /** From now on no call fails or is counted. A clock that was set stays so. */
  heal(): void {
    this.#healed = true;
  }

  /** A task of this thread, after those of the same channel. `survives`: it runs although its thread has ended. */
  queue(channel: string, work: () => void, thread = this.#current, delay = 0, survives = false): void {
    const tasks = this.#channels.get(channel) ?? [];
    if (tasks.length === 0) this.#channels.set(channel, tasks);
    const late = this.#draw ? this.#draw() * 3 : 0;
    tasks.push({ thread, at: Math.max(this.#now + delay + late, tasks.at(-1)?.at ?? 0), order: ++this.#order, work, survives });
  }

  /** Returns the timer's number. `every`: milliseconds, again and again. */
  timer(work: () => void, ms: number, every: number | null = null): number {
    const id = ++this.#order;
    if (this.#current.ended) return id;
    this.#timers.set(id, { thread: this.#current, at: this.#now + Math.max(0, ms || 0), order: id, work, every });
    return id;
  }

  clear(id: unknown): void {
    this.#timers.delete(Number(id));
  }

  /** The task that runs takes so much longer. */
  spend(ms: number): void {
    this.#now += ms;
  }

  /** The runtime's own threads are at work: no task runs and no time passes until they are ready. */
  awaitReal<T>(work: Promise<T>): Promise<T> {
    this.#real++;
    return work.finally(() => { this.#real--; });
  }

  /** Waits for it, in this world's time. Of a script. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => { this.within(this.#script, () => this.timer(resolve, ms)); });
  }

  /** Waits until it is so. Rejects after so many milliseconds. */
  async until(isSo: () => boolean, ms: number): Promise<void> {
    const limit = this.#now + ms;
    while (!isSo()) {
      if (this.#now > limit) throw new Error(`not within ${ms} ms: ${isSo.toString()}`);
      await this.wait(10);
    }
  }

  /** Runs tasks until the script has ended. Rejects where it hangs. */
  async run<T>(script: () => Promise<T>): Promise<T> {
    let settled = false;
    const result = script().finally(() => { settled = true; });
    result.catch(() => undefined);
    for (;;) {
      for (let i = 0; i < TURNS || this.#real > 0; i++) await turn();
      if (this.#alone) await this.#runMany(() => settled);
      if (settled) return result;
      if (this.#now > PATIENCE) throw new Error("the script hangs");
      const next = this.#next() ?? (await this.#afterMoreTurns());
      if (!next) throw new Error("the script waits, and nothing is left to run");
      this.#do(next);
    }
  }

  /** Runs tasks, as many as there are, but no more than fit into a turn of the real event loop. Between two of them promises settle, as Node does between two immediates. */
  #runMany(ended: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      for (let i = 0; i < MANY; i++) {
        realImmediate(() => {
          if (this.#real > 0 || ended() || this.#now > PATIENCE) return;
          const next = this.#next();
          if (next) this.#do(next);
        });
      }
      realImmediate(resolve);
    });
  }

  /** Something real, such as a file, may still be on its way. */
  async #afterMoreTurns(): Promise<Task | null> {
    for (let i = 0; i < 200; i++) {
      await new Promise((resolve) => { realTimeout(resolve, 1); });
      const next = this.#next();
      if (next) return next;
    }
    return null;
  }

  #do({ thread, at, work }: Task): void {
    this.#now = Math.max(this.#now, at) + thread.taskMs;
    this.#current = thread;
    this.onTask?.(thread, this.#now);
    try {
      work();
    } catch (error) {
      if (thread.onError) thread.onError(error);
      else this.uncaught.push(error);
    }
  }

  /** Takes the next task out of its channel: any of those that are due, or the one that is due first. */
  #next(): Task | null {
    let due = 0;
    let first: Task | null = null;
    const look = (task: Task) => {
      if (task.at <= this.#now) due++;
      if (!first || task.at < first.at || (task.at === first.at && task.order < first.order)) first = task;
    };
    for (const [channel, tasks] of this.#channels) {
      while (tasks[0]?.thread.ended && !tasks[0].survives) tasks.shift();
      if (tasks[0]) look(tasks[0]);
      else this.#channels.delete(channel);
    }
    for (const timer of this.#timers.values()) look(timer);
    let left = due > 1 && this.#draw ? Math.floor(this.#draw() * due) : null;
    const isChosen = (task: Task) => (left === null ? task === first : task.at <= this.#now && left-- === 0);
    for (const tasks of this.#channels.values()) if (isChosen(tasks[0]!)) return tasks.shift()!;
    for (const [id, timer] of this.#timers) {
      if (!isChosen(timer)) continue;
      this.#timers.delete(id);
      if (timer.every !== null) this.#timers.set(id, { ...timer, at: Math.max(timer.at, this.#now) + timer.every, order: ++this.#order });
      return timer;
    }
    return null;
  }
}

const realTimeout = setTimeout;
