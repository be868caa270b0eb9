/**
 * Decides which work runs side by side on a GPU, where a dispatch waits for the whole previous one: list scheduling into
 * stages, one dispatch each. Temporary values of a plan share memory as if kernels ran one after the other; here they are laid
 * out again, by the stages in which they are in use.
 */
import { aligned, bestFit, shareByKey } from "../ir/bestFit";
import type { Lifetime } from "../ir/lifetimes";
import type { Plan, Storage } from "../ir/plan";
import { keyOf } from "./dispatch";
import type { Work } from "./points";
import { withMovedMarks } from "./text";

/** Data for the arena; offset and size are in elements. */
export interface PlacedConstant {
  readonly offset: number;
  readonly size: number;
  /** A number fills all elements. */
  readonly data: number | Float32Array;
}

/**
 * Distributes a plan's work over stages. `worksOf` returns the work in order; `allocate` reserves memory between the shaders of a
 * kernel.
 */
export function inStages(
  plan: Plan, worksOf: (apart: Plan, allocate: (elements: number) => number) => readonly Work[],
): { readonly stages: readonly (readonly Work[])[]; readonly arena: number; readonly constants: readonly PlacedConstant[] } {
  // At first, no memory is shared, so that an offset identifies its storage.
  const fixed = plan.constants.filter(({ padding }) => padding === undefined);
  const lasting = new Set([...Object.values(plan.inputs), ...Object.values(plan.outputs), ...fixed.map(({ storage }) => storage)]);
  let end = aligned(Math.max(plan.arena, ...plan.storages.map(({ offset, size }) => offset + size)));
  const passing: Storage[] = [];
  const add = (size: number, label: string): Storage => {
    const storage = { size, offset: end, label };
    passing.push(storage);
    end += aligned(size);
    return storage;
  };
  const storages = plan.storages.map((storage, id) => (lasting.has(id) ? storage : add(storage.size, storage.label)));
  const works = worksOf({ ...plan, storages }, (elements) => add(elements, "scratch").offset);

  const all = [...storages.filter((_, id) => lasting.has(id)), ...passing].sort((a, b) => a.offset - b.offset);
  const storageAt = (offset: number): Storage => {
    const found = all.findLast((storage) => storage.offset <= offset);
    if (!found || offset >= found.offset + found.size) throw new Error(`Nothing lies at ${offset}`);
    return found;
  };
  const stages = stagesOf(works.map((work): Node => ({
    key: keyOf(work), whole: work.whole, reads: new Set(work.reads.map(storageAt)), writes: new Set(work.writes.map(storageAt)),
  })));

  const lives = new Map<Storage, Lifetime>();
  stages.forEach((stage, at) => {
    for (const work of stage) for (const offset of [...works[work]!.reads, ...works[work]!.writes]) {
      const storage = storageAt(offset);
      lives.set(storage, { first: lives.get(storage)?.first ?? at, last: at });
    }
  });
  const places = new Map<Storage, number>();
  const constants = fixed.map(({ storage, data }): PlacedConstant => ({ ...storages[storage]!, data }));
  let base = aligned(Math.max(0, ...[...lasting].map((id) => plan.storages[id]!.offset + plan.storages[id]!.size)));
  const padded = plan.constants.flatMap(({ storage: id, data, padding }) => {
    const life = lives.get(storages[id]!);
    return padding !== undefined && life ? [{ storage: storages[id]!, data, key: padding, ...life }] : [];
  });
  for (const slot of shareByKey(padded)) {
    const { storage: { size }, data } = slot[0];
    for (const { storage } of slot) places.set(storage, base);
    constants.push({ offset: base, size, data });
    base += aligned(size);
  }
  const used = passing.filter((storage) => lives.has(storage) && !places.has(storage));
  const fitted = bestFit(used.map((storage) => ({ size: storage.size, ...lives.get(storage)! })), base);
  used.forEach((storage, at) => places.set(storage, fitted.offsets[at]!));
  const moved = (offset: number): number => {
    const storage = storageAt(offset);
    return offset - storage.offset + (places.get(storage) ?? storage.offset);
  };
  return { stages: stages.map((stage) => stage.map((work) => relocated(works[work]!, moved))), arena: fitted.end, constants };
}

/** Returns the same work with other offsets. */
function relocated(work: Work, moved: (offset: number) => number): Work {
  return { ...work, body: withMovedMarks(work.body, moved), reads: work.reads.map(moved), writes: work.writes.map(moved) };
}

/** Work with the memory that it uses; only nodes with equal keys run side by side. */
export interface Node {
  readonly key: string;
  /** Nodes with the same symbol write different elements. */
  readonly whole?: symbol | undefined;
  readonly reads: ReadonlySet<unknown>;
  readonly writes: ReadonlySet<unknown>;
}

const meet = (a: ReadonlySet<unknown>, b: ReadonlySet<unknown>): boolean => [...a].some((each) => b.has(each));
const writeTheSame = (a: Node, b: Node): boolean => (a.whole === undefined || a.whole !== b.whole) && meet(a.writes, b.writes);
const dependsOn = (later: Node, earlier: Node): boolean =>
  meet(earlier.writes, later.reads) || writeTheSame(earlier, later) || meet(earlier.reads, later.writes);

/**
 * Returns the positions of nodes, stage by stage. The ready node with the longest chain of dependents leads a stage, and all
 * ready nodes with the same key join it.
 */
export function stagesOf(nodes: readonly Node[]): number[][] {
  const before = nodes.map((node, at) => nodes.slice(0, at).flatMap((earlier, i) => (dependsOn(node, earlier) ? [i] : [])));
  const chain = nodes.map(() => 0);
  for (let at = nodes.length - 1; at >= 0; at--) for (const earlier of before[at]!) chain[earlier] = Math.max(chain[earlier]!, chain[at]! + 1);
  const done = new Set<number>();
  const stages: number[][] = [];
  while (done.size < nodes.length) {
    const ready = [...nodes.keys()].filter((at) => !done.has(at) && before[at]!.every((earlier) => done.has(earlier)));
    const leader = ready.reduce((best, at) => (chain[at]! > chain[best]! ? at : best));
    const stage = ready.filter((at) => nodes[at]!.key === nodes[leader]!.key);
    for (const at of stage) done.add(at);
    stages.push(stage);
  }
  return stages;
}
