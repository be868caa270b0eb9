/**
 * Which tasks share a kernel. Tasks join the loop that makes what they read, if every point needs only what the same
 * point made; then loops join that read the same arrays, a loop may follow its contraction in one kernel, and at last
 * those loops join that are too small to be worth a kernel of their own.
 */
import { elementsOf, pointsOf, refine, type Cuts } from "../ir/access";
import type { Product } from "../ir/graph";
import { createSchedule, type Edge, type GroupId, type Schedule } from "./groupDag";
import { cutsOfTask, operandsOf, readsInOrder, tasksBy, valuesRead, type Task, type TaskId, type ValueId, type Work } from "../ir/tasks";

export interface FusionOptions {
  /** A loop may be run on the elements of a product as soon as they are there. */
  readonly epilogues?: boolean;
  /** Each loop reduces along one set of axes at most. */
  readonly singleReduction?: boolean;
}

/** The tasks of one kernel, in order: a loop, or a contraction and perhaps the loop that follows it. */
export interface Group {
  readonly contraction: TaskId | undefined;
  readonly loop: readonly TaskId[];
  readonly points: number;
  /** Where the loop's walks turn. */
  readonly cuts: Cuts;
}

/** Loops of so few points cost more to start than to run: they join with nothing in common but their space. */
const SMALL_LOOP = 1 << 14;

/** The groups in an order in which they may run, and which of them each one waits for. */
export interface FusedGroups {
  readonly groups: readonly Group[];
  /** By the position of a group, positions of earlier ones. */
  readonly before: readonly (readonly number[])[];
}

export function fuse(work: Work, options: FusionOptions = {}): FusedGroups {
  const { tasks } = work;
  const groups = tasks.map(groupOf);
  const homeOf = tasks.map((_, id): GroupId => id);
  const schedule = createSchedule(tasks.length, edgesOf(work));
  const fusion: Fusion = {
    work, options, groups, schedule,
    groupWith: (task) => homeOf[task]!,
    join(a, b) {
      if (a === b) return;
      const cuts = cutsTogether(fusion, groups[a]!, groups[b]!);
      const kept = cuts && schedule.join(a, b);
      if (!cuts || kept === undefined) return;
      const together = joined(groups[a]!, groups[b]!, cuts);
      groups[kept] = together;
      for (const task of together.loop) homeOf[task] = kept;
      if (together.contraction !== undefined) homeOf[together.contraction] = kept;
    },
  };
  joinProducersAndUsers(fusion);
  joinReadersOfTheSame(fusion);
  if (options.epilogues) joinEpilogues(fusion);
  joinSmallLoops(fusion);
  const order = schedule.order();
  const at = new Map(order.map((group, index) => [group, index]));
  const before = order.map((group) => Array.from(schedule.before(group), (each) => at.get(each)!));
  return { groups: order.map((group) => groups[group]!), before };
}

interface Fusion {
  readonly work: Work;
  readonly options: FusionOptions;
  readonly groups: Group[];
  readonly schedule: Schedule;
  groupWith(task: TaskId): GroupId;
  /** Makes one group of two if that is possible. */
  join(a: GroupId, b: GroupId): void;
}

function groupOf(task: Task, id: TaskId): Group {
  const contraction = task.kind === "contract" ? id : undefined;
  const cuts = cutsOfTask(task);
  if (!cuts) throw new Error("A task's walks do not fit into one space");
  return { contraction, loop: contraction === undefined ? [id] : [], points: task.points, cuts };
}

/** Whether each element of a value is made by the point of the same number. */
export function madeInOrder(task: Task): boolean {
  return task.kind === "map" || (task.kind === "contract" && task.parts.length === 1 && isInOrder(task.parts[0]!, task.points));
}

/** Whether a product's elements, rows first, lie in that order. */
export function isInOrder({ rows, columns, outOffset }: Product, size: number): boolean {
  if (outOffset !== 0) return false;
  let stride = size;
  for (const axis of [...rows, ...columns]) {
    stride /= axis.size;
    if (axis.size > 1 && axis.out !== stride) return false;
  }
  return stride === 1;
}

function edgesOf({ values, tasks, order, homes }: Work): Edge[] {
  const inOrder = (task: Task, value: ValueId) => values[value]!.size === task.points && readsInOrder(task, value);
  const writers = tasksBy(tasks, (task) => [task.value]);
  const edges: Edge[] = [];
  tasks.forEach((task, to) => {
    for (const value of valuesRead(task)) {
      for (const from of writers.get(value) ?? []) {
        edges.push({ from, to, pointwise: madeInOrder(tasks[from]!) && inOrder(task, value) });
      }
    }
  });
  // The old value of a state may be read in the loop that overwrites it, by the point that does so.
  for (const [from, to] of order) {
    const state = homes.get(tasks[to]!.value);
    edges.push({ from, to, pointwise: state !== undefined && inOrder(tasks[from]!, state) });
  }
  return edges;
}

/** Where the walks of two groups turn in one kernel, if one kernel can do them. */
function cutsTogether({ work: { tasks }, options }: Fusion, a: Group, b: Group): Cuts | undefined {
  if (a.points !== b.points) return undefined;
  if (a.contraction !== undefined && b.contraction !== undefined) return undefined;
  if (options.singleReduction && reductionsOf([...a.loop, ...b.loop].map((id) => tasks[id]!)).size > 1) return undefined;
  return refine(a.cuts, b.cuts);
}

const joined = (a: Group, b: Group, cuts: Cuts): Group => ({
  contraction: a.contraction ?? b.contraction, loop: [...a.loop, ...b.loop].sort((x, y) => x - y), points: a.points, cuts,
});

/** The sets of axes that are reduced. */
function reductionsOf(tasks: readonly Task[]): ReadonlySet<string> {
  return new Set(tasks.flatMap((task) =>
    task.kind === "reduce" ? [task.to.axes.map(({ size, stride }) => `${size}${stride === 0 ? "-" : "+"}`).join()] : []));
}

const isLoop = ({ contraction }: Group): boolean => contraction === undefined;

function joinProducersAndUsers({ work: { tasks }, groups, groupWith, join }: Fusion): void {
  const makers = new Map(tasks.flatMap((task, id) => (task.kind === "map" ? [[task.value, id] as const] : [])));
  tasks.forEach((task, id) => {
    const read = valuesRead(task).flatMap((value) => makers.get(value) ?? []);
    // The latest first: it decides where the task can run.
    for (const maker of [...read].sort((a, b) => b - a)) {
      if (isLoop(groups[groupWith(id)]!)) join(groupWith(maker), groupWith(id));
    }
  });
}

function joinReadersOfTheSame(fusion: Fusion): void {
  const { work: { tasks } } = fusion;
  const readers = tasksBy(tasks, (task) => operandsOf(task).flatMap((operand) =>
    // A bias read along the rows saves nothing when it is read once less.
    operand.kind === "value" && elementsOf(operand.walk) * 2 > pointsOf(operand.walk) ? [operand.value] : []));
  for (const reading of readers.values()) joinAll(fusion, reading);
}

function joinSmallLoops(fusion: Fusion): void {
  const bySize = new Map<number, TaskId[]>();
  fusion.work.tasks.forEach(({ points, kind }, id) => {
    if (kind === "contract" || points > SMALL_LOOP) return;
    bySize.set(points, [...(bySize.get(points) ?? []), id]);
  });
  for (const small of bySize.values()) joinAll(fusion, small);
}

/** Joins the groups of these tasks, each with those before it, as far as it goes. */
function joinAll({ groups, schedule, groupWith, join }: Fusion, tasks: readonly TaskId[]): void {
  const loops = [...new Set(tasks.map(groupWith))].filter((group) => isLoop(groups[group]!));
  const representatives = loops.sort((a, b) => schedule.positionOf(a) - schedule.positionOf(b)).map((group) => groups[group]!.loop[0]!);
  representatives.forEach((task, i) => {
    for (const earlier of representatives.slice(0, i).reverse()) join(groupWith(earlier), groupWith(task));
  });
}

function joinEpilogues({ work: { tasks }, groups, groupWith, join }: Fusion): void {
  const readers = tasksBy(tasks, valuesRead);
  // The last contraction first: a loop that adds two products can follow only the later one.
  for (let id = tasks.length - 1; id >= 0; id--) {
    const task = tasks[id]!;
    if (task.kind !== "contract" || !madeInOrder(task)) continue;
    const loops = new Set((readers.get(task.value) ?? []).map(groupWith));
    for (const loop of loops) {
      const { contraction, loop: inLoop } = groups[loop]!;
      const onlySets = inLoop.every((member) => tasks[member]!.kind !== "reduce");
      if (contraction === undefined && onlySets) join(groupWith(id), loop);
    }
  }
}
