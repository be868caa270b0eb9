/**
 * Errors of JavaScript's own, which a program can cause: calls within calls, and texts and arrays that are too long. Their messages are none for a reader.
 */
import { PythonProblem, type ProblemKind } from "./problem";
import type { Span } from "./syntax";
import { MAX_CALLS, MAX_ELEMENTS, MAX_WORK, Refusal } from "./values";

/** Returns the refusal that an error stands for; null for errors that are no program's. `tooDeep`: what is wrong if calls within calls are too many. */
export function refusalOf(caught: unknown, tooDeep: ProblemKind = { kind: "too-much", of: "depth", limit: MAX_CALLS }): Refusal | null {
  if (caught instanceof Refusal) return caught;
  // Firefox's "too much recursion" is an InternalError.
  if (!(caught instanceof Error) || !["RangeError", "InternalError", "TypeError"].includes(caught.name)) return null;
  if (/stack|recursion/i.test(caught.message)) return new Refusal(tooDeep);
  if (/length|size|memory|count/i.test(caught.message)) return new Refusal({ kind: "too-much", of: "elements", limit: MAX_ELEMENTS });
  return new Refusal({ kind: "unsupported", what: "…" });
}

/** Does work on a program that is not executed at this moment. What it refuses is a problem with this place. */
export function guarded<T>(span: Span, work: () => T, tooDeep: ProblemKind = { kind: "too-much", of: "work", limit: MAX_WORK }): T {
  try {
    return work();
  } catch (caught) {
    const refusal = refusalOf(caught, tooDeep);
    throw refusal ? new PythonProblem(refusal.problem, span) : caught;
  }
}
