/** Refusals of programs that the engine cannot train. */
import { PythonProblem, type Untrainable } from "../python/problem";
import type { Span } from "../python/syntax";

/** A place for what concerns the whole program. */
const NOWHERE: Span = { from: 0, to: 0 };

/** What a refusal names. `of`: a parameter, term, network or operation; `value`: the number or text that is wrong; `span`: the place. */
export interface Refused {
  readonly of?: string;
  readonly value?: string | number;
  readonly span?: Span;
}

/** Returns the refusal of a program that cannot be trained. */
export const refuseTraining = (why: Untrainable, { of = "", value = "", span = NOWHERE }: Refused = {}): PythonProblem =>
  new PythonProblem({ kind: "untrainable", why, of, value: String(value) }, span);

/** Returns such a refusal at one place. */
export type Refuse = (why: Untrainable, of?: string) => PythonProblem;
