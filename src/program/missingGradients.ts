/** Parameters that nothing trains, and what cuts the path between them and a loss. */
import type { Span } from "../python/syntax";
import { inOrder, type Node, type Stored } from "./graph";
import type { TracedObjective, TracedProgram } from "./trace";

/** Why a value passes no gradient on, or that no loss uses it. */
export type Cut = "detach" | "no-grad" | "create-graph" | "no-derivative" | "unused";

/** A value on the way from a parameter to a loss. */
export interface PathPlace {
  /** What the program calls it; null: it has no name. */
  readonly name: string | null;
  readonly span: Span;
}

export interface MissingGradient {
  /** No loss depends on it, or losses do and no optimiser has it. */
  readonly why: "no-loss" | "no-optimiser";
  /** The parameter, or what contains only such parameters: "encoder.log_var". */
  readonly name: string;
  /** The expression that creates it. */
  readonly span: Span;
  /** Where its path to a loss ends; null if nothing that the program assigns depends on it, or the path is not cut. */
  readonly cause: { readonly kind: Cut; readonly span: Span } | null;
  /** The values that lead from the parameter to the place where its path ends, that one last, in the order of their execution. */
  readonly path: readonly PathPlace[];
  /** The loss of its optimiser, which the path does not reach; null if the path is not cut. */
  readonly loss: PathPlace | null;
}

/** A value that the program assigned, its name and the expression or assignment. */
export interface AssignedNode extends PathPlace {
  readonly node: Node;
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

/** Returns where the path of parameters to a loss ends. */
function endOf(parameters: ReadonlySet<Stored>, objectives: readonly TracedObjective[], assigned: readonly AssignedNode[]): { readonly node: Node; readonly kind: Cut; readonly span: Span } | null {
  const order = inOrder(objectives.flatMap(({ losses }) => losses));
  // A path may also be cut on the way to something else, such as the maximum that a softmax subtracts; the last cut is that of the whole path.
  const reached = dependents(order, parameters, passes);
  const cut = order.findLast((node) => reached.has(node) && node.leaf === null && !passes(node));
  if (cut) return { node: cut, kind: kindOf(cut), span: placeOf(cut.span) };
  const values = inOrder(assigned.map(({ node }) => node));
  const depends = dependents(values, parameters, () => true);
  const unused = assigned.findLast(({ node }) => depends.has(node) && node.leaf === null && inOrder([node]).some(({ leaf }) => leaf?.kind === "batch"));
  return unused ? { node: unused.node, kind: "unused", span: placeOf(unused.span) } : null;
}

function missingGradient(name: string, parameters: readonly Stored[], objectives: readonly TracedObjective[], assigned: readonly AssignedNode[]): MissingGradient {
  const [first] = parameters as [Stored, ...Stored[]];
  const own = new Set(parameters);
  const end = endOf(own, objectives, assigned);
  const before = end ? inOrder([end.node]) : [];
  const between = dependents(before, own, () => true);
  const place = (node: Node, span: Span): PathPlace => ({ name: assigned.find((one) => one.node === node)?.name ?? null, span: placeOf(span) });
  const values = assigned.filter(({ node }) => between.has(node) && node !== end?.node && node.leaf === null);
  const loss = objectives.find((objective) => parametersIn(objective).includes(first))?.losses.at(-1);
  return {
    why: "no-loss", name, span: placeOf(first.span!), cause: end && { kind: end.kind, span: end.span },
    path: [{ name, span: placeOf(first.span!) }, ...values.map(({ node, span }) => place(node, span)), ...(end ? [place(end.node, end.span)] : [])],
    loss: loss ? place(loss, loss.span) : null,
  };
}

/** Returns the parts of a name that contain it, the largest first: "encoder", "encoder.log_var", "encoder.log_var.weight". */
const partsOf = (name: string): readonly string[] => name.split(".").map((_, i, all) => all.slice(0, i + 1).join("."));

/** Returns parameters by the largest parts of their names that have none of the `others`. */
function grouped(parameters: readonly Stored[], others: readonly Stored[]): ReadonlyMap<string, readonly Stored[]> {
  const groups = new Map<string, Stored[]>();
  for (const one of parameters) {
    const name = partsOf(one.name).find((part) => !others.some((other) => other.name === part || other.name.startsWith(`${part}.`))) ?? one.name;
    groups.set(name, [...groups.get(name) ?? [], one]);
  }
  return groups;
}

/** Returns parameters that no optimiser has, though a loss has a gradient for them, or the images are drawn with them. */
function withoutOptimiser({ objectives, pictures, stored }: Traced): readonly Stored[] {
  const optimised = new Set(objectives.flatMap(parametersIn));
  const reached = new Set([...trainedBy(objectives.flatMap(({ losses }) => losses)), ...inOrder(pictures ? [pictures] : [])].map(storedOf));
  return stored.filter((one) => one.trainable && one.span !== undefined && !optimised.has(one) && reached.has(one));
}

type Traced = Pick<TracedProgram, "objectives" | "pictures" | "stored">;

/**
 * Returns the parameters that nothing trains; those of one module are one if it has no others. `assigned`: the values of the program's lines, in the
 * order of their execution.
 */
export function missingGradients(traced: Traced, assigned: readonly AssignedNode[]): readonly MissingGradient[] {
  const { objectives, stored } = traced;
  const missing = untrained(objectives);
  const free = withoutOptimiser(traced);
  const all = new Set([...objectives.flatMap(parametersIn), ...stored]);
  const except = (some: readonly Stored[]) => [...all].filter((one) => !some.includes(one));
  return [
    ...[...grouped(missing, except(missing))].map(([name, parameters]) => missingGradient(name, parameters, objectives, assigned)),
    ...[...grouped(free, except(free))].map(([name, [first]]): MissingGradient => ({ why: "no-optimiser", name, span: placeOf(first!.span!), cause: null, path: [], loss: null })),
  ];
}
