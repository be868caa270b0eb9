/** Parameters that an optimiser has and no loss trains, and what cuts the path between them and a loss. */
import type { Span } from "../python/syntax";
import { inOrder, type Node, type Stored } from "./graph";
import type { TracedObjective } from "./trace";

/** Why a value passes no gradient on, or that no loss uses it. */
export type Cut = "detach" | "no-grad" | "create-graph" | "no-derivative" | "unused";

export interface MissingGradient {
  /** The parameter, or what contains only such parameters: "encoder.log_var". */
  readonly name: string;
  /** The expression that creates it. */
  readonly span: Span;
  /** Where its path to a loss ends; null if nothing that the program assigns depends on it. */
  readonly cause: { readonly kind: Cut; readonly span: Span } | null;
}

/** A value that the program assigned, and the expression or assignment. */
export interface AssignedNode {
  readonly node: Node;
  readonly span: Span;
}

/** An expression is a span, too, with much more in it. */
const placeOf = ({ from, to }: Span): Span => ({ from, to });

/** Operations of floats whose derivative is 0 wherever it exists. */
const WITHOUT_DERIVATIVE: ReadonlySet<string> = new Set(["floor", "ceil", "trunc", "round", "sign", "floorDiv"]);

/** Returns whether a gradient that reaches a node goes on to its inputs. */
const passes = ({ hasGradient, operation }: Node): boolean => hasGradient && !WITHOUT_DERIVATIVE.has(operation);

/** Returns the nodes that a gradient of this loss reaches. */
export const trainedBy = (losses: readonly Node[]): ReadonlySet<Node> =>
  new Set(inOrder(losses.filter(passes), (node) => node.inputs.filter((input) => input.leaf !== null || passes(input))).filter(({ hasGradient }) => hasGradient));

const storedOf = ({ leaf }: Node): Stored | null => (leaf?.kind === "stored" ? leaf.stored : null);

const parametersIn = ({ groups }: TracedObjective): readonly Stored[] => groups.flatMap(({ parameters }) => parameters);

/** Returns the parameters that optimisers have and no loss trains, in the order in which they were made. */
function untrained(objectives: readonly TracedObjective[]): readonly Stored[] {
  const parameters = new Set(objectives.flatMap(parametersIn));
  for (const objective of objectives) {
    const reached = new Set([...trainedBy(objective.losses)].map(storedOf));
    for (const one of parametersIn(objective)) if (reached.has(one)) parameters.delete(one);
  }
  return [...parameters].filter(({ trainable, span }) => trainable && span !== undefined);
}

/** Returns the nodes of these graphs that depend on parameters. `through`: what passes the dependence on; the last nodes need not. */
function dependents(order: readonly Node[], parameters: ReadonlySet<Stored>, through: (node: Node) => boolean): ReadonlySet<Node> {
  const found = new Set<Node>();
  for (const node of order) {
    const stored = storedOf(node);
    if (stored ? parameters.has(stored) : node.inputs.some((input) => found.has(input) && (input.leaf !== null || through(input)))) found.add(node);
  }
  return found;
}

function kindOf({ operation, dtype }: Node): Cut {
  if (operation === "stopGradient") return "detach";
  if (operation === "gradient") return "create-graph";
  return WITHOUT_DERIVATIVE.has(operation) || dtype !== "float" ? "no-derivative" : "no-grad";
}

function causeFor(parameters: ReadonlySet<Stored>, objectives: readonly TracedObjective[], assigned: readonly AssignedNode[]): MissingGradient["cause"] {
  const order = inOrder(objectives.flatMap(({ losses }) => losses));
  // A path may also be cut on the way to something else, such as the maximum that a softmax subtracts; the last cut is that of the whole path.
  const reached = dependents(order, parameters, passes);
  const cut = order.findLast((node) => reached.has(node) && node.leaf === null && !passes(node));
  if (cut) return { kind: kindOf(cut), span: placeOf(cut.span) };
  const values = inOrder(assigned.map(({ node }) => node));
  const depends = dependents(values, parameters, () => true);
  const unused = assigned.findLast(({ node }) => depends.has(node) && node.leaf === null && inOrder([node]).some(({ leaf }) => leaf?.kind === "batch"));
  return unused ? { kind: "unused", span: placeOf(unused.span) } : null;
}

/** Returns the parts of a name that contain it, the largest first: "encoder", "encoder.log_var", "encoder.log_var.weight". */
const partsOf = (name: string): readonly string[] => name.split(".").map((_, i, all) => all.slice(0, i + 1).join("."));

/**
 * Returns the parameters without a gradient; those of one module are one if it has no others. `assigned`: the values of the program's lines, in the
 * order of their execution.
 */
export function missingGradients(objectives: readonly TracedObjective[], assigned: readonly AssignedNode[]): readonly MissingGradient[] {
  const missing = untrained(objectives);
  if (missing.length === 0) return [];
  const all = new Set(objectives.flatMap(parametersIn));
  const trained = [...all].filter((one) => !missing.includes(one));
  const groups = new Map<string, Stored[]>();
  for (const one of missing) {
    const name = partsOf(one.name).find((part) => !trained.some((other) => other.name === part || other.name.startsWith(`${part}.`))) ?? one.name;
    groups.set(name, [...groups.get(name) ?? [], one]);
  }
  return [...groups].map(([name, parameters]) => ({ name, span: placeOf(parameters[0]!.span!), cause: causeFor(new Set(parameters), objectives, assigned) }));
}
