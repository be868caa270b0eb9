/** Loops with accesses to the arena, and the WGSL for one point of a loop. */
import type { Combine } from "../ir/graph";
import { mapAccesses, type Instruction, type Loop, type Storage } from "../ir/plan";
import type { Element, Maths } from "./math";
import { address, distance, f32, u32, type LinearIndex } from "./text";

/** offset + Σ index·stride, counted in elements from the beginning of the arena. */
export interface ArenaAccess {
  readonly offset: number;
  readonly strides: readonly number[];
}

export interface PointStore {
  readonly value: number;
  readonly to: ArenaAccess;
}

/** The elementwise part of a loop. */
export interface Points {
  readonly dims: readonly number[];
  readonly body: readonly Instruction<ArenaAccess>[];
  readonly stores: readonly PointStore[];
}

/** A reduction along the dimensions in which `to` has stride 0. */
export interface Accumulation extends PointStore {
  readonly combine: Combine;
}

export interface PlacedLoop extends Points {
  readonly accumulations: readonly Accumulation[];
}

/** Returns a loop whose accesses address the arena. */
export function place(loop: Loop, storages: readonly Storage[]): PlacedLoop {
  const placed = mapAccesses(loop, ({ storage, offset, strides }): ArenaAccess =>
    ({ offset: storages[storage]!.offset + offset, strides }));
  return {
    dims: loop.dims,
    body: placed.body,
    stores: placed.stores.flatMap(({ value, to, combine }) => (combine === "set" ? [{ value, to }] : [])),
    accumulations: placed.stores.flatMap(({ value, to, combine }) => (combine === "set" ? [] : [{ value, to, combine }])),
  };
}

/** Returns whether an access reaches aligned vectors of four along the last dimension. */
export const isVec4Access = ({ offset, strides }: ArenaAccess): boolean =>
  offset % 4 === 0 && strides.at(-1) === 1 && strides.slice(0, -1).every((stride) => stride % 4 === 0);

/**
 * Returns whether a loop can be vectorised along the last dimension as vec4f: all loads and stores are aligned vectors or
 * splats.
 */
export function isVec4Aligned({ dims, body, stores }: Points): boolean {
  return dims.at(-1)! % 4 === 0 && stores.every(({ to }) => isVec4Access(to)) &&
    body.every((step) => step.kind !== "load" || step.from.strides.at(-1) === 0 || isVec4Access(step.from));
}

/** The context of a point: the linear indices over a loop's dimensions, and the type in which points are computed. */
export interface PointContext {
  /** Linear indices over all dimensions; with `vec4f`, the last dimension counts in fours. */
  readonly indices: readonly LinearIndex[];
  /** With `vec4f`, the arena is declared as an array of vectors. */
  readonly element: Element;
  readonly maths: Maths;
}

/** Returns the sizes of dimensions; with `vec4f`, the last one counts in fours. */
export const countedSizes = (dims: readonly number[], element: Element): number[] =>
  dims.map((size, axis) => (element === "vec4f" && axis === dims.length - 1 ? size / 4 : size));

/** Returns the expression of offset + Σ index·stride as a number of elements, or of vectors of four. */
export function position({ offset, strides }: ArenaAccess, { indices, element }: Pick<PointContext, "indices" | "element">): string {
  const width = element === "f32" ? 1 : 4;
  const last = strides.length - 1;
  const from = offset === 0 ? "" : `${u32(offset / width)} + `;
  return `${from}${distance(indices, strides.map((stride, axis) => (axis === last ? stride : stride / width)))}`;
}

/** Returns the element, or vector of four, that an access reaches. */
export function reference({ offset, strides }: ArenaAccess, { indices, element }: PointContext): string {
  if (element === "f32") return `arena[${address(offset, indices, strides)}]`;
  const last = strides.length - 1;
  return `arena[${address(offset, indices, strides.map((stride, axis) => (axis === last ? stride : stride / 4)), 4)}]`;
}

function load(from: ArenaAccess, context: PointContext): string {
  if (context.element === "f32" || from.strides.at(-1) === 1) return reference(from, context);
  if (from.offset % 4 === 0 && from.strides.every((stride) => stride % 4 === 0)) {
    const { offset, strides } = from;
    const fours = address(offset, context.indices, strides.map((stride) => stride / 4), 4);
    return `vec4f(arena[${fours}].x)`;
  }
  const at = `(${address(from.offset, context.indices, from.strides)})`;
  return `vec4f(arena[${at} / 4u][${at} % 4u])`;
}

/**
 * Writes the lines that compute and store a point; returns them with the names of the instructions' values. `product` is the
 * name of the value for instructions of that kind.
 */
export function atPoint(
  { body, stores }: Points, context: PointContext, product?: string,
): { lines: string[]; names: string[] } {
  const { element, maths } = context;
  const names: string[] = [];
  const lines = body.map((step, position) => {
    const name = `v${position}`;
    names.push(name);
    const expression = ((): string => {
      switch (step.kind) {
        case "load": return load(step.from, context);
        case "constant": return element === "f32" ? f32(step.value) : `vec4f(${f32(step.value)})`;
        case "map": {
          const [x, y] = step.args.map((arg) => names[arg]!);
          return maths.apply(step.fn, element, x!, y);
        }
        case "product":
          if (product === undefined) throw new Error("A loop of its own has no product");
          return product;
        default: return step satisfies never;
      }
    })();
    return `let ${name} = ${expression};`;
  });
  lines.push(...stores.map(({ value, to }) => `${reference(to, context)} = ${names[value]!};`));
  return { lines, names };
}

/** The beginnings of storages that are read and written: offsets in the arena, in elements. */
export interface Touched {
  readonly reads: readonly number[];
  readonly writes: readonly number[];
}

/** Returns the offsets that a loop's points read and write. */
export const touchedBy = ({ body, stores }: Pick<Points, "body" | "stores">): Touched => ({
  reads: body.flatMap((each) => (each.kind === "load" ? [each.from.offset] : [])),
  writes: stores.map(({ to }) => to.offset),
});

/** Returns all offsets that several works read and write. */
export const touchedByAll = (all: readonly Touched[]): Touched => ({
  reads: all.flatMap(({ reads }) => reads), writes: all.flatMap(({ writes }) => writes),
});

/** The work of one shader, before it is decided whether other work shares its dispatch. */
export interface Work extends Touched {
  readonly kind: "loop" | "tile";
  /** The element type that the arena is declared with. */
  readonly element: Element;
  /** The definitions of the functions that it calls. */
  readonly functions: readonly string[];
  /** The threads of a workgroup, along x and y. */
  readonly size: readonly [number, number];
  /** The variables in shared memory, one line for each. */
  readonly declarations: string;
  /** Statements, with the variables `group`, `thread` (the position in the workgroup) and `local` (the same as x and y). */
  readonly body: string;
  readonly workgroups: readonly [number, number, number];
  /** Works with the same symbol write different elements of one storage. */
  readonly whole?: symbol;
}

/** The maximum number of workgroups in each direction on every device. */
export const MAX_WORKGROUPS = 65535;

/**
 * Returns the size of a dispatch with this many workgroups, which may be too many for one direction, and the expression of a
 * workgroup's linear index.
 */
export function linear(count: number): [workgroups: [number, number, number], index: string] {
  if (count <= MAX_WORKGROUPS) return [[count, 1, 1], "group.x"];
  const rows = Math.ceil(count / MAX_WORKGROUPS);
  const columns = Math.ceil(count / rows);
  return [[columns, rows, 1], `(group.y * ${u32(columns)} + group.x)`];
}
