/**
 * Decides which tasks share a kernel, in this order: a task joins the loop that computes its operands if each point reads only
 * results of the same point (producer-consumer fusion); loops that read the same arrays are joined (sibling fusion);
 * elementwise loops become epilogues of contractions; and small loops are joined to save kernels, unless kernels run side by side.
 */
import { elementsOf, pointsOf, refine, type Boundaries } from "../ir/access";
import { createGroupDag, type Edge, type GroupId, type GroupDag } from "./groupDag";
import { boundariesOfTask, operandsOf, readsInOrder, tasksBy, valuesRead, type Task, type TaskId, type ValueId, type TaskGraph } from "../ir/tasks";

export interface FusionOptions {
  /** True if an elementwise loop may be fused into the contraction whose result it reads. */
  readonly epilogues?: boolean;
  /** True if no kernel may reduce along two different sets of axes. */
  readonly singleReduction?: boolean;
  /**
   * True if the back end runs independent kernels side by side and a kernel that waits for another one costs more than its arithmetic.
   * Then loops are not joined for being small, because the joined loop would wait for the operands of both; and a loop becomes the epilogue
   * of a contraction before a reduction joins it, because what reads the loop's result need not wait for the reduction.
   */
  readonly sideBySide?: boolean;
}

/** The tasks of one kernel, in order: a loop, or a contraction and perhaps the loop that follows it. */
export interface Group {
  readonly contraction: TaskId | undefined;
  readonly loop: readonly TaskId[];
  readonly points: number;
  /** The dimensions that the loop's views need. */
  readonly boundaries: Boundaries;
}

/** Smaller loops cost more to start than to run: they are joined even if they share no operand. */
const SMALL_LOOP = 1 << 14;

/** The groups in a valid order, with the dependences among them. */
export interface FusedGroups {
  readonly groups: readonly Group[];
  /** For each group, the positions of the earlier groups that it depends on. */
  readonly before: readonly (readonly number[])[];
}

/** Groups tasks into kernels; `options` says what the back end supports. */
export function fuse(work: TaskGraph, options: FusionOptions = {}): FusedGroups {
  const { tasks } = work;
  const groups = tasks.map(groupOf);
  const groupOfTask = tasks.map((_, id): GroupId => id);
  const dag = createGroupDag(tasks.length, edgesOf(work));
  const fusion: Fusion = {
    work, options, groups, dag,
    groupWith: (task) => groupOfTask[task]!,
    join(a, b) {
      if (a === b) return;
      const boundaries = commonBoundaries(fusion, groups[a]!, groups[b]!);
      const survivor = boundaries && dag.join(a, b);
      if (!boundaries || survivor === undefined) return;
      const merged = joined(groups[a]!, groups[b]!, boundaries);
      groups[survivor] = merged;
      for (const task of merged.loop) groupOfTask[task] = survivor;
      if (merged.contraction !== undefined) groupOfTask[merged.contraction] = survivor;
    },
  };
  if (options.sideBySide) {
    joinProducersAndUsers(fusion, (task) => task.kind !== "reduce");
    joinEpilogues(fusion);
  }
  joinProducersAndUsers(fusion);
  joinReadersOfTheSame(fusion);
  if (options.epilogues) joinEpilogues(fusion);
  if (!options.sideBySide) joinSmallLoops(fusion);
  const order = dag.order();
  const at = new Map(order.map((group, index) => [group, index]));
  const before = order.map((group) => Array.from(dag.before(group), (each) => at.get(each)!));
  return { groups: order.map((group) => groups[group]!), before };
}

interface Fusion {
  readonly work: TaskGraph;
  readonly options: FusionOptions;
  readonly groups: Group[];
  readonly dag: GroupDag;
  groupWith(task: TaskId): GroupId;
  /** Merges two groups if that is possible. */
  join(a: GroupId, b: GroupId): void;
}

function groupOf(task: Task, id: TaskId): Group {
  const contraction = task.kind === "contract" ? id : undefined;
  const boundaries = boundariesOfTask(task);
  if (!boundaries) throw new Error("A task's views do not fit into one space");
  return { contraction, loop: contraction === undefined ? [id] : [], points: task.points, boundaries };
}

/** Returns whether the value has one element for each point of its task. */
const hasElementForEachPoint = ({ kind }: Task): boolean => kind === "map" || kind === "contract";

function edgesOf({ values, tasks, order, aliases }: TaskGraph): Edge[] {
  const inOrder = (task: Task, value: ValueId) => values[value]!.size === task.points && readsInOrder(task, value);
  const writers = tasksBy(tasks, (task) => [task.value]);
  const edges: Edge[] = [];
  tasks.forEach((task, to) => {
    for (const value of valuesRead(task)) {
      for (const from of writers.get(value) ?? []) {
        edges.push({ from, to, pointwise: hasElementForEachPoint(tasks[from]!) && inOrder(task, value) });
      }
    }
  });
  // The old value of a state may be read in the loop that overwrites it, by the same point.
  for (const [from, to] of order) {
    const state = aliases.get(tasks[to]!.value);
    edges.push({ from, to, pointwise: state !== undefined && inOrder(tasks[from]!, state) });
  }
  return edges;
}

/** Returns the dimensions of a kernel that runs both groups; undefined if one kernel cannot. */
function commonBoundaries({ work: { tasks }, options }: Fusion, a: Group, b: Group): Boundaries | undefined {
  if (a.points !== b.points) return undefined;
  if (a.contraction !== undefined && b.contraction !== undefined) return undefined;
  if (options.singleReduction && reductionsOf([...a.loop, ...b.loop].map((id) => tasks[id]!)).size > 1) return undefined;
  return refine(a.boundaries, b.boundaries);
}

const joined = (a: Group, b: Group, boundaries: Boundaries): Group => ({
  contraction: a.contraction ?? b.contraction, loop: [...a.loop, ...b.loop].sort((x, y) => x - y), points: a.points, boundaries,
});

/** Returns the sets of axes that these tasks reduce along. */
function reductionsOf(tasks: readonly Task[]): ReadonlySet<string> {
  return new Set(tasks.flatMap((task) =>
    task.kind === "reduce" ? [task.to.axes.map(({ size, stride }) => `${size}${stride === 0 ? "-" : "+"}`).join()] : []));
}

const isLoop = ({ contraction }: Group): boolean => contraction === undefined;

function joinProducersAndUsers({ work: { tasks }, groups, groupWith, join }: Fusion, isUser: (task: Task) => boolean = () => true): void {
  const makers = new Map(tasks.flatMap((task, id) => (task.kind === "map" ? [[task.value, id] as const] : [])));
  tasks.forEach((task, id) => {
    if (!isUser(task)) return;
    const read = valuesRead(task).flatMap((value) => makers.get(value) ?? []);
    // The latest producer comes first: the task cannot run before it.
    for (const maker of [...read].sort((a, b) => b - a)) {
      const [producer, user] = [groupWith(maker), groupWith(id)];
      if (isLoop(groups[user]!) && (isLoop(groups[producer]!) || task.kind !== "reduce")) join(producer, user);
    }
  });
}

function joinReadersOfTheSame(fusion: Fusion): void {
  const { work: { tasks } } = fusion;
  const readers = tasksBy(tasks, (task) => operandsOf(task).flatMap((operand) =>
    // Only operands as large as the loop count: reading a broadcast bias once less saves nothing.
    operand.kind === "value" && elementsOf(operand.view) * 2 > pointsOf(operand.view) ? [operand.value] : []));
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

/** Joins the groups of these tasks, each with the ones before it, as far as possible. */
function joinAll({ groups, dag, groupWith, join }: Fusion, tasks: readonly TaskId[]): void {
  const loops = [...new Set(tasks.map(groupWith))].filter((group) => isLoop(groups[group]!));
  const representatives = loops.sort((a, b) => dag.positionOf(a) - dag.positionOf(b)).map((group) => groups[group]!.loop[0]!);
  representatives.forEach((task, i) => {
    for (const earlier of representatives.slice(0, i).reverse()) join(groupWith(earlier), groupWith(task));
  });
}

function joinEpilogues({ work: { tasks }, groups, groupWith, join }: Fusion): void {
  const readers = tasksBy(tasks, valuesRead);
  // The last contraction comes first: a loop that adds two products can follow only the later one.
  for (let id = tasks.length - 1; id >= 0; id--) {
    const task = tasks[id]!;
    if (task.kind !== "contract") continue;
    const loops = new Set((readers.get(task.value) ?? []).map(groupWith));
    for (const loop of loops) {
      const { contraction, loop: inLoop } = groups[loop]!;
      const onlySets = inLoop.every((member) => tasks[member]!.kind !== "reduce");
      if (contraction === undefined && onlySets) join(groupWith(id), loop);
    }
  }
}
