/**
 * Groups of tasks in an order in which they can run one after the other. Groups are joined, where nothing that has to
 * run between them stands in the way; what is joined, and why, is decided elsewhere.
 */

/** The position a group had at the start; after a join, that of the second of the two. */
export type GroupId = number;

/** One group has to run before another. */
export interface Edge {
  readonly from: GroupId;
  readonly to: GroupId;
  /** Whether it is enough, in one kernel, that each point does its part of the first before its part of the second. */
  readonly pointwise: boolean;
}

export interface Schedule {
  /** The groups, in order. */
  order(): GroupId[];
  /** Grows along the order. */
  positionOf(group: GroupId): number;
  /** The groups that have to run before another. */
  before(group: GroupId): ReadonlySet<GroupId>;
  /** Joins two groups into the one that stands later and says whether it could: `a` is gone then, or `b`. */
  join(a: GroupId, b: GroupId): GroupId | undefined;
}

/** Throws when the edges run in a circle. */
export function createSchedule(groups: number, edges: readonly Edge[]): Schedule {
  const after = Array.from({ length: groups }, () => new Map<GroupId, boolean>());
  const before = Array.from({ length: groups }, () => new Set<GroupId>());
  const link = (from: GroupId, to: GroupId, pointwise: boolean) => {
    after[from]!.set(to, pointwise && (after[from]!.get(to) ?? true));
    before[to]!.add(from);
  };
  for (const { from, to, pointwise } of edges) if (from !== to) link(from, to, pointwise);

  /** Groups in order. Those that are gone leave an empty place, so that a join moves no group but those between the two. */
  const places: (GroupId | undefined)[] = sorted(after, before);
  const position: number[] = [];
  places.forEach((group, at) => (position[group!] = at));

  /** For each group, the last search that came across it. */
  const reachedBy: number[] = after.map(() => 0);
  let searches = 0;
  /** Searches for what runs between the two and needs the first. Says whether the second needs none of these. */
  const canMeet = (first: GroupId, second: GroupId): boolean => {
    const end = position[second]!;
    searches++;
    const open = [first];
    for (let group = open.pop(); group !== undefined; group = open.pop()) {
      for (const next of after[group]!.keys()) {
        if (next === second && group !== first) return false;
        // Nothing that runs later leads back to the second.
        if (position[next]! >= end || reachedBy[next] === searches) continue;
        reachedBy[next] = searches;
        open.push(next);
      }
    }
    return true;
  };

  const merge = (first: GroupId, second: GroupId) => {
    for (const [next, pointwise] of after[first]!) {
      before[next]!.delete(first);
      if (next !== second) link(second, next, pointwise);
    }
    for (const previous of before[first]!) {
      const pointwise = after[previous]!.get(first)!;
      after[previous]!.delete(first);
      link(previous, second, pointwise);
    }
    after[first]!.clear();
    before[first]!.clear();
  };

  return {
    order: () => places.filter((group) => group !== undefined),
    positionOf: (group) => position[group]!,
    before: (group) => before[group]!,
    join(a, b) {
      const [first, second] = position[a]! < position[b]! ? [a, b] : [b, a];
      if (after[first]!.get(second) === false) return undefined;
      if (!canMeet(first, second)) return undefined;
      const isDelayed = (group: GroupId) => reachedBy[group] === searches;
      const [start, end] = [position[first]!, position[second]!];
      const between = places.slice(start + 1, end).filter((group) => group !== undefined);
      places.fill(undefined, start, end + 1);
      [...between.filter((group) => !isDelayed(group)), second, ...between.filter(isDelayed)].forEach((group, at) => {
        places[start + at] = group;
        position[group] = start + at;
      });
      merge(first, second);
      return second;
    },
  };
}

/** The order they come in, except where an edge wants another. */
function sorted(after: readonly ReadonlyMap<GroupId, boolean>[], before: readonly ReadonlySet<GroupId>[]): GroupId[] {
  const order: GroupId[] = [];
  const state = before.map(() => "new" as "new" | "open" | "done");
  const visit = (group: GroupId): void => {
    if (state[group] === "done") return;
    if (state[group] === "open") throw new Error("The tasks wait for each other in a circle");
    state[group] = "open";
    for (const previous of [...before[group]!].sort((a, b) => a - b)) visit(previous);
    state[group] = "done";
    order.push(group);
  };
  after.forEach((_, group) => visit(group));
  return order;
}
