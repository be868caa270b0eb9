/** The values of a program's lines, and their gradients, with the parameters and the batch of a step. */
import type { Scalar, Tensor, Tf } from "../../core/model/tf";
import type { Span } from "../python/syntax";
import { Tuple } from "../python/sequences";
import { evaluate, unsupportedIn, type Leaves } from "./evaluate";
import { inOrder, type Node } from "./graph";
import { isPrint, lineFinder, namesIn } from "./lines";
import { trainedBy } from "./missingGradients";
import { stepOf, type ProgramStep } from "./step";
import { TensorValue } from "./tensor";
import { trace } from "./trace";

/** A tensor that a line computes. */
export interface NamedNode {
  readonly name: string;
  readonly node: Node;
}

/** A line, counted from 0, with its tensors when it is first executed with a batch. */
export interface InspectedLine {
  readonly line: number;
  readonly span: Span;
  readonly isPrinted: boolean;
  /** Null if its values are not known in a step: it computes with all images at once. */
  readonly tensors: readonly NamedNode[] | null;
}

export interface InspectedProgram {
  readonly step: ProgramStep;
  /** In the order of their first execution. */
  readonly lines: readonly InspectedLine[];
}

/** More tensors of one line are not shown. */
const MOST_TENSORS = 4;
/** A line that is executed again, as that of a function, is examined so often. */
const MOST_EXECUTIONS = 4;

/** Traces a program with what its lines compute. Throws a `PythonProblem`. */
export function inspect(source: string): InspectedProgram {
  const lineAt = lineFinder(source);
  const executions = new Map<string, { readonly line: number; readonly span: Span; readonly isPrinted: boolean; readonly found: (readonly NamedNode[])[] }>();
  const step = stepOf(trace(source, (value, span: Span) => {
    const parts = value instanceof Tuple ? value.items : [value];
    if (!parts.some((part) => part instanceof TensorValue)) return;
    const isPrinted = isPrint(source, span);
    const key = `${isPrinted}${span.from}`;
    const one = executions.get(key) ?? { line: lineAt(span.to), span, isPrinted, found: [] };
    executions.set(key, one);
    if (one.found.length >= MOST_EXECUTIONS) return;
    const names = namesIn(source, span, parts.length);
    one.found.push(parts.flatMap((part, i) => (part instanceof TensorValue ? [{ name: names[i]!, node: part.node }] : [])).slice(0, MOST_TENSORS));
  }));
  const stored = new Set(step.stored);
  const isKnown = (node: Node) => !unsupportedIn([node]) && inOrder([node]).every(({ leaf }) => leaf?.kind !== "dataset" && (leaf?.kind !== "stored" || stored.has(leaf.stored)));
  return {
    step,
    lines: [...executions.values()].map(({ line, span, isPrinted, found }) => ({ line, span, isPrinted, tensors: found.find((tensors) => tensors.every(({ node }) => isKnown(node))) ?? null })),
  };
}

/** Returns a loss of one objective with its factors at a step. `known`: values of some nodes. */
function lossOf(tf: Tf, { objectives, numbersAt }: ProgramStep, index: number, at: number, leaves: Leaves, known: ReadonlyMap<Node, Tensor> = new Map()): Scalar {
  const { losses, summands } = objectives[index]!;
  const factors = numbersAt(at).factors[index]!;
  const sum = (terms: readonly Tensor[]) => terms.reduce((total, one) => tf.add(total, one)) as Scalar;
  if (summands.every(({ factor }, i) => factor === factors[i])) return sum(evaluate(tf, losses, leaves, known));
  return sum(evaluate(tf, summands.map(({ node }) => node), leaves, known).map((one, i) => tf.mul(one, factors[i]!)));
}

/** Returns the value of a node in the step that follows so many finished ones. */
export function valueOf(tf: Tf, { step }: InspectedProgram, node: Node, at: number, leaves: Leaves): Tensor {
  const index = step.objectives.findIndex(({ losses }) => losses.length === 1 && losses[0] === node);
  return index >= 0 ? lossOf(tf, step, index, at, leaves) : evaluate(tf, [node], leaves)[0]!;
}

/**
 * Returns the derivative of the first loss that trains something through this node with respect to it, or of that of one objective; null if there is none.
 * `value`: that of the node.
 */
export function gradientOf(tf: Tf, { step }: InspectedProgram, node: Node, at: number, leaves: Leaves, value: Tensor, objective?: number): Tensor | null {
  const index = step.objectives.findIndex(({ losses }, i) => (objective === undefined || i === objective) && !losses.includes(node) && trainedBy(losses).has(node));
  return index < 0 ? null : tf.grad((x) => lossOf(tf, step, index, at, leaves, new Map([[node, x]])))(value);
}
