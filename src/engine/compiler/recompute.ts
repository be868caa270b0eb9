/**
 * Which values of loops are kept in memory for other kernels. A value that follows from kept ones in a few cheap
 * operations, such as the mask of a ReLU, is not: each kernel that reads it computes it again.
 */
import { compose, cutsOf, elementsOf, keyOf, pointsOf, refine, type Cuts, type Walk } from "./access";
import type { Group } from "./fuse";
import type { MapFunction } from "./graph";
import { operandsOf, valuesRead, type Operand, type Task, type TaskId, type ValueId, type Work } from "./work";

const CHEAP: ReadonlySet<MapFunction> = new Set(["neg", "abs", "add", "sub", "mul", "max", "min", "step", "equal"]);

/** More operations than this cost more than loading the result; so does a second array that has to be loaded for it. */
const MOST_OPERATIONS = 4;
const MOST_LOADS = 1;
/** The same where a value is read repeatedly: each time costs the operations again. */
const MOST_REPEATED_OPERATIONS = 2;

export interface RecomputeOptions {
  /** Whether products may be read again: not where a product need not be written because a loop follows it at once. */
  readonly products: boolean;
}

/** The values that kernels load; others are computed wherever they are needed. */
export function storedValues(work: Work, groups: readonly Group[], { products }: RecomputeOptions): ReadonlySet<ValueId> {
  const { tasks, values } = work;
  const makers = new Map<ValueId, TaskId>(tasks.flatMap((task, id) => (task.kind === "map" ? [[task.value, id] as const] : [])));
  const groupWith = new Map(groups.flatMap((group) => group.loop.map((id) => [id, group] as const)));
  const overwritten = new Set(work.homes.values());
  const multiplied = new Set(tasks.flatMap((task) => (task.kind === "contract" ? [task.value] : [])));

  const stored = new Set<ValueId>(values.flatMap((_, value) => (makers.has(value) ? [] : [value])));
  const fixed = new Set<ValueId>([...work.outputs.values(), ...work.homes.keys()]);
  const crossing = new Map<ValueId, Reading[]>();
  for (const [id, task] of tasks.entries()) {
    if (task.kind === "contract") valuesRead(task).forEach((value) => fixed.add(value));
    const group = groupWith.get(id)!;
    for (const operand of operandsOf(task)) {
      const maker = operand.kind === "value" ? makers.get(operand.value) : undefined;
      if (operand.kind !== "value" || maker === undefined || groupWith.get(maker) === group) continue;
      crossing.set(operand.value, [...crossing.get(operand.value) ?? [], { group, walk: operand.walk }]);
    }
  }
  for (const value of fixed) if (makers.has(value)) stored.add(value);

  const readable = (value: ValueId) => stored.has(value) && !overwritten.has(value) && (products || !multiplied.has(value));
  const cuts = new Map<Group, Cuts>(groups.map((group) => [group, group.cuts]));
  const inOrderOfMaking = [...crossing].sort(([a], [b]) => makers.get(a)! - makers.get(b)!);
  for (const [value, readings] of inOrderOfMaking) {
    if (stored.has(value)) continue;
    const changed = new Map(cuts);
    const affordable = readings.every(({ group, walk }) => {
      const recipe = recipeOf(tasks, makers, readable, value, walk);
      const fitting = recipe && cutsWith(tasks, group, changed.get(group)!, recipe);
      if (fitting) changed.set(group, fitting);
      return fitting !== undefined;
    });
    if (affordable) for (const { group } of readings) cuts.set(group, changed.get(group)!);
    else stored.add(value);
  }
  return stored;
}

/** That a group reads a value which another makes. */
interface Reading { readonly group: Group; readonly walk: Walk }

type Loads = ReadonlyMap<string, Walk>;

const loadKey = (operand: Extract<Operand, { kind: "value" }>) => `${operand.value}@${keyOf(operand.walk)}`;

/** What has to be loaded to compute a value, as a walk sees it, from readable ones; nothing if that is not cheap. */
function recipeOf(
  tasks: readonly Task[], makers: ReadonlyMap<ValueId, TaskId>, readable: (value: ValueId) => boolean,
  value: ValueId, walk: Walk,
): Loads | undefined {
  const most = elementsOf(walk) === pointsOf(walk) ? MOST_OPERATIONS : MOST_REPEATED_OPERATIONS;
  const loads = new Map<string, Walk>();
  const made = new Set<string>();
  const make = (wanted: ValueId, seenBy: Walk): boolean => {
    const key = `${wanted}@${keyOf(seenBy)}`;
    if (made.has(key)) return true;
    made.add(key);
    const task = tasks[makers.get(wanted) ?? -1];
    if (task?.kind !== "map" || !CHEAP.has(task.fn) || made.size > most) return false;
    return task.args.every((arg) => {
      if (arg.kind === "number") return true;
      const seen = compose(seenBy, arg.walk);
      if (!seen) return false;
      if (!readable(arg.value)) return make(arg.value, seen);
      loads.set(loadKey({ ...arg, walk: seen }), seen);
      return true;
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
