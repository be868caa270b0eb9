/**
 * The module of a step: its kernels as functions, a function that runs them in order on one thread, and one that threads share.
 */
import type { Loop, Plan, StorageId } from "../ir/plan";
import { call, get, i32, loop, ModuleWriter, type Code, type Locals } from "./assembler";
import { lineBytes } from "./cacheLines";
import { writeProduct } from "./contraction";
import { cutPlan, type CutKernel, type CutPlan } from "./cutPlan";
import { writeLoop, writeLoopAt } from "./loop";
import { phasesOf, touchedBy, type Work } from "./threads/phases";
import { CONTROL_BYTES, writeThreads, type NumberedPiece, type Piece } from "./threads/tickets";

/** Bytes after the arena: vectors are read whole, even if the last storage ends within one. */
const OVERREAD_BYTES = 16;

/** Byte addresses: the counters of threads, if there are any, the arena, and the scratch memory of each thread. */
export interface Layout { readonly arena: number; readonly scratch: number; readonly scratchEach: number }

/** Lays out the memory of a step, in bytes. */
export function layoutOf(plan: CutPlan, shared: boolean): Layout {
  const arena = shared ? CONTROL_BYTES : 0;
  return { arena, scratch: lineBytes(arena + 4 * plan.arena + OVERREAD_BYTES), scratchEach: plan.scratch };
}

/**
 * Writes the module of a step. It exports each kernel as `kernel0`, `kernel1`, … and all of them as `run`, for one thread; and,
 * if the memory is shared, the functions of `writeThreads`.
 */
export function writeModule(plan: Plan, relaxed: boolean, shared = false): Uint8Array<ArrayBuffer> {
  const cut = cutPlan(plan);
  return stepModule(cut, layoutOf(cut, shared), relaxed, shared);
}

/** Writes the module of a plan that has been cut and laid out. */
export function stepModule({ kernels, storages, tilingFor }: CutPlan, { arena }: Layout, relaxed: boolean, shared: boolean): Uint8Array<ArrayBuffer> {
  const module = new ModuleWriter(shared);
  const addressOf = (storage: StorageId): number => arena + 4 * storages[storage]!.offset;
  const pieces = (kernel: CutKernel): Piece[] => {
    switch (kernel.kind) {
      case "loop": return piecesOfLoop(module, kernel, addressOf, relaxed);
      case "products": return kernel.all.map(({ product, count, begin, step }): Piece => {
        const callee = writeProduct(module, product, relaxed, tilingFor);
        const { left, right, out } = kernel.kernel;
        const place = (storage: StorageId, first: number, more: number) => (index: Code): Code =>
          moved(addressOf(storage) + 4 * first, 4 * more, index);
        const places = [place(left, begin.left, step.left), place(right, begin.right, step.right), place(out, begin.out, step.out)];
        return { count, run: (index) => call(callee, ...places.map((each) => each(index))) };
      });
      default: return kernel satisfies never;
    }
  };
  const written = kernels.map((parts) => parts.map(pieces));
  const functions = written.map((parts, i) => module.function([], (locals) => parts.flat().map((piece) => inOrder(locals, piece)), `kernel${i}`));
  module.function([], () => functions.map((kernel) => call(kernel)), "run");
  if (shared) {
    const works = kernels.flatMap((parts, i) => parts.map(({ kernel }, at): Work<Piece> => {
      const own = written[i]![at]!;
      return { ...touchedBy(kernel), pieces: own, single: own.length === 1 && own[0]!.count === 1 };
    }));
    writeThreads(module, numbered(phasesOf(works, storages)));
  }
  return module.bytes();
}

function piecesOfLoop(
  module: ModuleWriter, { kernel, cut }: Extract<CutKernel, { kind: "loop" }>, addressOf: (storage: StorageId) => number, relaxed: boolean,
): Piece[] {
  const single = (each: Loop): Piece => {
    const callee = writeLoop(module, each, addressOf, relaxed);
    return { count: 1, run: () => call(callee) };
  };
  if (!cut) return [single(kernel)];
  const callee = writeLoopAt(module, cut.whole, addressOf, relaxed);
  return [{ count: cut.count, run: (index) => call(callee, index) }, ...(cut.rest ? [single(cut.rest)] : [])];
}

const moved = (address: number, step: number, index: Code): Code =>
  step === 0 ? i32.const(address) : i32.add(i32.const(address), i32.mul(index, i32.const(step)));

/** Runs one piece after the other. */
function inOrder(locals: Locals, { count, run }: Piece): Code {
  if (count === 1) return run(i32.const(0));
  const index = locals.add("i32");
  return loop(index, i32.const(0), i32.const(count), 1, run(get(index)));
}

function numbered(phases: ReturnType<typeof phasesOf<Piece>>): NumberedPiece[] {
  let after = 0;
  return phases.flatMap((phase) => {
    const pieces = phase.flatMap((work): readonly Piece[] =>
      (work.single ? [{ count: 1, run: (index) => work.pieces.map((each) => each.run(index)) }] : work.pieces));
    const until = after + pieces.reduce((sum, { count }) => sum + count, 0);
    const begin = after;
    after = until;
    return pieces.map((piece) => ({ ...piece, after: begin, until }));
  });
}
