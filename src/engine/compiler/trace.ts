/**
 * A training step, written with TensorFlow.js, as a graph. The step runs twice on tensors without values, the second
 * time with every number changed a little: a constant that changes with a number is that number, handed in at each step.
 */
import type { Tensor } from "@tensorflow/tfjs-core";
import { GraphBuilder, keyOf } from "./builder";
import { CannotCompile } from "./cannotCompile";
import type { Graph, Id, Node, Shape } from "./graph";
import type { KernelMeaning } from "./kernelMeaning";
import { sameShape, type Operations } from "./operations";
import { record, type Recording } from "./traceBackend";
import { KERNELS } from "./traceKernels";

/** A pure function of static shapes. It may keep no tensor but those it gives back. */
export type TraceableStep =
  (tensors: Record<string, Tensor>, numbers: Record<string, number>) => Readonly<Record<string, Tensor>>;

export interface TraceOptions {
  /** What kernels besides those of tfjs itself compute, by name. */
  readonly kernels?: Readonly<Record<string, KernelMeaning>>;
}

/**
 * The graph of `step`. `inputs`: the shapes of its tensors, all float32; `numbers`: values that may be different at
 * each step, with those they have now. Both become inputs of the graph, unless nothing depends on them. Throws
 * CannotCompile, with a sentence for people, where a graph cannot say what the step does: it looks at values, uses an
 * unknown operation, or depends on a number otherwise than by computing with it. Throws what `step` throws. The backend
 * in use, and what is allocated on it, stay as they are.
 */
export function trace(
  step: TraceableStep, inputs: Readonly<Record<string, Shape>>, numbers: Readonly<Record<string, number>>,
  { kernels = {} }: TraceOptions = {},
): Graph {
  for (const name of Object.keys(numbers)) if (name in inputs) throw new Error(`${name} is an input and a number`);
  const all = { ...KERNELS, ...kernels };
  const first = record((tensors) => step(tensors, { ...numbers }), inputs, all);
  if (Object.keys(numbers).length === 0) return simplified(first, new Map());
  const moved = changed(numbers);
  const second = record((tensors) => step(tensors, { ...moved }), inputs, all);
  const live = liveConstants(first, second, numbers, moved);
  return simplified(first, live);
}

/** Each number times its own factor near 1; no two of them by the same, so that none is taken for another. */
function changed(numbers: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(numbers).map(([name, value], index) => {
    const part = (index + 1) / 4096;
    const moved = value === 0 ? part : value * (1 + part);
    // Also too small or too large for float32, where a change would not be seen.
    if (Math.fround(moved) === Math.fround(value) || !Number.isFinite(value)) {
      throw new CannotCompile(`A number of the step is not finite in float32: ${name}.`);
    }
    return [name, moved];
  }));
}

/** A constant that stands for a number, or for a number with its sign changed. */
interface LiveNumber {
  readonly name: string;
  readonly sign: 1 | -1;
}

/** Which constants of the first recording stand for which numbers, by their places. */
function liveConstants(
  first: Recording, second: Recording, numbers: Readonly<Record<string, number>>, moved: Readonly<Record<string, number>>,
): ReadonlyMap<Id, LiveNumber> {
  const depends = () => new CannotCompile("Which operations a step does depends on the value of a number.");
  if (first.nodes.length !== second.nodes.length) throw depends();
  if (JSON.stringify(first.outputs) !== JSON.stringify(second.outputs)) throw depends();
  const live = new Map<Id, LiveNumber>();
  first.nodes.forEach((node, id) => {
    const other = second.nodes[id]!;
    if (node.op !== "constant" || other.op !== "constant") {
      if (keyOf(node) !== keyOf(other)) throw depends();
      return;
    }
    if (!sameShape(node.shape, other.shape)) throw depends();
    if (sameData(node.data, other.data)) return;
    const meant = ([1, -1] as const).flatMap((sign) => Object.keys(numbers).map((name) => ({ name, sign })))
      .find(({ name, sign }) =>
        node.data === Math.fround(sign * numbers[name]!) && other.data === Math.fround(sign * moved[name]!));
    if (!meant) {
      throw new CannotCompile("A step computes a constant from a number; it can only use the numbers themselves.");
    }
    live.set(id, meant);
  });
  return live;
}

const sameData = (a: number | Float32Array, b: number | Float32Array): boolean =>
  typeof a === "number" || typeof b === "number"
    ? Object.is(a, b) : a.length === b.length && a.every((value, i) => Object.is(value, b[i]));

function simplified({ nodes, outputs }: Recording, live: ReadonlyMap<Id, LiveNumber>): Graph {
  const build = new GraphBuilder();
  const places: Id[] = [];
  nodes.forEach((node, id) => {
    const number = live.get(id);
    places.push(number ? liveValue(build, number, node.shape) : rebuilt(build, node, (arg) => places[arg]!));
  });
  return build.finish(Object.fromEntries(Object.entries(outputs).map(([name, id]) => [name, places[id]!])));
}

function liveValue(build: GraphBuilder, { name, sign }: LiveNumber, shape: Shape): Id {
  const value = build.input(name, []);
  return build.broadcast(sign === 1 ? value : build.map("neg", value), shape);
}

function rebuilt(build: Operations, node: Node, place: (id: Id) => Id): Id {
  switch (node.op) {
    case "input": return build.input(node.name, node.shape);
    case "constant": return build.constant(node.data, node.shape);
    case "map": return build.map(node.fn, ...node.args.map(place));
    case "reduce": return build.reduce(node.combine, place(node.arg), node.axes);
    case "contract": return build.contract(place(node.left), place(node.right), node.parts, node.shape);
    case "reshape": return build.reshape(place(node.arg), node.shape);
    case "slice": return build.slice(place(node.arg), node.begin, node.shape);
    case "assemble":
      return build.assemble(node.pieces.map(({ arg, begin }) => ({ arg: place(arg), begin })), node.shape);
    default: return node satisfies never;
  }
}
