/** Finds functions of a library whose work grows with the length of their values, although they count it not. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { ProgramInterpreter } from "./interpreter";
import { PythonProblem } from "./problem";
import { Refusal, type Interpreter } from "./values";

const [SHORT, LONG] = [12, 99_996];
/** What takes no longer is no danger, in milliseconds: if it can be repeated, and if it is refused, which ends the program. */
const [LITTLE, LITTLE_ONCE] = [5, 100];
/** One call may copy its values so many times: where new memory is slow, a copy alone takes more than `LITTLE`. */
const COPIES = 5;
/** Work that grows so often is proportional to the length, and not to what the machine does meanwhile. */
const MUCH_MORE = 50;
const REPETITIONS = 10;
setFlagsFromString("--expose-gc");
/** Values of earlier repetitions must not be collected while one is timed. */
const collectGarbage = runInNewContext("gc") as () => void;

/** Does work once, in a repetition after garbage has been collected. Returns its milliseconds, the pieces that it counted, and whether it was refused. */
function measured(work: () => (interpreter: Interpreter) => unknown, prepare: (interpreter: ProgramInterpreter) => void, isRepeated: boolean): { readonly time: number; readonly pieces: number; readonly isRefused: boolean } {
  const interpreter = new ProgramInterpreter({ modules: new Map() });
  prepare(interpreter);
  const once = work();
  if (isRepeated) collectGarbage();
  const begun = performance.now();
  let isRefused = false;
  try {
    once(interpreter);
  } catch (caught) {
    if (!(caught instanceof Refusal) && !(caught instanceof PythonProblem)) throw caught;
    isRefused = true;
  }
  return { time: performance.now() - begun, pieces: interpreter.work, isRefused };
}

/** Copies a list of the long length, as `list.append` does when the list has no room. Returns its milliseconds. */
function copyTime(): number {
  const values = Array.from({ length: LONG }, (_, i) => BigInt(i));
  collectGarbage();
  const begun = performance.now();
  values.push(0n);
  return performance.now() - begun;
}

/** Returns which of these pieces of work take much longer with long values in the fastest repetition, and count no more. `works`: makes them for a length. */
export function uncounted(works: (n: number) => readonly ((interpreter: Interpreter) => unknown)[], prepare: (interpreter: ProgramInterpreter) => void = () => undefined): readonly string[] {
  return works(SHORT).flatMap((_, i) => {
    const of = (n: number, isRepeated: boolean) => measured(() => works(n)[i]!, prepare, isRepeated);
    const [short, long] = [of(SHORT, false), of(LONG, false)];
    if (long.pieces > 2 * short.pieces + 10) return []; // it is counted, so that its time is of no interest
    const bound = long.isRefused ? LITTLE_ONCE : LITTLE;
    let [fastest, copy] = [long.time, 0];
    for (let repetition = 1; repetition < REPETITIONS && fastest >= bound + COPIES * copy; repetition++) {
      fastest = Math.min(fastest, of(LONG, true).time);
      copy = Math.min(copy || Infinity, copyTime());
    }
    return fastest < bound + COPIES * copy || fastest < MUCH_MORE * short.time ? [] : [`${i}: ${short.time.toFixed(3)} ms, then ${fastest.toFixed(1)} ms, and ${long.pieces} pieces of work instead of ${short.pieces}`];
  });
}
