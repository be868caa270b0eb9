/**
 * Which values of loops are kept in memory for other kernels. A value that follows from kept ones in a few cheap
 * operations, such as the mask of a ReLU, is not: each kernel that reads it computes it again. Nor is one that lies in
 * memory already as a part of another, such as a picture within its padding. What is compared for equality is kept: computed
 * again by another kernel, it may be rounded otherwise, and no element would be the largest of them.
 */
import { compose, cutsOf, elementsOf, isWhole, keyOf, pointsOf, refine, type Cuts, type Walk } from "../ir/access";
import type { Group } from "./fuse";
import type { MapFunction } from "../ir/graph";
import { operandsOf, valuesRead, type Task, type TaskId, type ValueId, type Work } from "../ir/tasks";

const CHEAP: ReadonlySet<MapFunction> = new Set([
  "neg", "abs", "add", "sub", "mul", "max", "min", "step", "greater", "greaterEqual", "equal",
]);

/** More operations than this cost more than loading the result; so does a second array that has to be loaded for it. */
const MOST_OPERATIONS = 4;
const MOST_LOADS = 1;
/** The same where a value is read repeatedly: each time costs the operations again. */
const MOST_REPEATED_OPERATIONS = 2;

export interface RecomputeOptions {
  /** Whether products may be read again: not where a product need not be written because a loop follows it at once. */
  readonly products: boolean;
}

/** Where kernels find values that other kernels make. What is found nowhere is computed wherever it is needed. */
export interface Kept {
  /** Values with a storage of their own. */
  readonly stored: ReadonlySet<ValueId>;
  /** Where else all of a value lies, in order, from the kernel on that makes it. */
  readonly within: ReadonlyMap<ValueId, Part>;
}

interface Part { readonly value: ValueId; readonly walk: Walk }

/** What to load for a value as a walk sees it; nothing if it is kept nowhere, or cannot be seen so where it is. */
export function sourceOf({ stored, within }: Kept, value: ValueId, walk: Walk): Part | undefined {
  if (stored.has(value)) return { value, walk };
  const part = within.get(value);
  const seen = part && compose(walk, part.walk);
  return seen && { value: part.value, walk: seen };
}

export function rematerialise(work: Work, groups: readonly Group[], { products }: RecomputeOptions): Kept {
  const { tasks, values } = work;
  const makers = new Map<ValueId, TaskId>(tasks.flatMap((task, id) => (task.kind === "map" ? [[task.value, id] as const] : [])));
  const groupWith = new Map(groups.flatMap((group) => group.loop.map((id) => [id, group] as const)));
  const overwritten = new Set(work.homes.values());
  const multiplied = new Set(tasks.flatMap((task) => (task.kind === "contract" ? [task.value] : [])));

  const stored = new Set<ValueId>(values.flatMap((_, value) => (makers.has(value) ? [] : [value])));
  const fixed = new Set<ValueId>([...work.outputs.values(), ...work.homes.keys()]);
  const crossing = new Map<ValueId, Reading[]>();
  for (const [id, task] of tasks.entries()) {
    const isComparison = task.kind === "map" && task.fn === "equal";
    if (task.kind === "contract" || isComparison) valuesRead(task).forEach((value) => fixed.add(value));
    const group = groupWith.get(id)!;
    for (const operand of operandsOf(task)) {
      const maker = operand.kind === "value" ? makers.get(operand.value) : undefined;
      if (operand.kind !== "value" || maker === undefined || groupWith.get(maker) === group) continue;
      crossing.set(operand.value, [...crossing.get(operand.value) ?? [], { group, walk: operand.walk }]);
    }
  }
  for (const value of fixed) if (makers.has(value)) stored.add(value);

  const within = partsOf(tasks, makers, groupWith);
  const kept = { stored, within };
  const find = (value: ValueId, walk: Walk): Part | undefined =>
    overwritten.has(value) || (!products && multiplied.has(value)) ? undefined : sourceOf(kept, value, walk);
  const cuts = new Map<Group, Cuts>(groups.map((group) => [group, group.cuts]));
  const inOrderOfMaking = [...crossing].sort(([a], [b]) => makers.get(a)! - makers.get(b)!);
  for (const [value, readings] of inOrderOfMaking) {
    if (stored.has(value)) continue;
    const changed = new Map<Group, Cuts>();
    const affordable = readings.every(({ group, walk }) => {
      const recipe = recipeOf(tasks, makers, find, value, walk);
      const fitting = recipe && cutsWith(tasks, group, changed.get(group) ?? cuts.get(group)!, recipe);
      if (fitting) changed.set(group, fitting);
      return fitting !== undefined;
    });
    if (affordable) for (const [group, fitting] of changed) cuts.set(group, fitting);
    else stored.add(value);
  }
  return kept;
}

/** Values that the loop which makes them also places, whole, in another. */
function partsOf(
  tasks: readonly Task[], makers: ReadonlyMap<ValueId, TaskId>, groupWith: ReadonlyMap<TaskId, Group>,
): Map<ValueId, Part> {
  const parts = new Map<ValueId, Part>();
  for (const [id, task] of tasks.entries()) {
    if (task.kind !== "place" || task.arg.kind !== "value" || !isWhole(task.arg.walk, task.points)) continue;
    const maker = makers.get(task.arg.value);
    if (maker === undefined || groupWith.get(maker) !== groupWith.get(id) || parts.has(task.arg.value)) continue;
    parts.set(task.arg.value, { value: task.value, walk: task.to });
  }
  return parts;
}

/** That a group reads a value which another makes. */
interface Reading { readonly group: Group; readonly walk: Walk }

type Loads = ReadonlyMap<string, Walk>;

const loadKey = ({ value, walk }: Part) => `${value}@${keyOf(walk)}`;

/** What has to be loaded to compute a value, as a walk sees it, from readable ones; nothing if that is not cheap. */
function recipeOf(
  tasks: readonly Task[], makers: ReadonlyMap<ValueId, TaskId>, find: (value: ValueId, walk: Walk) => Part | undefined,
  value: ValueId, walk: Walk,
): Loads | undefined {
  const most = elementsOf(walk) === pointsOf(walk) ? MOST_OPERATIONS : MOST_REPEATED_OPERATIONS;
  const loads = new Map<string, Walk>();
  const made = new Set<string>();
  const make = (wanted: ValueId, seenBy: Walk): boolean => {
    const source = find(wanted, seenBy);
    if (source) {
      loads.set(loadKey(source), source.walk);
      return true;
    }
    const key = `${wanted}@${keyOf(seenBy)}`;
    if (made.has(key)) return true;
    made.add(key);
    const task = tasks[makers.get(wanted) ?? -1];
    if (task?.kind !== "map" || !CHEAP.has(task.fn) || made.size > most) return false;
    return task.args.every((arg) => {
      if (arg.kind === "number") return true;
      const seen = compose(seenBy, arg.walk);
      return seen !== undefined && make(arg.value, seen);
    });
  };
  return make(value, walk) ? loads : undefined;
}

/** Where a group's walks turn with these loads among them; nothing if they do not fit or are too many. */
function cutsWith(tasks: readonly Task[], group: Group, cuts: Cuts, loads: Loads): Cuts | undefined {
  const present = new Set(group.loop.flatMap((id) =>
    operandsOf(tasks[id]!).flatMap((operand) => (operand.kind === "value" ? [loadKey(operand)] : []))));
  const added = [...loads].filter(([key]) => !present.has(key)).map(([, walk]) => walk);
  const large = added.filter((walk) => elementsOf(walk) * 2 > pointsOf(walk));
  if (large.length > MOST_LOADS) return undefined;
  return added.reduce<Cuts | undefined>((all, walk) => all && refine(all, cutsOf(walk)), cuts);
}
