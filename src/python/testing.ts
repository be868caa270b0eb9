/** Finds functions of a library whose work grows with the length of their values, although they count it not. */
import { ProgramInterpreter } from "./interpreter";
import { PythonProblem } from "./problem";
import { Refusal, type Interpreter } from "./values";

const [SHORT, LONG] = [12, 99_996];
/** What takes no longer is no danger, in milliseconds: if it can be repeated, and if it is refused, which ends the program. */
const [LITTLE, LITTLE_ONCE] = [5, 100];
/** Work that grows so often is proportional to the length, and not to what the machine does meanwhile. */
const MUCH_MORE = 50;
const REPETITIONS = 10;

/** Does work. Returns how long the fastest repetition took, in milliseconds, the pieces that the first one counted, and whether it was refused. */
function measured(work: () => (interpreter: Interpreter) => unknown, prepare: (interpreter: ProgramInterpreter) => void): { readonly time: number; readonly pieces: number; readonly isRefused: boolean } {
  let [time, pieces, isRefused] = [Infinity, 0, false];
  for (let i = 0; i < REPETITIONS && time > LITTLE; i++) {
    const interpreter = new ProgramInterpreter({ modules: new Map() });
    prepare(interpreter);
    const once = work();
    const begun = performance.now();
    try {
      once(interpreter);
    } catch (caught) {
      if (!(caught instanceof Refusal) && !(caught instanceof PythonProblem)) throw caught;
      isRefused = true;
    }
    time = Math.min(time, performance.now() - begun);
    if (i === 0) pieces = interpreter.work;
  }
  return { time, pieces, isRefused };
}

/** Returns which of these pieces of work take much longer with long values, and count no more. `works`: makes them for a length. */
export function uncounted(works: (n: number) => readonly ((interpreter: Interpreter) => unknown)[], prepare: (interpreter: ProgramInterpreter) => void = () => undefined): readonly string[] {
  return works(SHORT).flatMap((_, i) => {
    const [short, long] = [SHORT, LONG].map((n) => measured(() => works(n)[i]!, prepare)) as [ReturnType<typeof measured>, ReturnType<typeof measured>];
    const isCounted = long.pieces > 2 * short.pieces + 10;
    return isCounted || long.time < (long.isRefused ? LITTLE_ONCE : LITTLE) || long.time < MUCH_MORE * short.time ? [] : [`${i}: ${short.time.toFixed(3)} ms, then ${long.time.toFixed(1)} ms, and ${long.pieces} pieces of work instead of ${short.pieces}`];
  });
}
