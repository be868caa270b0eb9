/** Parameters that nothing trains, or that a term of a loss does not reach, and what cuts the path between them. */
import type { Span } from "../python/syntax";
import { inOrder, type Node, type Stored } from "./graph";
import type { NamedSummand, ProgramObjective, ProgramStep } from "./step";
import type { TracedObjective } from "./objectives";

/** Why a value passes no gradient on, or that no loss uses it. */
export type Cut = "detach" | "no-grad" | "create-graph" | "no-derivative" | "unused";

/** A value on the way from a parameter to a loss. */
export interface PathPlace {
  /** What the program calls it; null: it has no name. */
  readonly name: string | null;
  readonly span: Span;
}

export interface MissingGradient {
  /** No loss depends on it, or losses do and no optimiser has it, or a term depends on it and only others train it. */
  readonly why: "no-loss" | "no-optimiser" | "no-term";
  /** The parameter, or what contains only such parameters: "encoder.log_var". */
  readonly name: string;
  /** The expression that creates it. */
  readonly span: Span;
  /** Where its path to a loss ends; null if nothing that the program assigns depends on it, or the path is not cut. */
  readonly cause: { readonly kind: Cut; readonly span: Span } | null;
  /** The values that lead from the parameter to the place where its path ends, that one last, in the order of their execution. */
  readonly path: readonly PathPlace[];
  /** The loss of its optimiser or the term, which the path does not reach; null if the path is not cut. */
  readonly loss: PathPlace | null;
  /** The term that does not reach it, and those that do; null if no loss does. */
  readonly term: { readonly name: string; readonly others: readonly string[] } | null;
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
    term: null,
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

type Traced = Pick<ProgramStep, "objectives" | "pictures" | "stored">;

const storedIn = (nodes: Iterable<Node>): ReadonlySet<Stored> => new Set([...nodes].flatMap((node) => storedOf(node) ?? []));

/** Returns the parameters of an objective on which a term depends without a gradient, and which other terms train. */
function lostBy({ node }: NamedSummand, objective: ProgramObjective, objectives: readonly ProgramObjective[]): readonly Stored[] {
  const reached = storedIn(trainedBy([node]));
  const trained = storedIn(objectives.filter((one) => parametersIn(one).some((parameter) => parametersIn(objective).includes(parameter))).flatMap(({ losses }) => [...trainedBy(losses)]));
  const used = storedIn(inOrder([node]));
  return parametersIn(objective).filter((one) => one.trainable && one.span !== undefined && used.has(one) && !reached.has(one) && trained.has(one));
}

const LAYERS: ReadonlySet<string> = new Set(["matMul", "conv2d", "convTranspose2d"]);
/** Operations that pass a parameter on as it is. */
const PASSING: ReadonlySet<string> = new Set(["transpose", "reshape", "identity"]);

/** Returns whether a value of a graph that depends on some nodes, in the given way, is the input of a layer that has one of these parameters. */
function entersLayer(order: readonly Node[], of: ReadonlySet<Node>, parameters: ReadonlySet<Stored>): boolean {
  const parameterOf = (node: Node): Stored | null => storedOf(PASSING.has(node.operation) ? node.inputs[0]! : node);
  return order.some(({ operation, inputs: [x, weight] }) => LAYERS.has(operation) && [[x!, weight!], [weight!, x!]].some(([value, other]) => {
    const parameter = parameterOf(other!);
    return of.has(value!) && parameter !== null && parameters.has(parameter);
  }));
}

/** Returns the nodes of a graph that depend on one of them. */
function following(order: readonly Node[], first: Node): ReadonlySet<Node> {
  const found = new Set([first]);
  for (const node of order) if (node.inputs.some((input) => found.has(input))) found.add(node);
  return found;
}

interface LostTerm {
  readonly term: NamedSummand;
  readonly objectives: readonly ProgramObjective[];
  readonly assigned: readonly AssignedNode[];
}

/**
 * Returns that a term does not reach parameters, because detach() or no_grad() cuts the path before another network that it trains; null if that is
 * usual. So are targets, which enter no network; values to which others are added that pass the gradient on (Bengio et al. 2013, straight-through); and parameters
 * that another term trains through another network, as in the VAE-GAN of Larsen et al. 2016.
 */
function lostTerm(name: string, parameters: readonly Stored[], { term, objectives, assigned }: LostTerm): MissingGradient | null {
  const own = new Set(parameters);
  const order = inOrder([term.node]);
  const reached = dependents(order, own, passes);
  const trained = storedIn(trainedBy([term.node]));
  const isAdded = (node: Node) => order.some(({ operation, inputs }) => (operation === "add" || operation === "sub") && inputs.includes(node) && inputs.some((input) => input !== node && input.hasGradient));
  const cut = order.findLast((node) => reached.has(node) && node.leaf === null && !passes(node) && ["detach", "no-grad"].includes(kindOf(node)) && !isAdded(node) && entersLayer(order, following(order, node), trained));
  if (!cut) return null;
  const others = objectives.filter((one) => parametersIn(one).some((parameter) => own.has(parameter))).flatMap(({ summands }) => summands).filter(({ node }) => parameters.some((one) => storedIn(trainedBy([node])).has(one)));
  const isTrainedThroughOthers = others.some(({ node }) => {
    const nodes = inOrder([node]);
    return entersLayer(nodes, dependents(nodes, own, passes), new Set(objectives.flatMap(parametersIn).filter((one) => !own.has(one))));
  });
  if (isTrainedThroughOthers) return null;
  const before = dependents(inOrder([cut]), own, () => true);
  const place = (node: Node, span: Span): PathPlace => ({ name: assigned.find((one) => one.node === node)?.name ?? null, span: placeOf(span) });
  const span = placeOf(parameters[0]!.span!);
  return {
    why: "no-term", name, span, cause: { kind: kindOf(cut), span: placeOf(cut.span) },
    path: [{ name, span }, ...assigned.filter(({ node }) => before.has(node) && node !== cut && node.leaf === null).map((one) => place(one.node, one.span)), place(cut, cut.span)],
    loss: place(term.node, term.node.span), term: { name: term.name, others: others.map((one) => one.name) },
  };
}

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
  const untrainedParts = [...grouped(missing, except(missing))].map(([name, parameters]) => missingGradient(name, parameters, objectives, assigned));
  const lost = objectives.flatMap((objective) => objective.summands.flatMap((term) => {
    const parts = lostBy(term, objective, objectives);
    return [...grouped(parts, except(parts))].flatMap(([name, parameters]) => lostTerm(name, parameters, { term, objectives, assigned }) ?? []);
  }));
  return [
    ...untrainedParts,
    ...[...grouped(free, except(free))].map(([name, [first]]): MissingGradient => ({ why: "no-optimiser", name, span: placeOf(first!.span!), cause: null, path: [], loss: null, term: null })),
    ...lost.filter(({ cause }) => !untrainedParts.some((one) => one.cause?.span.from === cause!.span.from && one.cause.span.to === cause!.span.to)), // one remark for each cut
  ];
}
