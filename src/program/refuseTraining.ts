/** Refusals of programs that the engine cannot train. */
import { PythonProblem } from "../python/problem";
import type { Node } from "./graph";

/** A place for what concerns the whole program. */
const NOWHERE = { from: 0, to: 0 };

/** Returns the refusal of a program that cannot be trained, with the place of this node. */
export const refuseTraining = (reason: string, { span }: { readonly span: Node["span"] } = { span: NOWHERE }): PythonProblem =>
  new PythonProblem({ kind: "value", callee: "training", reason }, span);
