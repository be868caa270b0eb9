/**
 * Code that several threads run. Pieces are numbered in the order of their phases, and each free thread takes the next number,
 * a ticket. Before it runs a piece, a thread waits until all pieces of earlier phases are done. Threads do not wait for a
 * *thread*: one that starts late, or that the operating system suspends between two pieces, delays no other.
 *
 * Three counters in shared memory only grow, in each step by its number of pieces: tickets taken, tickets issued (raised when a
 * step begins), and pieces done. They wrap around, so they are compared by their difference.
 */
import {
  againWhen, atomics, call, drop, forever, get, i32, leaveWhen, returnWhen, select, set, trap, when, type Code, type Local, type ModuleWriter,
} from "../assembler";

/** The bytes of the counters at the beginning of the memory; each has cache lines of its own. */
export const CONTROL_BYTES = 512;
/** Byte offsets. */
export const CONTROL = { taken: 0, tickets: 128, done: 256, stop: 384 } as const;

/** Calls that differ in an index: `run(0)` to `run(count − 1)`. */
export interface Piece { readonly count: number; readonly run: (index: Code) => Code }

/** Each index has a number of its own; neighbouring indices have neighbouring numbers. */
export interface NumberedPiece extends Piece {
  /** The number of pieces in all earlier phases, which have to be done first. */
  readonly after: number;
  /** The number of pieces in all phases up to this one. */
  readonly until: number;
}

/**
 * A thread checks this often, for some 60 µs, before it sleeps, so that it need not be woken within a step, only after a pause.
 */
const SPINS = 40_000;
/** The maximum number of milliseconds that a thread sleeps before it checks again. */
export const NAP = 250;

/**
 * Exports `begin`, after which others work on a step; `finish`, which works on it, too, and returns when it is done; and
 * `serve`, which helps with all steps until it is stopped. `finish` traps if nothing has been done for as many naps as its
 * parameter says: then a thread has died with a piece.
 */
export function writeThreads(module: ModuleWriter, pieces: readonly NumberedPiece[]): void {
  const address = (counter: keyof typeof CONTROL): Code => i32.const(CONTROL[counter]);
  const read = (counter: keyof typeof CONTROL): Code => atomics.load(address(counter));
  const total = pieces.reduce((sum, { count }) => sum + count, 0);

  const isDone = (target: Local): Code => i32.geS(i32.sub(read("done"), get(target)), i32.const(0));

  /**
   * Waits until this many pieces are done. `PATIENCE` is the number of naps without progress after which it traps; 0 means
   * never.
   */
  const waitDone = module.function(["i32", "i32"], (locals) => {
    const [TARGET, PATIENCE] = [0, 1];
    const [looks, seen, naps] = [locals.add("i32"), locals.add("i32"), locals.add("i32")];
    return [
      set(looks, i32.const(SPINS)),
      forever([
        leaveWhen(isDone(TARGET)),
        set(looks, i32.sub(get(looks), i32.const(1))),
        leaveWhen(i32.eqz(get(looks))),
      ]),
      forever([
        set(seen, read("done")),
        leaveWhen(i32.geS(i32.sub(get(seen), get(TARGET)), i32.const(0))),
        // A nap counts if nothing was done during it.
        set(naps, i32.mul(
          i32.add(get(naps), i32.eq(atomics.wait(address("done"), get(seen), NAP), i32.const(2))), i32.eq(read("done"), get(seen)))),
        when(i32.mul(i32.eq(get(naps), get(PATIENCE)), i32.ne(get(PATIENCE), i32.const(0))), trap),
      ]),
    ];
  });

  /** Runs the piece with a number of this step; `begin` is the number of pieces done when the step began. */
  const runPiece = module.function(["i32", "i32", "i32"], (locals) => {
    const [NUMBER, BEGIN, PATIENCE] = [0, 1, 2];
    const end = locals.add("i32");
    let first = 0;
    const cases = pieces.map(({ count, run, after, until }) => {
      const index = i32.sub(get(NUMBER), i32.const(first));
      first += count;
      return [
        call(waitDone, i32.add(get(BEGIN), i32.const(after)), get(PATIENCE)),
        run(index),
        set(end, i32.add(get(BEGIN), i32.const(until))),
      ];
    });
    const table = pieces.flatMap(({ count }, i) => Array.from({ length: count }, () => i));
    return [
      select(get(NUMBER), table, cases),
      when(i32.eq(i32.add(atomics.add(address("done"), i32.const(1)), i32.const(1)), get(end)), atomics.notifyAll(address("done"))),
    ];
  });

  /** Takes tickets and runs their pieces until none are left. */
  const work = module.function(["i32"], (locals) => {
    const PATIENCE = 0;
    const [ticket, tickets] = [locals.add("i32"), locals.add("i32")];
    return forever([
      set(ticket, read("taken")),
      set(tickets, read("tickets")),
      leaveWhen(i32.eq(get(ticket), get(tickets))),
      againWhen(i32.ne(atomics.compareExchange(address("taken"), get(ticket), i32.add(get(ticket), i32.const(1))), get(ticket))),
      call(runPiece, i32.sub(get(ticket), i32.sub(get(tickets), i32.const(total))), i32.sub(get(tickets), i32.const(total)), get(PATIENCE)),
    ]);
  });

  module.function([], () => [
    drop(atomics.add(address("tickets"), i32.const(total))),
    atomics.notifyAll(address("tickets")),
  ], "begin");

  module.function(["i32"], () => {
    const PATIENCE = 0;
    return [
      call(work, get(PATIENCE)),
      call(waitDone, read("tickets"), get(PATIENCE)),
    ];
  }, "finish");

  module.function([], (locals) => {
    const [looks, tickets] = [locals.add("i32"), locals.add("i32")];
    return forever([
      call(work, i32.const(0)),
      set(looks, i32.const(SPINS)),
      forever([
        leaveWhen(i32.ne(read("taken"), read("tickets"))),
        set(looks, i32.sub(get(looks), i32.const(1))),
        leaveWhen(i32.eqz(get(looks))),
      ]),
      returnWhen(read("stop")),
      set(tickets, read("tickets")),
      when(i32.eq(read("taken"), get(tickets)), drop(atomics.wait(address("tickets"), get(tickets), NAP))),
    ]);
  }, "serve");
}
