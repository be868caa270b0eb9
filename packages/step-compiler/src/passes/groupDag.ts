/**
 * The dependence graph of groups of tasks, with a topological order that is maintained as groups are merged. Two groups can be
 * merged if no third one lies on a path between them, since the merged graph would have a cycle. `fuse.ts` decides which are
 * merged.
 */

/** A group is identified by its initial position; a merged group by that of the later of the two. */
export type GroupId = number;

/** One group has to run before another. */
export interface Edge {
  readonly from: GroupId;
  readonly to: GroupId;
  /**
   * True if each point of the second group reads only results of the same point of the first: then one loop can compute both.
   */
  readonly pointwise: boolean;
}

export type GroupDag = ReturnType<typeof createGroupDag>;

/** Creates the graph. Throws if the edges have a cycle. */
export function createGroupDag(groups: number, edges: readonly Edge[]) {
  const after = Array.from({ length: groups }, () => new Map<GroupId, boolean>());
  const before = Array.from({ length: groups }, () => new Set<GroupId>());
  const link = (from: GroupId, to: GroupId, pointwise: boolean) => {
    after[from]!.set(to, pointwise && (after[from]!.get(to) ?? true));
    before[to]!.add(from);
  };
  for (const { from, to, pointwise } of edges) if (from !== to) link(from, to, pointwise);

  /** The topological order. A merged group leaves a gap, so that few others have to move. */
  const places: (GroupId | undefined)[] = sorted(after, before);
  const position: number[] = [];
  places.forEach((group, at) => (position[group!] = at));

  /** For each group, the last search that reached it. */
  const reachedBy: number[] = after.map(() => 0);
  let searches = 0;
  /**
   * Returns the groups between the two that depend on the first; undefined if the second depends on any of them, which is a
   * cycle.
   */
  const dependentsBetween = (first: GroupId, second: GroupId): GroupId[] | undefined => {
    const end = position[second]!;
    searches++;
    const found: GroupId[] = [];
    const open = [first];
    for (let group = open.pop(); group !== undefined; group = open.pop()) {
      for (const next of after[group]!.keys()) {
        if (next === second && group !== first) return undefined;
        // A group that runs later than the second cannot lead back to it.
        if (position[next]! >= end || reachedBy[next] === searches) continue;
        reachedBy[next] = searches;
        found.push(next);
        open.push(next);
      }
    }
    return found;
  };

  /** Moves the groups that the last search found behind a later one. */
  const delay = (found: readonly GroupId[], behind: GroupId) => {
    const [start, end] = [Math.min(...found.map((group) => position[group]!)), position[behind]!];
    const passed = places.slice(start, end).filter((group) => group !== undefined);
    const isDelayed = (group: GroupId) => reachedBy[group] === searches;
    places.fill(undefined, start, end + 1);
    [...passed.filter((group) => !isDelayed(group)), behind, ...passed.filter(isDelayed)].forEach((group, at) => {
      places[start + at] = group;
      position[group] = start + at;
    });
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
    /** Returns the groups in order. */
    order: (): GroupId[] => places.filter((group) => group !== undefined),
    /** Returns a number that increases along the order. */
    positionOf: (group: GroupId): number => position[group]!,
    /** Returns the groups that have to run before another. */
    before: (group: GroupId): ReadonlySet<GroupId> => before[group]!,
    /**
     * Merges two groups into the later one and returns it, so that the other one no longer exists; undefined if they cannot be
     * merged.
     */
    join(a: GroupId, b: GroupId): GroupId | undefined {
      const [first, second] = position[a]! < position[b]! ? [a, b] : [b, a];
      if (after[first]!.get(second) === false) return undefined;
      const between = dependentsBetween(first, second);
      if (!between) return undefined;
      if (between.length > 0) delay(between, second);
      places[position[first]!] = undefined;
      merge(first, second);
      return second;
    },
  };
}

/** Sorts topologically, keeping the initial order as far as the edges allow. */
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
