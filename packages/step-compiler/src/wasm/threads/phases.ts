/**
 * Decides which kernels may run at the same time. A phase is a set of independent works; all work of one phase ends before the
 * next phase begins.
 */
import type { Kernel, Plan, StorageId } from "../../ir/plan";

/** The storages that a kernel reads and writes. */
interface Touched { readonly reads: readonly StorageId[]; readonly writes: readonly StorageId[] }

/** Returns the storages that a kernel uses, without its epilogue. */
export function touchedBy(kernel: Kernel): Touched {
  switch (kernel.kind) {
    case "loop": return {
      reads: kernel.body.flatMap((each) => (each.kind === "load" ? [each.from.storage] : [])),
      writes: kernel.stores.map(({ to }) => to.storage),
    };
    case "contraction": return { reads: [kernel.left, kernel.right], writes: [kernel.out] };
    default: return kernel satisfies never;
  }
}

/** Pieces and the storages that they use. If `single`, they run one after the other like one piece; otherwise in any order. */
export interface Work<Piece> extends Touched { readonly pieces: readonly Piece[]; readonly single: boolean }

/** Distributes all work over phases that give the same results as the given order. */
export function phasesOf<Piece>(all: readonly Work<Piece>[], storages: Plan["storages"]): readonly (readonly Work<Piece>[])[] {
  const overlap = (a: StorageId, b: StorageId): boolean => {
    const [one, other] = [storages[a]!, storages[b]!];
    return one.offset < other.offset + other.size && other.offset < one.offset + one.size;
  };
  const meet = (some: readonly StorageId[], others: readonly StorageId[]) => some.some((a) => others.some((b) => overlap(a, b)));
  const conflict = (a: Touched, b: Touched) =>
    meet(a.writes, b.writes) || meet(a.writes, b.reads) || meet(a.reads, b.writes);
  const phases: Work<Piece>[][] = [];
  for (const work of all) {
    const phase = phases.at(-1);
    const waitsFor = phase?.filter((other) => conflict(other, work)) ?? [];
    const [before] = waitsFor;
    if (phase && !before) phase.push(work);
    else if (phase && before?.single && work.single && waitsFor.length === 1) phase[phase.indexOf(before)] = joined(before, work);
    else phases.push([work]);
  }
  return phases;
}

const joined = <Piece>(a: Work<Piece>, b: Work<Piece>): Work<Piece> => ({
  pieces: [...a.pieces, ...b.pieces], single: true, reads: [...a.reads, ...b.reads], writes: [...a.writes, ...b.writes],
});
