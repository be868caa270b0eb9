/**
 * Builds a graph and simplifies it on the way: common subexpressions are computed once, constants are folded, and no-ops and
 * dead code are dropped. Sums may be reassociated, and x·0 is 0 even if x is not finite; otherwise results keep their float32
 * digits. `algebra.ts` has the identities of arithmetic.
 */
import { simplifiedMap, type GrowingGraph } from "./algebra";
import {
  argumentsOf, sizeOf, type Combine, type Graph, type Id, type MapFunction, type Node, type Product, type Shape,
} from "../ir/graph";
import { broadcastShape, expandedShape, reducedShape, sameShape, transposedShape, uniformValue, type Piece } from "../ir/operations";
import { asMatrices, simplifiedProduct } from "../ir/product";

type NodeOf<Op extends Node["op"]> = Extract<Node, { op: Op }>;

export class GraphBuilder implements GrowingGraph {
  private readonly nodes: Node[] = [];
  private readonly known = new Map<string, Id>();

  shapeOf(id: Id): Shape {
    return this.nodes[id]!.shape;
  }

  node(id: Id): Node {
    return this.nodes[id]!;
  }

  uniform(id: Id): number | undefined {
    const node = this.nodes[id]!;
    return node.op === "constant" && typeof node.data === "number" ? node.data : undefined;
  }

  input(name: string, shape: Shape): Id {
    return this.add({ op: "input", name, shape });
  }

  constant(data: number | Float32Array, shape: Shape): Id {
    const value = typeof data === "number" ? Math.fround(data) : uniformValue(data) ?? data;
    return this.add({ op: "constant", data: value, shape });
  }

  map(fn: MapFunction, ...args: Id[]): Id {
    const shape = broadcastShape(args.map((arg) => this.shapeOf(arg)));
    // Broadcasts are sunk below maps: an argument that is constant along an axis is computed before it is expanded.
    const narrow = args.map((arg) => {
      const value = this.uniform(arg);
      if (value !== undefined) return this.constant(value, []);
      const source = this.unaligned(this.narrow(arg));
      return sizeOf(shape) > 1 && sizeOf(this.shapeOf(source)) === 1 ? this.reshape(source, []) : source;
    });
    return this.expand(simplifiedMap(this, fn, narrow) ?? this.mapReshaped(fn, narrow), shape);
  }

  /** Sinks reshapes below maps if all arguments were reshaped alike: more values are found equal in the first shape. */
  private mapReshaped(fn: MapFunction, args: readonly Id[]): Id {
    const shapes = args.map((arg) => this.shapeOf(arg));
    const shape = broadcastShape(shapes);
    const wide = args.filter((arg) => this.shapeOf(arg).length > 0);
    const sources = wide.map((arg) => {
      const node = this.nodes[arg]!;
      return node.op === "reshape" && sameShape(node.shape, shape) ? node.arg : undefined;
    });
    const [first] = sources;
    const alike = (source: Id | undefined) =>
      source !== undefined && first !== undefined && sameShape(this.shapeOf(source), this.shapeOf(first));
    if (first !== undefined && sources.every(alike)) {
      return this.reshape(this.map(fn, ...args.map((arg) => sources[wide.indexOf(arg)] ?? arg)), shape);
    }
    return this.add({ op: "map", fn, args, shape });
  }

  expand(arg: Id, shape: Shape): Id {
    if (sameShape(this.shapeOf(arg), shape)) return arg;
    const value = this.uniform(arg);
    if (value !== undefined) return this.constant(value, shape);
    if (sizeOf(this.shapeOf(arg)) === sizeOf(shape)) return this.reshape(arg, shape);
    return this.add({ op: "expand", arg: this.narrow(arg), shape: expandedShape(this.shapeOf(arg), shape) });
  }

  /** Returns the value before it was expanded; other values unchanged. */
  private narrow(id: Id): Id {
    const node = this.nodes[id]!;
    return node.op === "expand" ? node.arg : id;
  }

  /** Returns the value before axes of size 1 were put in front of its own; broadcasting adds them implicitly. */
  private unaligned(id: Id): Id {
    const node = this.nodes[id]!;
    if (node.op !== "reshape") return id;
    const source = this.shapeOf(node.arg);
    const ahead = node.shape.length - source.length;
    const aligned = ahead > 0 && sameShape(node.shape.slice(ahead), source);
    return aligned ? node.arg : id;
  }

  reduce(combine: Combine, arg: Id, axes: readonly number[]): Id {
    const before = this.shapeOf(arg);
    const shape = reducedShape(before, axes);
    const count = sizeOf(before) / sizeOf(shape);
    const value = this.uniform(arg);
    if (value !== undefined) return this.constant(combine === "sum" ? value * count : value, shape);
    const wide = axes.filter((axis) => before[axis] !== 1).sort((a, b) => a - b);
    if (wide.length === 0) return this.reshape(arg, shape);
    if (wide.length < axes.length) return this.reshape(this.reduce(combine, arg, wide), shape);
    const narrow = this.narrow(arg);
    if (narrow !== arg) return this.reduceExpanded(combine, narrow, before, wide);
    const node = this.nodes[arg]!;
    if (node.op === "reshape" && sizeOf(shape) === 1) {
      const inside = this.shapeOf(node.arg);
      return this.reshape(this.reduce(combine, node.arg, inside.map((_, axis) => axis)), shape);
    }
    if (node.op === "reduce" && node.combine === combine) {
      const left = this.shapeOf(node.arg).map((_, axis) => axis).filter((axis) => !node.axes.includes(axis));
      return this.reduce(combine, node.arg, [...node.axes, ...wide.map((axis) => left[axis]!)]);
    }
    return this.add({ op: "reduce", combine, arg, axes: wide, shape });
  }

  /** Reduces `arg` expanded to `wide`: a sum of n equal numbers is n times the number. */
  private reduceExpanded(combine: Combine, arg: Id, wide: Shape, axes: readonly number[]): Id {
    const narrow = this.shapeOf(arg);
    const missing = wide.length - narrow.length;
    const repeats = axes.reduce((product, axis) => product * (wide[axis]! / (narrow[axis - missing] ?? 1)), 1);
    const once = this.reduce(combine, arg, axes.map((axis) => axis - missing).filter((axis) => axis >= 0));
    const whole = combine === "sum" ? this.map("mul", once, this.constant(repeats, [])) : once;
    return this.expand(whole, reducedShape(wide, axes));
  }

  contract(left: Id, right: Id, parts: readonly Product[], shape: Shape): Id {
    if (this.uniform(left) === 0 || this.uniform(right) === 0) return this.constant(0, shape);
    const simple = parts.map(simplifiedProduct);
    return this.contractMatrices(left, right, simple, shape) ??
      this.add({ op: "contract", left, right, parts: simple, shape });
  }

  /**
   * Simplifies a product: with inner size 1 it is an outer product, with a uniform, finite matrix a sum; otherwise undefined.
   */
  private contractMatrices(left: Id, right: Id, parts: readonly Product[], shape: Shape): Id | undefined {
    const matrices = asMatrices(parts, sizeOf(this.shapeOf(left)), sizeOf(this.shapeOf(right)), sizeOf(shape));
    if (!matrices) return undefined;
    const { m, k, n, leftTransposed, rightTransposed } = matrices;
    if (k === 1) return this.reshape(this.map("mul", this.reshape(left, [m, 1]), this.reshape(right, [1, n])), shape);
    const finite = (id: Id) => [this.uniform(id)].find((value) => Number.isFinite(value)); // ∞·1 + ∞·(−1) is no number, ∞·(1 − 1) would be
    const ofLeft = finite(left), ofRight = finite(right);
    if (ofLeft !== undefined) {
      const sums = this.reduce("sum", this.reshape(right, rightTransposed ? [n, k] : [k, n]), [rightTransposed ? 1 : 0]); // [n]
      return this.reshape(this.expand(this.map("mul", sums, this.constant(ofLeft, [])), [m, n]), shape);
    }
    if (ofRight !== undefined) {
      const sums = this.reduce("sum", this.reshape(left, leftTransposed ? [k, m] : [m, k]), [leftTransposed ? 0 : 1]); // [m]
      const scaled = this.map("mul", this.reshape(sums, [m, 1]), this.constant(ofRight, []));
      return this.reshape(this.expand(scaled, [m, n]), shape);
    }
    return undefined;
  }

  reshape(arg: Id, shape: Shape): Id {
    const node = this.nodes[arg]!;
    if (sizeOf(shape) !== sizeOf(node.shape)) throw new Error(`[${node.shape}] is no [${shape}]`);
    if (sameShape(node.shape, shape)) return arg;
    if (node.op === "constant") return this.constant(node.data, shape);
    if (node.op === "reshape") return this.reshape(node.arg, shape);
    const narrow = this.narrow(arg);
    if (narrow !== arg && sizeOf(this.shapeOf(narrow)) === 1) return this.expand(this.reshape(narrow, []), shape);
    return this.add({ op: "reshape", arg, shape });
  }

  transpose(arg: Id, axes: readonly number[]): Id {
    const node = this.nodes[arg]!;
    const shape = transposedShape(node.shape, axes);
    const value = this.uniform(arg);
    if (value !== undefined) return this.constant(value, shape);
    if (node.op === "transpose") return this.transpose(node.arg, axes.map((axis) => node.axes[axis]!));
    // If only axes of size 1 change places, the elements stay in order.
    const wide = axes.filter((axis) => node.shape[axis] !== 1);
    if (wide.every((axis, i) => i === 0 || wide[i - 1]! < axis)) return this.reshape(arg, shape);
    return this.add({ op: "transpose", arg, axes, shape });
  }

  slice(arg: Id, begin: readonly number[], size: readonly number[]): Id {
    const node = this.nodes[arg]!;
    if (sameShape(node.shape, size)) return arg;
    const value = this.uniform(arg);
    if (value !== undefined) return this.constant(value, size);
    if (node.op === "slice") return this.slice(node.arg, begin.map((at, axis) => at + node.begin[axis]!), size);
    if (node.op === "assemble") {
      const meets = (piece: Piece) => this.shapeOf(piece.arg).every((length, axis) =>
        piece.begin[axis]! < begin[axis]! + size[axis]! && begin[axis]! < piece.begin[axis]! + length);
      const holds = (piece: Piece) => this.shapeOf(piece.arg).every((length, axis) =>
        piece.begin[axis]! <= begin[axis]! && begin[axis]! + size[axis]! <= piece.begin[axis]! + length);
      const met = node.pieces.filter(meets);
      if (met.length === 0) return this.constant(0, size);
      const [only] = met;
      if (met.length === 1 && only && holds(only)) {
        return this.slice(only.arg, begin.map((at, axis) => at - only.begin[axis]!), size);
      }
    }
    return this.add({ op: "slice", arg, begin, shape: size });
  }

  assemble(pieces: readonly Piece[], shape: Shape): Id {
    const flat = pieces.flatMap((piece) => this.flattened(piece)).filter(({ arg }) => this.uniform(arg) !== 0);
    const [first] = flat;
    if (!first) return this.constant(0, shape);
    const covered = flat.reduce((sum, { arg }) => sum + sizeOf(this.shapeOf(arg)), 0) === sizeOf(shape);
    if (covered) {
      if (flat.length === 1) return first.arg;
      const value = this.uniform(first.arg);
      const equal = value !== undefined && flat.every(({ arg }) => this.uniform(arg) === value);
      if (equal) return this.constant(value, shape);
      const whole = this.sliced(flat, shape);
      if (whole !== undefined) return whole;
    }
    return this.add({ op: "assemble", pieces: flat, shape });
  }

  /** Returns the pieces of a piece that is itself assembled. */
  private flattened({ arg, begin }: Piece): readonly Piece[] {
    const node = this.nodes[arg]!;
    if (node.op !== "assemble") return [{ arg, begin }];
    return node.pieces.map((inner) => ({ arg: inner.arg, begin: inner.begin.map((at, axis) => at + begin[axis]!) }));
  }

  /** Returns the slice that adjacent slices of one value, assembled in order, are together. */
  private sliced(pieces: readonly Piece[], shape: Shape): Id | undefined {
    const slices = pieces.map((piece) => ({ piece, node: this.nodes[piece.arg]! }))
      .filter((pair): pair is { piece: Piece; node: NodeOf<"slice"> } => pair.node.op === "slice");
    const [first] = slices;
    if (!first || slices.length < pieces.length) return undefined;
    const shift = ({ piece, node }: (typeof slices)[number]) => node.begin.map((at, axis) => at - piece.begin[axis]!);
    const begin = shift(first);
    const adjacent = slices.every((pair) => pair.node.arg === first.node.arg && sameShape(shift(pair), begin));
    return adjacent ? this.slice(first.node.arg, begin, shape) : undefined;
  }

  /** Returns the graph that these outputs need, without dead code, in the order in which it was built. */
  finish(outputs: Readonly<Record<string, Id>>): Graph {
    const needed = new Set(Object.values(outputs));
    for (let id = this.nodes.length - 1; id >= 0; id--) {
      if (needed.has(id)) for (const arg of argumentsOf(this.nodes[id]!)) needed.add(arg);
    }
    const places = new Map<Id, Id>();
    const nodes: Node[] = [];
    this.nodes.forEach((node, id) => {
      if (needed.has(id)) places.set(id, nodes.push(renumbered(node, (arg) => places.get(arg)!)) - 1);
    });
    return { nodes, outputs: Object.fromEntries(Object.entries(outputs).map(([name, id]) => [name, places.get(id)!])) };
  }

  private add(node: Node): Id {
    const key = keyOf(node);
    const found = this.known.get(key);
    if (found !== undefined) return found;
    const id = this.nodes.push(node) - 1;
    this.known.set(key, id);
    return id;
  }
}

/** Returns a string that is equal for equal nodes only, for hash-consing. */
export function keyOf(node: Node): string {
  const key = `${node.op} [${node.shape.join()}] `;
  switch (node.op) {
    case "input": return key + node.name;
    case "constant": {
      const words = typeof node.data === "number" ? [Object.is(node.data, -0) ? "-0" : node.data] : node.data;
      return `${key}${typeof node.data} ${words.join()}`;
    }
    case "map": return `${key}${node.fn} ${node.args.join()}`;
    case "expand": return `${key}${node.arg}`;
    case "reduce": return `${key}${node.combine} ${node.arg} ${node.axes.join()}`;
    case "contract": return `${key}${node.left} ${node.right} ${JSON.stringify(node.parts)}`;
    case "reshape": return `${key}${node.arg}`;
    case "transpose": return `${key}${node.arg} ${node.axes.join()}`;
    case "slice": return `${key}${node.arg} ${node.begin.join()}`;
    case "assemble": return key + node.pieces.map(({ arg, begin }) => `${arg} ${begin.join()}`).join(";");
    default: return node satisfies never;
  }
}

function renumbered(node: Node, place: (id: Id) => Id): Node {
  switch (node.op) {
    case "input": case "constant": return node;
    case "map": return { ...node, args: node.args.map(place) };
    case "expand": case "reduce": case "reshape": case "transpose": case "slice": return { ...node, arg: place(node.arg) };
    case "contract": return { ...node, left: place(node.left), right: place(node.right) };
    case "assemble": return { ...node, pieces: node.pieces.map(({ arg, begin }) => ({ arg: place(arg), begin })) };
    default: return node satisfies never;
  }
}
