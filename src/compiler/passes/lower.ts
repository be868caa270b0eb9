/**
 * Graph → tasks: numbers that are the same everywhere are folded into their users, views are followed back to the
 * values they show, and what is no walk over a value becomes a copy. Nodes that no output needs are left out.
 */
import { broadcast, isContiguous, isWhole, reduction, slice, whole, type Walk } from "../ir/access";
import { sizeOf, type Graph, type Id, type Node, type Product } from "../ir/graph";
import { createReluGradients, type ReluGradients } from "./reluGradients";
import { keepStates } from "./states";
import { cutsOfTask, keyOfOperand, type Operand, type Task, type Value, type ValueId, type Work } from "../ir/tasks";

/** Tasks and values while they are being collected. */
export interface Draft {
  readonly values: Value[];
  readonly tasks: Task[];
  readonly inputs: Map<string, ValueId>;
  /** Hands back the new value. */
  add(value: Value): ValueId;
  /** Adds a task. What it reads is copied first where its walks do not fit into one space. */
  perform(task: Task): void;
  /** A value of its own with these elements in order. */
  copy(operand: Operand, size: number, label: string): ValueId;
}

function createDraft(): Draft {
  const values: Value[] = [];
  const tasks: Task[] = [];
  const copies = new Map<string, ValueId>();
  const add = (value: Value): ValueId => values.push(value) - 1;
  const draft: Draft = {
    values, tasks, inputs: new Map(), add,
    perform(task) {
      if (cutsOfTask(task)) {
        tasks.push(task);
        return;
      }
      const inOrder = (operand: Operand): Operand => {
        const value = draft.copy(operand, task.points, `copy[${task.points}]`);
        return { kind: "value", value, walk: whole(task.points) };
      };
      // Numbers need no walk; the others are copied into the order in which they are read.
      const settle = (operand: Operand) => (operand.kind === "number" ? operand : inOrder(operand));
      if (task.kind === "map") tasks.push({ ...task, args: task.args.map(settle) });
      else if (task.kind !== "contract") tasks.push({ ...task, arg: settle(task.arg) });
    },
    copy(operand, size, label) {
      const key = `${keyOfOperand(operand)}[${size}]`;
      const known = copies.get(key);
      if (known !== undefined) return known;
      const initial = operand.kind === "number" ? { initial: operand.value } : {};
      const value = add({ size, label, ...initial });
      if (operand.kind === "value") draft.perform({ kind: "place", value, points: size, arg: operand, to: whole(size) });
      copies.set(key, value);
      return value;
    },
  };
  return draft;
}

/** Throws where two inputs have one name. */
export function lower(graph: Graph): Work {
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
  return keepStates(draft, outputs);
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
  /** The operand seen through a view, by way of a copy where the view of a view is no walk. */
  const view = (id: Id, look: (walk: Walk) => Walk | undefined): Operand => {
    const operand = operandOf(id);
    if (operand.kind === "number") return operand;
    const seen = look(operand.walk);
    if (seen) return { ...operand, walk: seen };
    const argSize = sizeOf(shapeOf(id));
    const value = draft.copy(operand, argSize, `copy[${shapeOf(id).join()}]`);
    return { kind: "value", value, walk: look(whole(argSize))! };
  };
  const made = (value: ValueId): Operand => ({ kind: "value", value, walk: whole(size) });

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
      const args = node.args.map((id) => view(id, (walk) => broadcast(walk, shapeOf(id), node.shape)));
      const value = draft.add({ size, label });
      draft.perform({ kind: "map", value, points: size, fn, args: lowering.relus.argumentsOf(fn, args) });
      lowering.relus.note(fn, args, value);
      return made(value);
    }
    case "expand": return view(node.arg, (walk) => broadcast(walk, shapeOf(node.arg), node.shape));
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
    case "slice": return view(node.arg, (walk) => slice(walk, shapeOf(node.arg), node.begin, node.shape));
    case "assemble": {
      const pieces = node.pieces.map(({ arg, begin }) => ({
        operand: operandOf(arg), points: sizeOf(shapeOf(arg)), to: slice(whole(size), node.shape, begin, shapeOf(arg))!,
      }));
      return assembled(draft, pieces, size, label);
    }
    default: return node satisfies never;
  }
}

/** A value in which the elements lie in order, and where they begin in it. */
function contiguous(draft: Draft, operand: Operand, size: number, label: string): { value: ValueId; offset: number } {
  if (operand.kind === "value" && isContiguous(operand.walk)) return { value: operand.value, offset: operand.walk.offset };
  return { value: draft.copy(operand, size, label), offset: 0 };
}

interface Piece { readonly operand: Operand; readonly points: number; readonly to: Walk }

function assembled(draft: Draft, pieces: readonly Piece[], size: number, label: string): Operand {
  const [first] = pieces;
  if (first && isWhole(first.to, size)) return first.operand;
  const written = pieces.filter(({ operand }) => operand.kind === "value");
  const covered = written.reduce((sum, { points }) => sum + points, 0) === size;
  const value = draft.add({ size, label, ...(covered ? {} : { initial: background(pieces, size) }) });
  for (const { operand, points, to } of written) draft.perform({ kind: "place", value, points, arg: operand, to });
  return { kind: "value", value, walk: whole(size) };
}

/** What is the same at every step: zeros where no piece is, and the pieces that are one number. */
function background(pieces: readonly Piece[], size: number): number | Float32Array {
  if (pieces.every(({ operand }) => operand.kind === "value")) return 0;
  const data = new Float32Array(size);
  for (const { operand, to } of pieces) {
    if (operand.kind !== "number") continue;
    const fill = (at: number, [axis, ...rest]: Walk["axes"]): void => {
      if (!axis) data[at] = operand.value;
      else for (let i = 0; i < axis.size; i++) fill(at + i * axis.stride, rest);
    };
    fill(to.offset, to.axes);
  }
  return data;
}
