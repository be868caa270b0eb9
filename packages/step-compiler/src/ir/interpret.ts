/**
 * Interprets graphs and plans literally in plain TypeScript: the reference that every other way of running them is compared
 * with. Each element of each value is rounded to float32; sums are taken in double precision and rounded once. It is slow on
 * purpose.
 */
import { FUNCTIONS, type Binary } from "./functions";
import { argumentsOf, sizeOf, type Combine, type Graph, type Node, type Product, type Shape } from "./graph";
import type { Access, Contraction, Loop, Plan } from "./plan";

/** The value that a reduction starts from. */
const NEUTRAL: Readonly<Record<Combine, number>> = { sum: 0, max: -Infinity };

const COMBINE: Readonly<Record<Combine, Binary>> = { sum: FUNCTIONS.add, max: FUNCTIONS.max };

/** Calls back with every index of a space, the last dimension fastest, and with its position. */
function forEachIndex(shape: Shape, visit: (index: readonly number[], position: number) => void): void {
  const index = shape.map(() => 0);
  const count = sizeOf(shape);
  for (let position = 0; position < count; position++) {
    visit(index, position);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      if (++index[axis]! < shape[axis]!) break;
      index[axis] = 0;
    }
  }
}

/** Returns the position of an index in an array of this shape. */
const flat = (index: readonly number[], shape: Shape): number =>
  shape.reduce((at, size, axis) => at * size + index[axis]!, 0);

/** Returns the index, in an array of this shape, of the element that NumPy broadcasts to `index`. */
const broadcastIndex = (index: readonly number[], shape: Shape): number[] =>
  shape.map((size, axis) => (size === 1 ? 0 : index[index.length - shape.length + axis]!));

/**
 * Returns the values of the outputs, in row-major order. Throws if an input is missing or has another size, and if a
 * reduction's shape is not the one that its operation leaves.
 */
export function interpretGraph(
  graph: Graph, inputs: Readonly<Record<string, Float32Array | number>>,
): Record<string, Float32Array> {
  const values: Float32Array[] = [];
  for (const node of graph.nodes) {
    const operands = argumentsOf(node).map((id) => ({ data: values[id]!, shape: graph.nodes[id]!.shape }));
    values.push(valueOf(node, operands, inputs));
  }
  return Object.fromEntries(Object.entries(graph.outputs).map(([name, id]) => [name, values[id]!.slice()]));
}

interface Operand { readonly data: Float32Array; readonly shape: Shape }

function valueOf(
  node: Node, operands: readonly Operand[], inputs: Readonly<Record<string, Float32Array | number>>,
): Float32Array {
  const size = sizeOf(node.shape);
  const out = new Float32Array(size);
  const first = operands[0];
  switch (node.op) {
    case "input": {
      const given = inputs[node.name];
      const data = typeof given === "number" ? Float32Array.of(given) : given;
      if (data?.length !== size) throw new Error(`Input ${node.name} should have ${size} elements`);
      return data.slice();
    }
    case "constant":
      return typeof node.data === "number" ? out.fill(node.data) : node.data.slice();
    case "map":
      forEachIndex(node.shape, (index, at) => {
        const [x, y] = operands.map(({ data, shape }) => data[flat(broadcastIndex(index, shape), shape)]!);
        out[at] = FUNCTIONS[node.fn](x!, y ?? 0);
      });
      return out;
    case "expand":
      forEachIndex(node.shape, (index, at) => {
        out[at] = first!.data[flat(broadcastIndex(index, first!.shape), first!.shape)]!;
      });
      return out;
    case "reduce": {
      const kept = first!.shape.filter((_, axis) => !node.axes.includes(axis));
      if (kept.join() !== node.shape.join()) throw new Error(`A reduction to [${kept}] should not have shape [${node.shape}]`);
      const results = new Float64Array(size).fill(NEUTRAL[node.combine]);
      forEachIndex(first!.shape, (index, at) => {
        const to = flat(index.filter((_, axis) => !node.axes.includes(axis)), node.shape);
        results[to] = COMBINE[node.combine](results[to]!, first!.data[at]!);
      });
      return Float32Array.from(results);
    }
    case "contract":
      for (const part of node.parts) multiply(part, operands[0]!.data, operands[1]!.data, (at, x) => { out[at] = x; });
      return out;
    case "reshape":
      return first!.data.slice();
    case "transpose":
      forEachIndex(node.shape, (index, at) => {
        out[at] = first!.data[flat(first!.shape.map((_, axis) => index[node.axes.indexOf(axis)]!), first!.shape)]!;
      });
      return out;
    case "slice":
      forEachIndex(node.shape, (index, at) => {
        out[at] = first!.data[flat(index.map((i, axis) => i + node.begin[axis]!), first!.shape)]!;
      });
      return out;
    case "assemble":
      node.pieces.forEach(({ begin }, piece) => {
        const { data, shape } = operands[piece]!;
        forEachIndex(shape, (index, at) => {
          out[flat(index.map((i, axis) => i + begin[axis]!), node.shape)] = data[at]!;
        });
      });
      return out;
    default: return node satisfies never;
  }
}

/** Calls back with every element of a product, rows first: its address and its value. */
function multiply(
  { rows, columns, inner, leftOffset, rightOffset, outOffset }: Product, left: Float32Array, right: Float32Array,
  visit: (at: number, value: number) => void,
): void {
  const sizes = (axes: readonly { readonly size: number }[]) => axes.map(({ size }) => size);
  const dot = (index: readonly number[], strides: readonly number[]) =>
    strides.reduce((sum, stride, axis) => sum + stride * index[axis]!, 0);
  const addresses = (axes: readonly { readonly size: number }[], ...strides: readonly number[][]): number[][] => {
    const steps: number[][] = [];
    forEachIndex(sizes(axes), (index) => steps.push(strides.map((s) => dot(index, s))));
    return steps;
  };
  const across = addresses(columns, columns.map((axis) => axis.right), columns.map((axis) => axis.out));
  const along = addresses(inner, inner.map((axis) => axis.left), inner.map((axis) => axis.right));
  addresses(rows, rows.map((axis) => axis.left), rows.map((axis) => axis.out)).forEach(([rowLeft, rowOut]) => {
    across.forEach(([columnRight, columnOut]) => {
      let sum = 0;
      for (const [innerLeft, innerRight] of along) {
        sum += left[leftOffset + rowLeft! + innerLeft!]! * right[rightOffset + columnRight! + innerRight!]!;
      }
      visit(outOffset + rowOut! + columnOut!, Math.fround(sum));
    });
  });
}

export interface PlanInterpreter {
  readonly arena: Float32Array;
  /** Writes an input, by name. */
  write(name: string, data: Float32Array | number): void;
  /** Returns a copy of an output, or of an input that has no output of its name. */
  read(name: string): Float32Array;
  run(): void;
}

export interface PlanInterpreterOptions {
  /** True if the points of loops are visited backwards: a plan has to allow any order. */
  readonly backwards?: boolean;
  /** The arena is filled with this number before the first step, to find reads of memory that was never written. Default: 0. */
  readonly poison?: number;
}

/** Creates an interpreter of a plan. Running it throws if a kernel reaches outside a storage. */
export function interpretPlan(
  plan: Plan, { backwards = false, poison = 0 }: PlanInterpreterOptions = {},
): PlanInterpreter {
  const arena = new Float32Array(plan.arena).fill(poison);
  const part = (storage: number): Float32Array => {
    const { offset, size } = plan.storages[storage]!;
    return arena.subarray(offset, offset + size);
  };
  const find = (names: Readonly<Record<string, number>>, name: string): number => {
    const storage = names[name];
    if (storage === undefined) throw new Error(`The plan has no ${name}`);
    return storage;
  };
  for (const { storage, data } of plan.constants) {
    if (typeof data === "number") part(storage).fill(data);
    else part(storage).set(data);
  }
  const context: Context = { part, backwards };
  return {
    arena,
    write(name, data) {
      const to = part(find(plan.inputs, name));
      const from = typeof data === "number" ? Float32Array.of(data) : data;
      if (from.length !== to.length) throw new Error(`Input ${name} should have ${to.length} elements`);
      to.set(from);
    },
    read: (name) => part(plan.outputs[name] ?? find(plan.inputs, name)).slice(),
    run() {
      for (const kernel of plan.kernels) {
        switch (kernel.kind) {
          case "loop": runLoop(kernel, context); break;
          case "contraction": runContraction(kernel, context); break;
          default: kernel satisfies never;
        }
      }
    },
  };
}

interface Context {
  readonly part: (storage: number) => Float32Array;
  readonly backwards: boolean;
}

function runContraction({ left, right, out, parts, epilogue, storesProduct }: Contraction, context: Context): void {
  const product: number[] = [];
  for (const each of parts) {
    multiply(each, context.part(left), context.part(right), (at, value) => {
      product[at] = value;
      if (storesProduct) write(context.part(out), at, value);
    });
  }
  if (epilogue) runLoop(epilogue, context, product);
}

/** Sums are taken in double precision and written at the end. */
function runLoop({ dims, body, stores }: Loop, { part, backwards }: Context, product?: readonly number[]): void {
  const reduced = stores.map(({ combine, to }) =>
    combine === "set" ? undefined : { to, combine, results: new Map<number, number>() });
  const points: number[][] = [];
  forEachIndex(dims, (index) => points.push([...index]));
  const order = points.map((_, position) => (backwards ? points.length - 1 - position : position));
  for (const position of order) {
    const index = points[position]!;
    const at = ({ offset, strides }: Access) =>
      strides.reduce((sum, stride, axis) => sum + stride * index[axis]!, offset);
    const values: number[] = [];
    for (const instruction of body) {
      values.push(Math.fround(((): number => {
        switch (instruction.kind) {
          case "load": return read(part(instruction.from.storage), at(instruction.from));
          case "constant": return instruction.value;
          case "map": {
            const [x, y] = instruction.args.map((arg) => values[arg]!);
            return FUNCTIONS[instruction.fn](x!, y ?? 0);
          }
          case "product": return read(product ?? [], position);
          default: return instruction satisfies never;
        }
      })()));
    }
    stores.forEach(({ value, to }, i) => {
      const reduction = reduced[i];
      if (!reduction) return write(part(to.storage), at(to), values[value]!);
      const { results, combine } = reduction;
      results.set(at(to), COMBINE[combine](results.get(at(to)) ?? NEUTRAL[combine], values[value]!));
    });
  }
  for (const reduction of reduced) {
    reduction?.results.forEach((value, at) => write(part(reduction.to.storage), at, value));
  }
}

function read(from: ArrayLike<number>, at: number): number {
  const value = from[at];
  if (value === undefined) throw new Error(`Element ${at} of ${from.length} does not exist`);
  return value;
}

function write(to: Float32Array, at: number, value: number): void {
  if (at < 0 || at >= to.length) throw new Error(`Element ${at} of ${to.length} does not exist`);
  to[at] = value;
}
