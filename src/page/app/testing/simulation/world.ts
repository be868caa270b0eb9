/**
 * A simulated world in one process for tests: threads (pages and their workers), a virtual clock, and one scheduler that decides which task runs
 * next. Tasks of one channel keep their order, as browsers guarantee; tasks of different channels run in an order that the seed draws.
 * Each call that can fail in a browser is counted, and the world can let the n-th one fail. It does not depend on the page.
 */
import { drawUniforms, type Draw } from "./draw";

/**
 * The kinds of calls of a page or a worker that can fail: the browser's storage of texts, its database, files of the host, messages, new workers, the
 * cache for visits without a network, a GPU. The clock does not fail: it is set forward by a day, or back by a day if the fault lasts.
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

/** A page or a worker. No task of a thread that has ended runs. */
export interface Thread {
  readonly name: string;
  /** Milliseconds of virtual time that one of its tasks takes. */
  readonly taskMs: number;
  ended: boolean;
  readonly onEnd: (() => void)[];
  /** Receives the errors of the thread's tasks, as a page receives those of its workers; if absent, the world collects them. */
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
  /** Null: tasks run in the order in which they are due. */
  readonly seed?: number | null;
  readonly fault?: Fault | null;
  /** Threads of this world wait for real work of the runtime only by `awaitReal`. */
  readonly alone?: boolean;
}

/** Milliseconds of virtual time after which a script counts as hanging. */
const PATIENCE = 900_000;
/** The initial date, an arbitrary day: 21 November 2026. */
const EPOCH = Date.UTC(2026, 10, 21);
const DAY = 86_400_000;
/** Turns of the real event loop after each task: promises of the runtime itself (streams, WebAssembly) may need more than one. */
const TURNS = 2;
/** The most tasks in one turn of the real event loop. */
const MANY = 100;
const realImmediate = setImmediate;
const turn = () => new Promise<void>((resolve) => { realImmediate(resolve); });

export class World {
  readonly calls: Record<CallKind, number> = { texts: 0, database: 0, fetch: 0, message: 0, worker: 0, cache: 0, gpu: 0, clock: 0 };
  /** Errors that nobody has caught. */
  readonly uncaught: unknown[] = [];
  /** A description of the call that failed; null: none has. */
  struck: string | null = null;
  /** Called before each task. */
  onTask: ((thread: Thread, now: number) => void) | null = null;
  /** Called with each message between a page and its workers, in the task that sends or receives it on the page. */
  onMessage: ((message: unknown) => void) | null = null;
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
  /** Milliseconds by which the clock was set forward. */
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
  /** The thread whose task runs, or ran last: new tasks and timers belong to it. */
  get current(): Thread { return this.#current; }

  thread(name: string, taskMs: number): Thread {
    return { name, taskMs, ended: false, onEnd: [] };
  }

  /** Ends a thread at once, as if a worker is terminated or a page is killed: none of its tasks runs any more. */
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

  /** Makes this thread the current one until the next task. */
  enter(thread: Thread): void {
    this.#current = thread;
  }

  /** Counts a call, and returns whether it has to fail. */
  fails(kind: CallKind, what: string): boolean {
    if (this.#healed) return false;
    const now = ++this.calls[kind];
    if (kind !== this.#fault?.kind) return false;
    const { call, lasts } = this.#fault;
    if (lasts ? now < call : now !== call) return false;
    this.struck ??= `${kind} ${now}: ${what}`;
    return true;
  }

  /** From now on no call fails or is counted. A clock that was set stays set. */
  heal(): void {
    this.#healed = true;
  }

  /** Queues a task of this thread after those of the same channel. `survives`: it runs even if its thread has ended. */
  queue(channel: string, work: () => void, thread = this.#current, delay = 0, survives = false): void {
    const tasks = this.#channels.get(channel) ?? [];
    if (tasks.length === 0) this.#channels.set(channel, tasks);
    const late = this.#draw ? this.#draw() * 3 : 0;
    tasks.push({ thread, at: Math.max(this.#now + delay + late, tasks.at(-1)?.at ?? 0), order: ++this.#order, work, survives });
  }

  /** Starts a timer. Returns its number. `every`: the milliseconds of an interval. */
  timer(work: () => void, ms: number, every: number | null = null): number {
    const id = ++this.#order;
    if (this.#current.ended) return id;
    this.#timers.set(id, { thread: this.#current, at: this.#now + Math.max(0, ms || 0), order: id, work, every });
    return id;
  }

  clear(id: unknown): void {
    this.#timers.delete(Number(id));
  }

  /** The current task takes this much longer. */
  spend(ms: number): void {
    this.#now += ms;
  }

  /** Waits for the runtime's own threads: no task runs and no time passes until `work` has settled. */
  awaitReal<T>(work: Promise<T>): Promise<T> {
    this.#real++;
    return work.finally(() => { this.#real--; });
  }

  /** Waits in this world's time. Only scripts call it. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => { this.within(this.#script, () => this.timer(resolve, ms)); });
  }

  /** Waits until `isSo` returns true. Rejects after `ms` milliseconds. */
  async until(isSo: () => boolean, ms: number): Promise<void> {
    const limit = this.#now + ms;
    while (!isSo()) {
      if (this.#now > limit) throw new Error(`not within ${ms} ms: ${isSo.toString()}`);
      await this.wait(10);
    }
  }

  /** Runs tasks until the script has ended. Rejects if it hangs. */
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

  /** Runs at most `MANY` tasks in one turn of the real event loop. Node settles promises between two immediates, and so between two tasks. */
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

  /** Waits for real work, such as reading a file, that may add a task. */
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

  /** Removes the next task from its channel: a random one of those that are due, or the one that is due first. */
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
