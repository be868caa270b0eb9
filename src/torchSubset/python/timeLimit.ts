/**
 * How long programs may be executed. The count of work (`execution.ts`) refuses the same programs on all machines, but a count misses what nobody has
 * counted: a clock stands beside it.
 */
import { Refusal } from "./values";

/** Milliseconds of one execution. The slowest one of the page’s programs takes 0.4 s on a slow laptop, but a busy machine is twenty times slower. */
export const MAX_MILLIS = 10_000;
/** Milliseconds in which a program is read. It is executed again for other values of its constants, and for steps at which it decides differently. */
export const MAX_READING_MILLIS = 30_000;

export class TimeLimit {
  readonly #now: () => number;
  readonly #together: number;
  #left: number;
  /** When the reading began or was continued; null: nothing is being read. */
  #begun: number | null = null;
  /** When the execution must be over; null: there is none. */
  #end: number | null = null;

  /** `together`: the milliseconds that all executions, and what is done between them, may take. */
  constructor(together = Infinity, now = () => performance.now()) {
    this.#together = together;
    this.#left = together;
    this.#now = now;
  }

  /** Does a part of the reading of a program. No time passes between parts. */
  reading<T>(work: () => T): T {
    if (this.#begun !== null) return work();
    this.#begun = this.#now();
    try {
      return work();
    } finally {
      this.#left -= this.#now() - this.#begun;
      this.#begun = null;
    }
  }

  /** Does the work of one execution. */
  execution<T>(work: () => T): T {
    if (this.#end !== null) return work();
    return this.reading(() => {
      this.#end = this.#now() + MAX_MILLIS;
      try {
        return work();
      } finally {
        this.#end = null;
      }
    });
  }

  /** Throws a `Refusal` if the time is over. */
  expect(): void {
    if (this.#begun === null) return;
    const now = this.#now();
    const isOver = now - this.#begun > this.#left;
    if (isOver || (this.#end !== null && now > this.#end)) throw new Refusal({ kind: "too-much", of: "time", limit: (isOver ? this.#together : MAX_MILLIS) / 1000 });
  }

  /** The program has been read: from now on, each execution has its own time. */
  separate(): void { this.#left = Infinity; }
}

/** Returns whether a program was refused by the clock: on another machine it may not be. */
export const isLate = (problem: { readonly kind: string; readonly of?: unknown }): boolean => problem.kind === "too-much" && problem.of === "time";
