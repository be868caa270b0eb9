/** How large the gradients of a program's lines are, and where they vanish or explode on their way from the loss to the parameters. */
import { sizeOf } from "../../core/model/parameters";
import type { Tensor, Tf } from "../../core/model/tf";
import { withAdditions, zerosOf } from "./additions";
import { evaluate, evaluatedNodes, type Leaves } from "./evaluate";
import { dependsOn, type Node } from "./graph";
import type { InspectedProgram } from "./inspect";
import { lineFinder } from "./lines";
import { trainedBy } from "./missingGradients";
import type { Numbers } from "./notFinite";

/** The gradient of a line, counted from 0. */
export interface LineGradient {
  readonly line: number;
  /** Whose gradient it is: that of a tensor that the line computes, or that of the parameters that it creates. */
  readonly of: "value" | "parameters";
  /** The root mean square of its numbers; NaN if some are not finite. */
  readonly size: number;
}

/** A gradient that changes by orders of magnitude from one line to another, backwards. Lines count from 0. */
export interface Jump {
  readonly of: LineGradient["of"];
  readonly from: number;
  readonly to: number;
  /** The size at `to` divided by that at `from`. */
  readonly ratio: number;
}

export interface GradientFlow {
  /** The number of finished steps. */
  readonly step: number;
  readonly lines: readonly LineGradient[];
  /** At most one of values and one of parameters. */
  readonly jumps: readonly Jump[];
  /** The milliseconds that they took, once the program was read. */
  readonly ms: number;
}

/** A gradient that falls to this share, or grows by its inverse, is reported. */
const SMALL = 1e-3;

/** The nodes whose gradients belong to a line. */
interface Group extends Pick<LineGradient, "line" | "of"> {
  readonly nodes: readonly Node[];
  /** The network of the parameters; null for values. */
  readonly network: string | null;
}

interface Sized extends Group, LineGradient {}

const rootMeanSquare = (arrays: readonly Float32Array[]): number => {
  let [sum, count] = [0, 0];
  for (const array of arrays) {
    count += array.length;
    for (const one of array) sum += one * one;
  }
  return Number.isFinite(sum) ? Math.sqrt(sum / count) : NaN;
};

/** Returns the nodes of lines that an objective trains through, and its parameters. */
function groupsOf({ step, lines }: InspectedProgram, source: string, index: number): readonly Group[] {
  const { losses, groups } = step.objectives[index]!;
  const trained = trainedBy(losses);
  const earlier = step.objectives.slice(0, index).map((one) => trainedBy(one.losses));
  const belongs = (node: Node) => trained.has(node) && !earlier.some((nodes) => nodes.has(node));
  const values = lines.flatMap(({ line, isPrinted, tensors }): Group[] => {
    const nodes = isPrinted ? [] : (tensors ?? []).map(({ node }) => node).filter((node) => node.leaf === null && belongs(node));
    return [...new Set(nodes)].map((node) => ({ line, of: "value", nodes: [node], network: null }));
  });
  const lineAt = lineFinder(source);
  const own = new Set(groups.flatMap(({ parameters }) => parameters));
  const parameters = new Map<number, Node[]>();
  const networks = new Map<number, string>();
  for (const node of trained) {
    if (node.leaf?.kind !== "stored" || !own.has(node.leaf.stored) || !node.leaf.stored.span) continue;
    const line = lineAt(node.leaf.stored.span.from);
    parameters.set(line, [...parameters.get(line) ?? [], node]);
    networks.set(line, node.leaf.stored.name.split(".")[0]!);
  }
  return [...values, ...[...parameters].toSorted(([a], [b]) => a - b).map(([line, nodes]): Group => ({ line, of: "parameters", nodes, network: networks.get(line)! }))];
}

/** Returns the gradients of a program's lines in the step that follows `at` finished ones. Rejects as `read` does. */
export async function gradientFlow(tf: Tf, program: InspectedProgram, source: string, at: number, leaves: Leaves, { read, gradients }: Numbers): Promise<Pick<GradientFlow, "lines" | "jumps">> {
  const { step } = program;
  const found: Sized[] = [];
  for (let index = 0; index < step.objectives.length; index++) {
    const groups = groupsOf(program, source, index);
    if (groups.length === 0) continue;
    const { losses, summands } = step.objectives[index]!;
    const factors = step.numbersAt(at).factors[index]!;
    const terms = summands.map(({ node }) => node);
    const order = evaluatedNodes(terms);
    const wanted = new Set(groups.flatMap(({ nodes }) => nodes));
    const { roots, additions } = withAdditions(terms, order, new Set(order.filter((node) => wanted.has(node))));
    const added = [...additions];
    const numbers = await read(() => gradients(
      (x) => evaluate(tf, roots, leaves, new Map(added.map(([, addition], i) => [addition, x[i]!]))).map((one, i): Tensor => tf.mul(one, factors[i]!)).reduce((sum, one) => tf.add(sum, one)),
      added.map(([node]) => zerosOf(tf, node)),
    ));
    for (const group of groups) {
      const own = group.nodes.flatMap((node) => numbers[added.findIndex(([one]) => one === node)] ?? []);
      if (own.length > 0) found.push({ ...group, size: rootMeanSquare(own) });
      else if (group.nodes.some((node) => losses.includes(node))) found.push({ ...group, size: 1 }); // the loss with respect to itself
    }
  }
  const jumps = [valueJump(found, step.batchSize), parameterJump(found)].filter((one) => one !== null);
  return { lines: found.map(({ line, of, size }) => ({ line, of, size })), jumps };
}

/** Returns the jump that is the farthest from 1; null if none is reported. */
function farthest(jumps: readonly Jump[]): Jump | null {
  const distance = ({ ratio }: Jump) => (ratio === 0 ? Infinity : Math.abs(Math.log(ratio)));
  return jumps.filter(({ ratio }) => ratio <= SMALL || ratio >= 1 / SMALL).reduce<Jump | null>((most, one) => (most === null || distance(one) > distance(most) ? one : most), null);
}

/** Returns the jump between the values of two lines one of which depends on the other. */
function valueJump(found: readonly Sized[], batch: number): Jump | null {
  const rows = found.filter(({ of, size, nodes }) => of === "value" && Number.isFinite(size) && nodes.every(({ shape }) => shape[0] === batch || shape.length === 0));
  const areNumbers = ({ nodes }: Sized) => nodes.every(({ shape }) => shape.length === 0);
  return farthest(rows.flatMap((one, i): readonly Jump[] => {
    if (areNumbers(one)) return [];
    // The mean over a batch divides by its size. A mean over pixels, too, divides, and that is no sign of a saturated loss.
    const isOnePerRow = one.nodes.every(({ shape }) => sizeOf(shape) === batch);
    const jumps = rows.slice(i + 1).filter((later) => later.size > 0 && (isOnePerRow || !areNumbers(later)) && later.nodes.some((node) => one.nodes.some((other) => node !== other && dependsOn(node, other))))
      .map((later): Jump => ({ of: "value", from: later.line, to: one.line, ratio: ((areNumbers(later) ? batch : 1) * one.size) / later.size }));
    // What several lines use has gradients from all of them: it has grown if it is large beside the largest.
    const least = Math.min(...jumps.map(({ ratio }) => ratio));
    return jumps.filter(({ ratio }) => ratio < 1 || ratio === least);
  }));
}

/** Returns the jump between the parameters of two lines of one network. */
function parameterJump(found: readonly Sized[]): Jump | null {
  const own = found.filter(({ of, size, nodes }) => of === "parameters" && Number.isFinite(size) && nodes.some(({ shape }) => shape.length > 1));
  return farthest(own.flatMap((one, i) => own.slice(i + 1).flatMap((later): Jump[] =>
    (later.network === one.network && later.size > 0 ? [{ of: "parameters", from: later.line, to: one.line, ratio: one.size / later.size }] : []))));
}
