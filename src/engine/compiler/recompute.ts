/**
 * Which values of loops are kept in memory for other kernels. A value that follows from kept ones in a few cheap
 * operations, such as the mask of a ReLU, is not: each kernel that reads it computes it again.
 */
import { cutsOf, elementsOf, isWhole, keyOf, pointsOf, refine, type Cuts, type Walk } from "./access";
import type { Group } from "./fuse";
import type { MapFunction } from "./graph";
import { operandsOf, valuesRead, type Operand, type Task, type TaskId, type ValueId, type Work } from "./work";

const CHEAP: ReadonlySet<MapFunction> = new Set(["neg", "abs", "add", "sub", "mul", "max", "min", "step", "equal"]);

/** More operations than this cost more than loading the result; so does a second array that has to be loaded for it. */
const MOST_OPERATIONS = 4;
const MOST_LOADS = 1;

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
  const crossing = new Map<ValueId, Set<Group>>();
  const fixed = new Set<ValueId>([...work.outputs.values(), ...work.homes.keys()]);
  for (const [id, task] of tasks.entries()) {
    if (task.kind === "contract") valuesRead(task).forEach((value) => fixed.add(value));
    for (const operand of operandsOf(task)) {
      if (operand.kind !== "value") continue;
      const maker = makers.get(operand.value);
      const group = groupWith.get(id)!;
      if (maker === undefined || groupWith.get(maker) === group) continue;
      if (!isWhole(operand.walk, task.points) || values[operand.value]!.size !== task.points) fixed.add(operand.value);
      else crossing.set(operand.value, (crossing.get(operand.value) ?? new Set()).add(group));
    }
  }
  for (const value of fixed) if (makers.has(value)) stored.add(value);

  const cuts = new Map<Group, Cuts>(groups.map((group) => [group, group.cuts]));
  const readable = (value: ValueId) => stored.has(value) && !overwritten.has(value) && (products || !multiplied.has(value));
  const inOrderOfMaking = [...crossing].sort(([a], [b]) => makers.get(a)! - makers.get(b)!);
  for (const [value, readers] of inOrderOfMaking) {
    if (stored.has(value)) continue;
    const recipe = recipeOf(tasks, makers, readable, value);
    const affordable = recipe && [...readers].map((group) => cutsWith(tasks, group, cuts.get(group)!, recipe));
    if (affordable?.every((each) => each !== undefined)) [...readers].forEach((group, i) => cuts.set(group, affordable[i]!));
    else stored.add(value);
  }
  return stored;
}

type Loads = ReadonlyMap<string, Walk>;

const loadKey = (operand: Extract<Operand, { kind: "value" }>) => `${operand.value}@${keyOf(operand.walk)}`;

/** What has to be loaded to compute a value from readable ones; nothing if that is not cheap. */
function recipeOf(
  tasks: readonly Task[], makers: ReadonlyMap<ValueId, TaskId>, readable: (value: ValueId) => boolean, value: ValueId,
): Loads | undefined {
  const loads = new Map<string, Walk>();
  const made = new Set<ValueId>();
  const make = (wanted: ValueId): boolean => {
    if (made.has(wanted)) return true;
    made.add(wanted);
    const task = tasks[makers.get(wanted) ?? -1];
    if (task?.kind !== "map" || !CHEAP.has(task.fn) || made.size > MOST_OPERATIONS) return false;
    return task.args.every((arg) => {
      if (arg.kind === "number") return true;
      // What is not kept is only ever read in order.
      if (!readable(arg.value)) return make(arg.value);
      loads.set(loadKey(arg), arg.walk);
      return true;
    });
  };
  return make(value) ? loads : undefined;
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
