/**
 * Decides which values computed in loops are materialised for other kernels. A value that takes a few cheap operations on
 * materialised ones, such as the mask of a ReLU, is not stored: each kernel that reads it recomputes it. Nor is a value that is
 * also copied into another, such as an image within its padding: it is read there. A value that is compared for equality is
 * always materialised, since another kernel may round it differently, and then no element would equal the maximum. Where waiting costs more
 * than arithmetic, also small values such as the scale of a batch norm are recomputed.
 */
import { compose, boundariesOf, elementsOf, isWhole, keyOf, pointsOf, refine, type Boundaries, type View } from "../ir/access";
import type { Group } from "./fuse";
import type { MapFunction } from "../ir/graph";
import { operandsOf, valuesRead, type Task, type TaskId, type ValueId, type TaskGraph } from "../ir/tasks";

const CHEAP: ReadonlySet<MapFunction> = new Set([
  "neg", "abs", "floor", "add", "sub", "mul", "max", "min", "step", "greater", "greaterEqual", "equal", "mask",
]);

/** A value that takes more operations, or that needs more additional arrays, is cheaper to load than to recompute. */
const MAX_OPERATIONS = 4;
const MAX_LOADS = 1;
/** The limit if each element is read several times: every read repeats the operations. */
const MAX_REPEATED_OPERATIONS = 2;
/** Values up to this size may take any operations, up to this number, where kernels would rather compute them than wait for them. */
const SMALL = 1024;
const MAX_OPERATIONS_OF_SMALL = 12;

export interface RematerialiseOptions {
  /**
   * True if recomputing may read products. It must not if epilogues are fused, since then products need not be stored at all.
   */
  readonly products: boolean;
  /** True if values of few elements, and products of few elements, are better read and recomputed by each kernel than waited for. */
  readonly small: boolean;
}

/**
 * Says where kernels read the values of other kernels. A value that is in neither is recomputed by each kernel that needs it.
 */
export interface Materialised {
  /** Values with a buffer of their own. */
  readonly stored: ReadonlySet<ValueId>;
  /** Values that can be read as a part of another one, once the kernel that computes them has run. */
  readonly within: ReadonlyMap<ValueId, Part>;
}

interface Part { readonly value: ValueId; readonly view: View }

/**
 * Returns the array and view to load for a view of a value; undefined if the value is not materialised, or the composed view is
 * not affine.
 */
export function sourceOf({ stored, within }: Materialised, value: ValueId, view: View): Part | undefined {
  if (stored.has(value)) return { value, view };
  const part = within.get(value);
  const seen = part && compose(view, part.view);
  return seen && { value: part.value, view: seen };
}

/** Returns which values of these groups are stored, and which can be read within another value. */
export function rematerialise(work: TaskGraph, groups: readonly Group[], { products, small }: RematerialiseOptions): Materialised {
  const { tasks, values } = work;
  const makers = new Map<ValueId, TaskId>(tasks.flatMap((task, id) => (task.kind === "map" ? [[task.value, id] as const] : [])));
  const groupWith = new Map(groups.flatMap((group) => group.loop.map((id) => [id, group] as const)));
  const overwrittenAt = positionsOfOverwriting(work, groups);
  const positionOf = new Map(groups.map((group, at) => [group, at]));
  const multiplied = new Set(tasks.flatMap((task) => (task.kind === "contract" ? [task.value] : [])));

  const stored = new Set<ValueId>(values.flatMap((_, value) => (makers.has(value) ? [] : [value])));
  const fixed = new Set<ValueId>([...work.outputs.values(), ...work.aliases.keys()]);
  const crossing = new Map<ValueId, Reading[]>();
  for (const [id, task] of tasks.entries()) {
    const isComparison = task.kind === "map" && task.fn === "equal";
    if (task.kind === "contract" || isComparison) valuesRead(task).forEach((value) => fixed.add(value));
    const group = groupWith.get(id)!;
    for (const operand of operandsOf(task)) {
      const maker = operand.kind === "value" ? makers.get(operand.value) : undefined;
      if (operand.kind !== "value" || maker === undefined || groupWith.get(maker) === group) continue;
      crossing.set(operand.value, [...crossing.get(operand.value) ?? [], { group, view: operand.view }]);
    }
  }
  for (const value of fixed) if (makers.has(value)) stored.add(value);

  const within = partsOf(tasks, makers, groupWith);
  const materialised = { stored, within };
  const isSmall = (value: ValueId) => small && values[value]!.size <= SMALL;
  const find = (reader: Group) => (value: ValueId, view: View): Part | undefined => {
    const end = overwrittenAt.get(value);
    const inTime = end === undefined || (isSmall(value) && positionOf.get(reader)! < end);
    return inTime && (products || !multiplied.has(value) || isSmall(value)) ? sourceOf(materialised, value, view) : undefined;
  };
  const boundaries = new Map<Group, Boundaries>(groups.map((group) => [group, group.boundaries]));
  const inOrderOfMaking = [...crossing].sort(([a], [b]) => makers.get(a)! - makers.get(b)!);
  for (const [value, readings] of inOrderOfMaking) {
    if (stored.has(value)) continue;
    const changed = new Map<Group, Boundaries>();
    const affordable = readings.every(({ group, view }) => {
      const limits = isSmall(value) ? { most: MAX_OPERATIONS_OF_SMALL, any: true } : limitsFor(view);
      const recipe = recipeOf(tasks, makers, find(group), { value, view }, limits);
      const fitting = recipe && boundariesWith(tasks, group, changed.get(group) ?? boundaries.get(group)!, recipe);
      if (fitting) changed.set(group, fitting);
      return fitting !== undefined;
    });
    if (affordable) for (const [group, fitting] of changed) boundaries.set(group, fitting);
    else stored.add(value);
  }
  return materialised;
}

/** Returns, for each state that is updated in place, the position of the first group that overwrites it. */
function positionsOfOverwriting({ tasks, aliases }: TaskGraph, groups: readonly Group[]): Map<ValueId, number> {
  const positions = new Map<ValueId, number>();
  groups.forEach(({ contraction, loop }, at) => {
    for (const id of contraction === undefined ? loop : [contraction, ...loop]) {
      const state = aliases.get(tasks[id]!.value);
      if (state !== undefined && !positions.has(state)) positions.set(state, at);
    }
  });
  return positions;
}

/** Returns the values that the loop which computes them also copies, whole, into another value. */
function partsOf(
  tasks: readonly Task[], makers: ReadonlyMap<ValueId, TaskId>, groupWith: ReadonlyMap<TaskId, Group>,
): Map<ValueId, Part> {
  const parts = new Map<ValueId, Part>();
  for (const [id, task] of tasks.entries()) {
    if (task.kind !== "copy" || task.arg.kind !== "value" || !isWhole(task.arg.view, task.points)) continue;
    const maker = makers.get(task.arg.value);
    if (maker === undefined || groupWith.get(maker) !== groupWith.get(id) || parts.has(task.arg.value)) continue;
    parts.set(task.arg.value, { value: task.value, view: task.to });
  }
  return parts;
}

/** A group's view of a value that another group computes. */
interface Reading { readonly group: Group; readonly view: View }

type Loads = ReadonlyMap<string, View>;

const loadKey = ({ value, view }: Part) => `${value}@${keyOf(view)}`;

/** The number of operations that recomputing a value may take; `any`: also expensive ones. */
interface Limits { readonly most: number; readonly any: boolean }

const limitsFor = (view: View): Limits =>
  ({ most: elementsOf(view) === pointsOf(view) ? MAX_OPERATIONS : MAX_REPEATED_OPERATIONS, any: false });

/** Returns the loads that recomputing a view of a value takes; undefined if that exceeds the limits. */
function recipeOf(
  tasks: readonly Task[], makers: ReadonlyMap<ValueId, TaskId>, find: (value: ValueId, view: View) => Part | undefined,
  { value, view }: Part, { most, any }: Limits,
): Loads | undefined {
  const loads = new Map<string, View>();
  const made = new Set<string>();
  const make = (wanted: ValueId, seenBy: View): boolean => {
    const source = find(wanted, seenBy);
    if (source) {
      loads.set(loadKey(source), source.view);
      return true;
    }
    const key = `${wanted}@${keyOf(seenBy)}`;
    if (made.has(key)) return true;
    made.add(key);
    const task = tasks[makers.get(wanted) ?? -1];
    if (task?.kind !== "map" || !(any || CHEAP.has(task.fn)) || made.size > most) return false;
    return task.args.every((arg) => {
      if (arg.kind === "number") return true;
      const seen = compose(seenBy, arg.view);
      return seen !== undefined && make(arg.value, seen);
    });
  };
  return make(value, view) ? loads : undefined;
}

/** Returns the dimensions of a group's loop with these loads added; undefined if they do not fit or are too many. */
function boundariesWith(tasks: readonly Task[], group: Group, boundaries: Boundaries, loads: Loads): Boundaries | undefined {
  const present = new Set(group.loop.flatMap((id) =>
    operandsOf(tasks[id]!).flatMap((operand) => (operand.kind === "value" ? [loadKey(operand)] : []))));
  const added = [...loads].filter(([key]) => !present.has(key)).map(([, view]) => view);
  const large = added.filter((view) => elementsOf(view) * 2 > pointsOf(view));
  if (large.length > MAX_LOADS) return undefined;
  return added.reduce<Boundaries | undefined>((all, view) => all && refine(all, boundariesOf(view)), boundaries);
}
