/**
 * Plan → WebAssembly: one module that makes a step, alone or with other threads, in an arena in a memory of its own.
 */
import { rowMajorStrides } from "../ir/axes";
import { loadProduct, type Contraction, type Loop, type Plan, type Storage, type StorageId } from "../ir/plan";
import type { Product } from "../ir/graph";
import { call, get, hasRelaxedSimd, hasSimd, i32, loop, ModuleWriter, type Code, type Locals } from "./assembler";
import { scratchBytes, writeProduct } from "./contraction";
import { cutLoop, cutProduct, type CutLoop, type Products } from "./cut";
import { writeLoop, writeLoopAt } from "./loop";
import { partialSums } from "./partialSums";
import { phasesOf, touchedBy, type Work } from "./phases";
import type { ThreadJob } from "./thread";
import { CONTROL, CONTROL_BYTES, NAP, writeThreads, type NumberedPiece } from "./threads";
import { tilingOf, type Tiling } from "./tiling";

export interface WasmOptions {
  /** Threads that may work on a step, this one included; 1 where absent. More need memory that can be shared. */
  readonly threads?: number;
  /** With relaxed SIMD, which the engine must have; where absent, if it has. */
  readonly relaxed?: boolean;
  /** For tests: how much smaller pieces are than pays. */
  readonly grain?: number;
  /** Milliseconds without any progress after which a thread that helps counts as dead. */
  readonly patience?: number;
  /** For tests: what memory is full of before, instead of zeros. */
  readonly rubbish?: number;
}

/** A step in a memory of its own. */
export interface WasmStep {
  /** Takes the inputs, leaves the outputs. Throws where another thread has died in the middle of it; `restarted` goes on then. */
  run(): void;
  /** Where an input is to be written or an output is. Throws if there is none of this name. */
  view(name: string): Float32Array<ArrayBuffer>;
  /** Runs the step `times` times on this thread; mean milliseconds in each kernel of the plan. */
  profile(times: number): number[];
  /** What each of the other threads is to do, beginning whenever it likes: see `thread.ts`. */
  readonly jobs: readonly ThreadJob[];
  /** Of the memory. */
  readonly bytes: number;
  /** The same step in a new memory, where nothing has been written yet, with so many threads: never more than at first. */
  restarted(threads: number): WasmStep;
  /** Lets go of the memory and of the other threads. Nothing works afterwards. */
  dispose(): void;
}

const LINE = 64;
const lines = (bytes: number): number => Math.ceil(bytes / LINE) * LINE;
const elementsInLines = (elements: number): number => lines(4 * elements) / 4;
const PAGE = 1 << 16;

/** Bytes after the arena: vectors are read whole, also where the last storage ends within one. */
const BEYOND = 16;
const PATIENCE_MS = 5000;

/** A loop or the products of a contraction, cut into pieces. `kernel`: what it touches. */
type CutKernel =
  | { readonly kind: "loop"; readonly kernel: Loop; readonly cut: CutLoop | undefined }
  | { readonly kind: "products"; readonly kernel: Contraction; readonly all: readonly Products[] };

/** How a plan is cut. A kernel of the plan may become several: an epilogue is a loop of its own, and so is the second stage of a reduction. */
interface Cut {
  readonly kernels: readonly (readonly CutKernel[])[];
  /** The plan's, and more behind them. */
  readonly storages: readonly Storage[];
  /** Elements. */
  readonly arena: number;
  readonly tilingFor: (product: Product) => Tiling;
  /** Bytes that each thread needs for itself. */
  readonly scratch: number;
}

function cutOf(plan: Plan, grain = 1): Cut {
  // Products recur, and a tiling takes long to choose.
  const tilings = new Map<string, Tiling>();
  const tilingFor = (product: Product): Tiling => {
    const key = JSON.stringify(product);
    const tiling = tilings.get(key) ?? tilingOf(product);
    tilings.set(key, tiling);
    return tiling;
  };
  const storages = [...plan.storages];
  let arena = elementsInLines(plan.arena);
  const add = (size: number): StorageId => {
    storages.push({ size, offset: arena, label: "partial sums" });
    arena += elementsInLines(size);
    return storages.length - 1;
  };
  const loops = (given: Loop): CutKernel[] =>
    partialSums(given, add, grain).map((kernel) => ({ kind: "loop", kernel, cut: cutLoop(kernel, grain) }));
  const kernels = plan.kernels.map((kernel): readonly CutKernel[] => {
    switch (kernel.kind) {
      case "loop": return loops(kernel);
      case "contraction": return [
        { kind: "products", kernel, all: kernel.parts.flatMap((product) => cutProduct(product, tilingFor, grain)) },
        ...(kernel.epilogue ? loops(afterwards(kernel, kernel.epilogue)) : []),
      ];
      default: return kernel satisfies never;
    }
  });
  const needed = kernels.flat().flatMap((each) => (each.kind === "products" ? each.all : []))
    .map(({ product }) => scratchBytes(product, tilingFor));
  return { kernels, storages, arena, tilingFor, scratch: lines(Math.max(0, ...needed)) };
}

/** Byte addresses: counters of threads, if there are any, the arena, and what each thread has for itself. */
interface Layout { readonly arena: number; readonly scratch: number; readonly scratchEach: number }

function layoutOf(cut: Cut, shared: boolean): Layout {
  const arena = shared ? CONTROL_BYTES : 0;
  return { arena, scratch: lines(arena + 4 * cut.arena + BEYOND), scratchEach: cut.scratch };
}

/** Rejects where the engine has no SIMD at all, or no memory, or cannot share it. */
export async function compileWasm(plan: Plan, options: WasmOptions = {}): Promise<WasmStep> {
  if (!hasSimd()) throw new Error("This browser's WebAssembly has no SIMD");
  const { threads = 1, relaxed = hasRelaxedSimd(), grain, patience = PATIENCE_MS, rubbish = 0 } = options;
  const shared = threads > 1;
  const cut = cutOf(plan, grain);
  const layout = layoutOf(cut, shared);
  const module = await WebAssembly.compile(moduleOf(cut, layout, relaxed, shared));
  return start({ plan, layout, module, shared, patience, rubbish }, threads);
}

interface Started {
  readonly plan: Plan;
  readonly layout: Layout;
  readonly module: WebAssembly.Module;
  readonly shared: boolean;
  readonly patience: number;
  readonly rubbish: number;
}

function start(started: Started, threads: number): WasmStep {
  const { plan, layout, module, shared, patience, rubbish } = started;
  const bytes = layout.scratch + threads * layout.scratchEach;
  const pages = Math.ceil(bytes / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
  if (rubbish !== 0) new Float32Array(memory.buffer, layout.arena).fill(rubbish);
  const scratchOf = (thread: number): number => layout.scratch + thread * layout.scratchEach;
  const { exports } = new WebAssembly.Instance(module, { env: { memory, scratch: scratchOf(0) } });
  const functionOf = (name: string) => exports[name] as (naps?: number) => void;
  const kernels = plan.kernels.map((_, i) => functionOf(`kernel${i}`));
  const whole = functionOf(shared ? "step" : "run");
  const naps = Math.ceil(patience / NAP);
  let disposed = false;
  const alive = (): WebAssembly.Memory => {
    if (disposed) throw new Error("The step has been disposed");
    return memory;
  };
  const view = (storage: StorageId): Float32Array<ArrayBuffer> => {
    const { offset, size } = plan.storages[storage]!;
    return new Float32Array(alive().buffer, layout.arena + 4 * offset, size);
  };
  for (const { storage, data } of plan.constants) {
    if (typeof data === "number") view(storage).fill(data);
    else view(storage).set(data);
  }
  return {
    bytes: pages * PAGE,
    jobs: Array.from({ length: threads - 1 }, (_, i) => ({ module, memory, scratch: scratchOf(i + 1) })),
    run() {
      alive();
      whole(naps);
    },
    view(name) {
      const storage = plan.inputs[name] ?? plan.outputs[name];
      if (storage === undefined) throw new Error(`The plan has no ${name}`);
      return view(storage);
    },
    profile(times) {
      alive();
      const total = kernels.map(() => 0);
      for (let time = 0; time < times; time++) {
        kernels.forEach((kernel, i) => {
          const begin = performance.now();
          kernel();
          total[i]! += performance.now() - begin;
        });
      }
      return total.map((each) => each / times);
    },
    restarted: (fewer) => start(started, Math.min(fewer, threads)),
    dispose() {
      if (shared && !disposed) {
        const control = new Int32Array(memory.buffer, 0, CONTROL_BYTES / 4);
        Atomics.store(control, CONTROL.stop / 4, 1);
        Atomics.notify(control, CONTROL.tickets / 4);
      }
      disposed = true;
    },
  };
}

/**
 * The module of a step. Exports each kernel as `kernel0`, `kernel1`, … and all of them as `run`, for one thread; and, where the memory is
 * shared, what `writeThreads` does.
 */
export function writeModule(plan: Plan, relaxed: boolean, shared = false): Uint8Array<ArrayBuffer> {
  const cut = cutOf(plan);
  return moduleOf(cut, layoutOf(cut, shared), relaxed, shared);
}

/** Calls that differ in an index: `run(0)` to `run(count − 1)`. */
interface Piece { readonly count: number; readonly run: (index: Code) => Code }

function moduleOf({ kernels, storages, tilingFor }: Cut, { arena }: Layout, relaxed: boolean, shared: boolean): Uint8Array<ArrayBuffer> {
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

/** One piece after the other. */
function inOrder(locals: Locals, { count, run }: Piece): Code {
  if (count === 1) return run(i32.const(0));
  const index = locals.add("i32");
  return loop(index, i32.const(0), i32.const(count), 1, run(get(index)));
}

function numbered(phases: ReturnType<typeof phasesOf<Piece>>): NumberedPiece[] {
  let after = 0;
  return phases.flatMap((phase) => {
    const pieces = phase.flatMap((strand): readonly Piece[] =>
      (strand.single ? [{ count: 1, run: (index) => strand.pieces.map((each) => each.run(index)) }] : strand.pieces));
    const until = after + pieces.reduce((sum, { count }) => sum + count, 0);
    const begin = after;
    after = until;
    return pieces.map((piece) => ({ ...piece, after: begin, until }));
  });
}

/** An epilogue as a loop of its own, which loads what the contraction has stored. */
function afterwards({ out, parts }: Contraction, { dims, body, stores }: Loop): Loop {
  const from = { storage: out, offset: parts[0]!.outOffset, strides: rowMajorStrides(dims) };
  return { kind: "loop", dims, body: loadProduct(body, from), stores };
}
