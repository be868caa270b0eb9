import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createGroupDag, type Edge, type GroupId } from "./groupDag";

const edge = (from: GroupId, to: GroupId, pointwise = true): Edge => ({ from, to, pointwise });
const beforeOf = (dag: ReturnType<typeof createGroupDag>, group: GroupId) => [...dag.before(group)].sort((a, b) => a - b);

describe("the order of groups", () => {
  it("is the one they come in, except where an edge wants another", () => {
    expect(createGroupDag(3, []).order()).toEqual([0, 1, 2]);
    expect(createGroupDag(4, [edge(3, 1), edge(2, 1)]).order()).toEqual([0, 2, 3, 1]);
    const dag = createGroupDag(3, [edge(2, 0), edge(1, 1)]);
    expect(dag.order()).toEqual([2, 0, 1]);
    expect([0, 1, 2].map(dag.positionOf)).toEqual([1, 2, 0]);
    expect([0, 1, 2].map((group) => beforeOf(dag, group))).toEqual([[2], [], []]);
  });

  it("does not exist where groups wait for each other", () => {
    expect(() => createGroupDag(3, [edge(0, 1), edge(1, 2), edge(2, 0)])).toThrow("circle");
  });
});

describe("two groups", () => {
  it("are joined into the later one, whichever is named first", () => {
    for (const [a, b] of [[0, 2], [2, 0]] as const) {
      const dag = createGroupDag(3, []);
      expect(dag.join(a, b)).toBe(2);
      expect(dag.order()).toEqual([1, 2]);
    }
  });

  it("are joined where each point reads only its own, and not otherwise", () => {
    expect(createGroupDag(2, [edge(0, 1)]).join(0, 1)).toBe(1);
    for (const edges of [[edge(0, 1, false)], [edge(0, 1), edge(0, 1, false)], [edge(0, 1, false), edge(0, 1)]]) {
      const dag = createGroupDag(2, edges);
      expect(dag.join(0, 1)).toBeUndefined();
      expect(dag.order()).toEqual([0, 1]);
    }
  });

  it("are not joined around a third that lies between them", () => {
    const dag = createGroupDag(3, [edge(0, 1), edge(1, 2), edge(0, 2)]);
    expect(dag.join(0, 2)).toBeUndefined();
    expect(dag.join(0, 1)).toBe(1);
    expect(dag.join(1, 2)).toBe(2);
    expect([dag.order(), beforeOf(dag, 2)]).toEqual([[2], []]);
  });

  it("hand their edges on, and what depends on the first runs after the second", () => {
    const dag = createGroupDag(5, [edge(0, 1), edge(1, 2, false), edge(1, 3), edge(3, 4)]);
    expect(dag.join(1, 4)).toBeUndefined(); // by way of 3
    const other = createGroupDag(5, [edge(0, 1), edge(1, 2, false), edge(1, 3), edge(0, 4)]);
    expect(other.join(1, 4)).toBe(4);
    expect(other.order()).toEqual([0, 4, 2, 3]);
    expect([2, 3, 4].map((group) => beforeOf(other, group))).toEqual([[4], [4], [0]]);
    expect([other.join(4, 2), other.join(4, 3)]).toEqual([undefined, 3]); // as between 1 and 2, and 1 and 3
    expect(other.order()).toEqual([0, 3, 2]);
  });
});

it("any joins are allowed exactly where one kernel can do both, and leave an order in which everything can run", () => {
  const size = 9;
  const pairs = fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1), fc.boolean()), { maxLength: 14 });
  const joins = fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 12 });
  fc.assert(fc.property(pairs, joins, (drawn, wanted) => {
    // Edges lead from smaller to larger numbers, so that there is no cycle.
    const edges = drawn.filter(([a, b]) => a !== b).map(([a, b, pointwise]) => edge(Math.min(a, b), Math.max(a, b), pointwise));
    const dag = createGroupDag(size, edges);
    /** The group that each of the original groups belongs to now. */
    const groupOf = Array.from({ length: size }, (_, group) => group);
    const successors = (group: GroupId) => new Set(edges.filter(({ from }) => groupOf[from] === group).map(({ to }) => groupOf[to]!).filter((next) => next !== group));
    const leads = (from: GroupId, to: GroupId): boolean => [...successors(from)].some((next) => next === to || leads(next, to));
    const aroundThird = (from: GroupId, to: GroupId) => [...successors(from)].some((next) => next !== to && leads(next, to));
    for (const [first, second] of wanted) {
      const [a, b] = [groupOf[first]!, groupOf[second]!];
      if (a === b) continue;
      const apart = edges.some(({ from, to, pointwise }) => !pointwise && [groupOf[from], groupOf[to]].includes(a) && [groupOf[from], groupOf[to]].includes(b) && groupOf[from] !== groupOf[to]);
      const possible = !apart && !aroundThird(a, b) && !aroundThird(b, a);
      const joined = dag.join(a, b);
      expect(joined !== undefined).toBe(possible);
      if (joined !== undefined) groupOf.forEach((group, i) => { if (group === a || group === b) groupOf[i] = joined; });

      const order = dag.order();
      expect([...order].sort((x, y) => x - y)).toEqual([...new Set(groupOf)].sort((x, y) => x - y));
      expect(order.map(dag.positionOf)).toEqual(order.map(dag.positionOf).sort((x, y) => x - y));
      for (const group of order) {
        const earlier = order.filter((other) => successors(other).has(group));
        expect(beforeOf(dag, group)).toEqual(earlier.sort((x, y) => x - y));
        for (const other of earlier) expect(dag.positionOf(other)).toBeLessThan(dag.positionOf(group));
      }
    }
  }), { seed: 3, numRuns: 60 });
});
