/**
 * Traces a training step, written with TensorFlow.js, into a graph. The step runs several times on abstract tensors, each time
 * with other values of its numbers: a constant that follows a number becomes an input. Any other constant that changes is
 * refused.
 */
import type { Tensor } from "@tensorflow/tfjs-core";
import { uniforms } from "../ir/random";
import { GraphBuilder, keyOf } from "../passes/builder";
import { CannotCompile } from "../ir/cannotCompile";
import { sizeOf, type Graph, type Id, type Node, type Shape } from "../ir/graph";
import type { KernelMeaning } from "./kernelMeaning";
import { sameShape, type Operations } from "../ir/operations";
import { record, type Recording } from "./backend";
import { KERNELS } from "./kernels";

/** A pure function of static shapes. It may `tf.keep` no tensor but those that it returns. */
export type TraceableStep =
  (tensors: Record<string, Tensor>, numbers: Record<string, number>) => Readonly<Record<string, Tensor>>;

export interface TraceOptions {
  /** The meaning of kernels besides those of tfjs itself, by name. */
  readonly kernels?: Readonly<Record<string, KernelMeaning>>;
}

/**
 * Returns the graph of `step`. `inputs` are the shapes of its tensors, all float32; `numbers` are values that may differ at
 * each step, with their present values. Both become inputs of the graph, unless nothing depends on them. Throws CannotCompile,
 * with a sentence for people, if a graph cannot express the step: it looks at values, uses an unknown operation, or depends on
 * a number otherwise than by computing with it. Throws what `step` throws. The backend in use and its allocations stay as they
 * are.
 */
export function trace(
  step: TraceableStep, inputs: Readonly<Record<string, Shape>>, numbers: Readonly<Record<string, number>>,
  { kernels = {} }: TraceOptions = {},
): Graph {
  for (const name of Object.keys(numbers)) if (name in inputs) throw new Error(`${name} is an input and a number`);
  const all = { ...KERNELS, ...kernels };
  const runs = probesOf(numbers).map((probe, at): ProbeRecording => {
    try {
      return { probe, recording: record((tensors) => step(tensors, { ...probe }), inputs, all) };
    } catch (error) {
      if (at === 0 || error instanceof CannotCompile) throw error;
      throw new CannotCompile(`A step does not run with other numbers: ${String(error)}.`);
    }
  });
  return simplified(runs[0]!.recording, liveConstants(runs));
}

/** One recording of the step, with the values of its numbers. */
interface ProbeRecording {
  readonly probe: Readonly<Record<string, number>>;
  readonly recording: Recording;
}

/** Magnitudes of the probes, far below and far above 1: they reveal a number that meets a limit. */
const PROBED = [2 ** -24, 2 ** 16];

/**
 * Returns the numbers as they are, and then values that no sum or product of others hits accidentally. Signs stay: a limit, for
 * example, may only be positive.
 */
function probesOf(numbers: Readonly<Record<string, number>>): Readonly<Record<string, number>>[] {
  const names = Object.keys(numbers);
  for (const name of names) {
    if (!Number.isFinite(Math.fround(numbers[name]!))) {
      throw new CannotCompile(`A number of the step is not finite in float32: ${name}.`);
    }
  }
  // Without numbers the step is recorded twice, too: a step that draws at random differs each time.
  if (names.length === 0) return [{}, {}];
  const moved = PROBED.map((scale, step) => {
    const drawn = uniforms(0, step, names.length);
    return Object.fromEntries(names.map((name, i) => [name, (numbers[name]! < 0 ? -1 : 1) * scale * (1 + drawn[i]!)]));
  });
  return [numbers, ...moved];
}

/** A constant that stands for a number, or for a number with its sign changed. */
interface LiveNumber {
  readonly name: string;
  readonly sign: 1 | -1;
}

/** Finds out which constants of the first run stand for which numbers, by their positions. */
function liveConstants([first, ...others]: readonly ProbeRecording[]): ReadonlyMap<Id, LiveNumber> {
  const { probe: numbers, recording: { nodes, outputs } } = first!;
  const names = Object.keys(numbers);
  const depends = () => new CannotCompile(names.length === 0
    ? "A step does not do the same operations each time it runs."
    : "Which operations a step does depends on the value of a number.");
  for (const { recording } of others) {
    if (nodes.length !== recording.nodes.length) throw depends();
    if (JSON.stringify(outputs) !== JSON.stringify(recording.outputs)) throw depends();
  }
  const live = new Map<Id, LiveNumber>();
  nodes.forEach((node, id) => {
    const again = others.map(({ recording }) => recording.nodes[id]!);
    if (node.op !== "constant") {
      const key = keyOf(node);
      if (again.some((other) => keyOf(other) !== key)) throw depends();
      return;
    }
    const same = again.every((other) => {
      if (other.op !== "constant" || !sameShape(node.shape, other.shape)) throw depends();
      return sameData(node.data, other.data);
    });
    if (same) return;
    const meant = ([1, -1] as const).flatMap((sign) => names.map((name) => ({ name, sign })))
      .find(({ name, sign }) => [first!, ...others].every(({ probe, recording }) => {
        const constant = recording.nodes[id]!;
        return constant.op === "constant" && constant.data === Math.fround(sign * probe[name]!);
      }));
    if (!meant) {
      throw new CannotCompile(names.length === 0
        ? "A step computes with a constant that is another each time it runs, as a random one is. Make it an input, and write it before each run."
        : "A step computes a constant from a number, or draws it at random; it can only use the numbers themselves. Make such values inputs, and write them before each run.");
    }
    live.set(id, meant);
  });
  return live;
}

const sameData = (a: number | Float32Array, b: number | Float32Array): boolean =>
  typeof a === "number" || typeof b === "number"
    ? Object.is(a, b) : a.length === b.length && a.every((value, i) => Object.is(value, b[i]));

/**
 * Returns the simplified graph of a recording. `live` says which constants stand for numbers that may change. Throws
 * CannotCompile for empty arrays.
 */
export function simplified({ nodes, outputs }: Recording, live: ReadonlyMap<Id, LiveNumber>): Graph {
  const build = new GraphBuilder();
  const places: Id[] = [];
  nodes.forEach((node, id) => {
    const number = live.get(id);
    places.push(number ? liveValue(build, number, node.shape) : rebuilt(build, node, (arg) => places[arg]!));
  });
  const graph = build.finish(Object.fromEntries(Object.entries(outputs).map(([name, id]) => [name, places[id]!])));
  for (const { op, shape } of graph.nodes) {
    if (sizeOf(shape) === 0) throw new CannotCompile(`A step computes with an array that has no elements: [${shape}] (${op}).`);
  }
  return graph;
}

function liveValue(build: GraphBuilder, { name, sign }: LiveNumber, shape: Shape): Id {
  const value = build.input(name, []);
  return build.expand(sign === 1 ? value : build.map("neg", value), shape);
}

function rebuilt(build: Operations, node: Node, place: (id: Id) => Id): Id {
  switch (node.op) {
    case "input": return build.input(node.name, node.shape);
    case "constant": return build.constant(node.data, node.shape);
    case "map": return build.map(node.fn, ...node.args.map(place));
    case "expand": return build.expand(place(node.arg), node.shape);
    case "reduce": return build.reduce(node.combine, place(node.arg), node.axes);
    case "contract": return build.contract(place(node.left), place(node.right), node.parts, node.shape);
    case "reshape": return build.reshape(place(node.arg), node.shape);
    case "transpose": return build.transpose(place(node.arg), node.axes);
    case "slice": return build.slice(place(node.arg), node.begin, node.shape);
    case "assemble":
      return build.assemble(node.pieces.map(({ arg, begin }) => ({ arg: place(arg), begin })), node.shape);
    default: return node satisfies never;
  }
}
