/** What an editor shows of a program while it is written: shapes beside the lines, the lines of its terms, and what is wrong with it. */
import { PythonProblem, type ProblemKind } from "../python/problem";
import { guarded } from "../python/refusals";
import type { Span } from "../python/syntax";
import { Tuple } from "../python/sequences";
import type { Value } from "../python/values";
import { axesOf, type Axes } from "./axes";
import { shapeText, type Shape } from "./graph";
import { isPrint, lineFinder, namesIn, tensorsIn } from "./lines";
import type { NotDrawn } from "./inference";
import { missingGradients, type AssignedNode, type MissingGradient } from "./missingGradients";
import { expectTrainable } from "./trainable";
import { stepOf } from "./step";
import { TensorValue } from "./tensor";
import { trace } from "./trace";

export interface CheckedProgram {
  /** The shape of what a line computes, as Python writes it: "[128, 2]". Lines count from 0 and have one at most. */
  readonly shapes: readonly { readonly line: number; readonly text: string }[];
  /** The line that computes each term of the losses. */
  readonly terms: readonly { readonly name: string; readonly line: number }[];
  /** Null if the engine can train the program. */
  readonly problem: { readonly kind: ProblemKind; readonly span: Span; readonly axes: Axes | null } | null;
  /** Parameters that nothing trains: the engine can train the program nevertheless, as PyTorch can. */
  readonly warnings: readonly MissingGradient[];
  /** Why the page can draw no images with the program; null if it can, or if the program has a problem. */
  readonly notDrawn: NotDrawn | null;
}

/** More values of a line are not looked at: a tuple may contain another one several times. */
const MOST_VALUES = 100;

/** Returns the shape of a tensor, or of each tensor of a tuple; null for other values. `isPrinted`: the tuple may have other values, too. */
function shapeOf(value: Value, isPrinted = false, seen = { values: 0 }): string | null {
  if (++seen.values > MOST_VALUES) return null;
  if (value instanceof TensorValue) return shapeText(value.shape);
  if (!(value instanceof Tuple) || value.items.length > MOST_VALUES) return null;
  const shapes = value.items.map((item) => shapeOf(item, false, seen)).filter((shape) => !isPrinted || shape !== null);
  return shapes.length === 0 || shapes.includes(null) ? null : shapes.join(", ");
}

/** Checks a program. Its shapes are known up to the line that is wrong. Never throws a `PythonProblem`. */
export function checkProgram(source: string): CheckedProgram {
  const shapes = new Map<number, string>();
  const lineAt = lineFinder(source);
  /** What each line assigns first. */
  const assigned = new Map<number, readonly AssignedNode[]>();
  /** The newest shapes of values by their names. */
  const named = new Map<string, Shape>();
  const written = () => [...shapes].map(([line, text]) => ({ line, text }));
  try {
    const step = stepOf(trace(source, (value, span) => {
      const isPrinted = isPrint(source, span);
      const shape = shapeOf(value, isPrinted);
      if (shape === null) return;
      shapes.set(lineAt(span.to), shape);
      if (isPrinted) return;
      const parts = value instanceof Tuple ? value.items : [value];
      const names = namesIn(source, span, parts.length);
      parts.forEach((part, i) => { if (part instanceof TensorValue) named.set(names[i]!, part.shape); });
      if (assigned.has(span.from)) return;
      assigned.set(span.from, parts.flatMap((part, i) => tensorsIn(part).map(({ node }) => ({ node, span, name: names[i]! }))));
    }));
    expectTrainable(step);
    const terms = step.objectives.flatMap(({ summands }) => summands.map(({ name, node }) => ({ name, line: lineAt(node.span.to) })));
    return { shapes: written(), terms, problem: null, warnings: guarded({ from: 0, to: 0 }, () => missingGradients(step, [...assigned.values()].flat())), notDrawn: step.notDrawn };
  } catch (error) {
    if (!(error instanceof PythonProblem)) throw error;
    return { shapes: written(), terms: [], problem: { kind: error.problem, span: error.span, axes: axesOf(source, error.problem, error.span, named) }, warnings: [], notDrawn: null };
  }
}
