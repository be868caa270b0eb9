/** Parses Python with `@lezer/python` and converts its tree to `syntax.ts`. Lezer recovers from errors, so they are looked for first. */
import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/python";
import { copiedFault } from "./copied";
import { faultOf } from "./faults";
import { childrenOf, Source } from "./nodes";
import { isPointAfterNumber } from "./parseExpressions";
import { StatementParser } from "./parseStatements";
import { PythonProblem } from "./problem";
import { guarded } from "./refusals";
import type { Block, Span } from "./syntax";

/** Deeper nesting is refused. */
export const MAX_DEPTH = 200;

/** Returns the statements of a program. Throws a `PythonProblem` for text that is no Python or not supported. */
export function parse(source: string): Block {
  return guarded({ from: 0, to: 0 }, () => explained(source), { kind: "too-much", of: "nesting", limit: MAX_DEPTH }); // Lezer's and our own recursion
}

/** Says of text that is no Python if a character or mark that was copied with it is the reason. */
function explained(source: string): Block {
  try {
    return parsed(source);
  } catch (caught) {
    const copied = caught instanceof PythonProblem && caught.problem.kind === "syntax" ? copiedFault(source, caught.span.to) : null;
    if (copied) throw new PythonProblem({ kind: "syntax", fault: copied.fault, what: copied.what }, copied.span);
    throw caught;
  }
}

function parsed(source: string): Block {
  const { topNode } = parser.parse(source);
  const error = errorIn(topNode, source);
  const fault = faultOf(source, error);
  if (fault) throw new PythonProblem({ kind: "syntax", fault: fault.fault, what: fault.what }, fault.span);
  return new StatementParser(new Source(source)).block(childrenOf(topNode));
}

/** Python's names. The parser takes more characters. */
const NAME = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;

/** Returns where the parser found an error; null if it found none. Throws a `PythonProblem` for text that is nested too deeply, and for a name that is none. */
function errorIn(top: SyntaxNode, source: string): Span | null {
  let depth = 0;
  let error: Span | null = null;
  top.cursor().iterate((node) => {
    if (++depth > MAX_DEPTH) throw new PythonProblem({ kind: "too-much", of: "nesting", limit: MAX_DEPTH }, node);
    const name = node.name === "VariableName" || node.name === "PropertyName" ? source.slice(node.from, node.to) : "";
    if (name !== "" && !NAME.test(name)) throw new PythonProblem({ kind: "syntax", fault: "name", what: name }, node);
    // An empty error node stands before what is wrong.
    if (node.type.isError && !isPointAfterNumber(node.node.parent)) error ??= { from: node.from, to: Math.max(node.to, node.from + 1) };
  }, () => { depth--; });
  return error;
}
