/**
 * Decides the order in which groups run: list scheduling for low peak memory. A group that frees more than it allocates, such
 * as the update of a weight from its gradient, runs as soon as its dependences allow, while its operands are still in the
 * cache.
 */
import type { FusedGroups, Group } from "./fuse";
import { tasksBy, valuesRead, type ValueId, type TaskGraph } from "../ir/tasks";

/** Returns the groups in their order, except that those that free memory are moved forward. */
export function schedule(work: TaskGraph, { groups, before }: FusedGroups): Group[] {
  const { values, tasks, inputs, outputs, aliases } = work;
  const lasting = new Set<ValueId>([
    ...inputs.values(), ...outputs.values(), ...aliases.keys(), ...values.flatMap(({ initial }, value) => (initial === undefined ? [] : [value])),
  ]);
  const groupOf = new Map(groups.flatMap((group, at) =>
    [...group.loop, ...(group.contraction === undefined ? [] : [group.contraction])].map((task) => [task, at] as const)));
  const groupsBy = (pick: (task: (typeof tasks)[number]) => readonly ValueId[]) =>
    new Map([...tasksBy(tasks, pick)].map(([value, ids]) => [value, new Set(ids.map((id) => groupOf.get(id)!))] as const));
  const writers = groupsBy((task) => [task.value]);
  const readers = groupsBy(valuesRead);

  /** The pending readers of each value that occupies memory between groups. */
  const waiting = new Map<ValueId, Set<number>>();
  const touched = groups.map(() => ({ made: [] as ValueId[], read: [] as ValueId[] }));
  for (const [value, by] of writers) {
    const outside = [...readers.get(value) ?? []].filter((reader) => by.size > 1 || !by.has(reader));
    if (lasting.has(value) || outside.length === 0) continue;
    waiting.set(value, new Set(outside));
    for (const writer of by) touched[writer]!.made.push(value);
    for (const reader of outside) touched[reader]!.read.push(value);
  }
  const begun = new Set<ValueId>();
  const growth = (group: number): number => {
    const { made, read } = touched[group]!;
    const taken = made.reduce((sum, value) => sum + (begun.has(value) ? 0 : values[value]!.size), 0);
    return read.reduce((sum, value) => sum - (waiting.get(value)!.size === 1 ? values[value]!.size : 0), taken);
  };

  const blockers = before.map((earlier) => earlier.length);
  const followers = groups.map(() => [] as number[]);
  before.forEach((earlier, group) => earlier.forEach((each) => followers[each]!.push(group)));
  const ready = new Set(blockers.flatMap((count, group) => (count === 0 ? [group] : [])));
  const order: Group[] = [];
  while (ready.size > 0) {
    const inOrder = [...ready].sort((a, b) => a - b);
    const next = inOrder.find((group) => growth(group) < 0) ?? inOrder[0]!;
    ready.delete(next);
    order.push(groups[next]!);
    for (const value of touched[next]!.made) begun.add(value);
    for (const value of touched[next]!.read) waiting.get(value)!.delete(next);
    for (const follower of followers[next]!) {
      blockers[follower]!--;
      if (blockers[follower] === 0) ready.add(follower);
    }
  }
  return order;
}
