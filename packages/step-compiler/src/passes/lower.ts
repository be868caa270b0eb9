/**
 * Graph → tasks. Uniform constants become operands of their users. Reshape, transpose, slice and expand become views of the
 * value that they start from, or of a copy if that is not affine.
 */
import { broadcast, isContiguous, isWhole, reduction, slice, transpose, whole, type View } from "../ir/access";
import { sizeOf, type Graph, type Id, type Node, type Product } from "../ir/graph";
import { createReluGradients, type ReluGradients } from "./reluGradients";
import { aliasStates } from "./aliasStates";
import { createDraft, type Draft } from "./draft";
import type { Operand, ValueId, TaskGraph } from "../ir/tasks";

/** Lowers a graph. Throws if two inputs have the same name. */
export function lower(graph: Graph): TaskGraph {
  const names = new Map(Object.entries(graph.outputs).map(([name, id]) => [id, name]));
  const draft = createDraft();
  const operands: (Operand | undefined)[] = [];
  const lowering: Lowering = { graph, draft, operands, relus: createReluGradients(draft) };
  graph.nodes.forEach((node, id) => {
    operands[id] = operandFor(node, lowering, names.get(id) ?? labelOf(node));
  });
  const outputs = Object.entries(graph.outputs).map(([name, id]) => {
    return { name, operand: operands[id]!, size: sizeOf(graph.nodes[id]!.shape) };
  });
  return aliasStates(draft, outputs);
}

function labelOf(node: Node): string {
  const what = node.op === "map" ? node.fn : node.op === "reduce" ? node.combine : node.op;
  return `${what}[${node.shape.join()}]`;
}

interface Lowering {
  readonly graph: Graph;
  readonly draft: Draft;
  readonly operands: readonly (Operand | undefined)[];
  readonly relus: ReluGradients;
}

function operandFor(node: Node, lowering: Lowering, label: string): Operand {
  const { graph, draft } = lowering;
  const size = sizeOf(node.shape);
  const operandOf = (id: Id): Operand => lowering.relus.fromResult(lowering.operands[id]!);
  const shapeOf = (id: Id) => graph.nodes[id]!.shape;
  /** Returns the operand through a view, or through a view of a copy if the composed view is not affine. */
  const viewOf = (id: Id, look: (view: View) => View | undefined): Operand => {
    const operand = operandOf(id);
    if (operand.kind === "number") return operand;
    const seen = look(operand.view);
    if (seen) return { ...operand, view: seen };
    const argSize = sizeOf(shapeOf(id));
    const value = draft.copy(operand, argSize, `copy[${shapeOf(id).join()}]`);
    return { kind: "value", value, view: look(whole(argSize))! };
  };
  const made = (value: ValueId): Operand => ({ kind: "value", value, view: whole(size) });

  switch (node.op) {
    case "input": {
      if (draft.inputs.has(node.name)) throw new Error(`Two inputs are called ${node.name}`);
      const value = draft.add({ size, label: node.name, input: true });
      draft.inputs.set(node.name, value);
      return made(value);
    }
    case "constant":
      return typeof node.data === "number"
        ? { kind: "number", value: Math.fround(node.data) } : made(draft.add({ size, label, initial: node.data }));
    case "map": {
      const { fn } = node;
      const args = node.args.map((id) => viewOf(id, (view) => broadcast(view, shapeOf(id), node.shape)));
      const value = draft.add({ size, label });
      draft.perform({ kind: "map", value, points: size, fn, args: lowering.relus.argumentsOf(fn, args) });
      lowering.relus.register(fn, args, value);
      return made(value);
    }
    case "expand": return viewOf(node.arg, (view) => broadcast(view, shapeOf(node.arg), node.shape));
    case "reduce": {
      const points = sizeOf(shapeOf(node.arg));
      const value = draft.add({ size, label });
      const to = reduction(shapeOf(node.arg), node.axes);
      draft.perform({ kind: "reduce", value, points, combine: node.combine, arg: operandOf(node.arg), to });
      return made(value);
    }
    case "contract": {
      const matrix = (id: Id) => contiguous(draft, operandOf(id), sizeOf(shapeOf(id)), `copy[${shapeOf(id).join()}]`);
      const left = matrix(node.left);
      const right = matrix(node.right);
      const parts = node.parts.map((part): Product => ({
        ...part, leftOffset: part.leftOffset + left.offset, rightOffset: part.rightOffset + right.offset,
      }));
      const value = draft.add({ size, label });
      draft.perform({ kind: "contract", value, points: size, left: left.value, right: right.value, parts });
      return made(value);
    }
    case "reshape": return operandOf(node.arg);
    case "transpose": return viewOf(node.arg, (view) => transpose(view, shapeOf(node.arg), node.axes));
    case "slice": return viewOf(node.arg, (view) => slice(view, shapeOf(node.arg), node.begin, node.shape));
    case "assemble": {
      const pieces = node.pieces.map(({ arg, begin }) => ({
        operand: operandOf(arg), points: sizeOf(shapeOf(arg)), to: slice(whole(size), node.shape, begin, shapeOf(arg))!,
      }));
      return assembled(draft, pieces, size, label);
    }
    default: return node satisfies never;
  }
}

/** Returns a value that holds the elements contiguously, and their offset in it. */
function contiguous(draft: Draft, operand: Operand, size: number, label: string): { value: ValueId; offset: number } {
  if (operand.kind === "value" && isContiguous(operand.view)) return { value: operand.value, offset: operand.view.offset };
  return { value: draft.copy(operand, size, label), offset: 0 };
}

interface Piece { readonly operand: Operand; readonly points: number; readonly to: View }

function assembled(draft: Draft, pieces: readonly Piece[], size: number, label: string): Operand {
  const [first] = pieces;
  if (first && isWhole(first.to, size)) return first.operand;
  const written = pieces.filter(({ operand }) => operand.kind === "value");
  const covered = written.reduce((sum, { points }) => sum + points, 0) === size;
  const value = draft.add({ size, label, ...(covered ? {} : { initial: background(pieces, size) }) });
  for (const { operand, points, to } of written) draft.perform({ kind: "copy", value, points, arg: operand, to });
  return { kind: "value", value, view: whole(size) };
}

/**
 * Returns the elements that no task writes and that are set once before the first step: zeros between pieces, and uniform
 * constants.
 */
function background(pieces: readonly Piece[], size: number): number | Float32Array {
  if (pieces.every(({ operand }) => operand.kind === "value")) return 0;
  const data = new Float32Array(size);
  for (const { operand, to } of pieces) {
    if (operand.kind !== "number") continue;
    const fill = (at: number, [axis, ...rest]: View["axes"]): void => {
      if (!axis) data[at] = operand.value;
      else for (let i = 0; i < axis.size; i++) fill(at + i * axis.stride, rest);
    };
    fill(to.offset, to.axes);
  }
  return data;
}
