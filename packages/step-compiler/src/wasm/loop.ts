/**
 * Generates WebAssembly for a loop of a plan: a loop nest whose innermost loop is vectorised, four points at a time, and
 * unrolled.
 */
import type { Combine } from "../ir/graph";
import type { Access, Loop, StorageId, Store } from "../ir/plan";
import { f32, f32x4, get, set, v128, type Code, type Local, type Locals, type ModuleWriter } from "./assembler";
import { acrossLanes, firstLanes, loadLanes, storeLanes, type Count } from "./lanes";
import { Block, MAP_CODE, Numbers } from "./math";
import { Pointers } from "./pointers";
import { permuted, costOf, inBestOrder } from "./loopOrder";

/** An iteration is unrolled up to this many instructions, to spread the cost of counting. */
const ITERATION = 32;
/** Innermost loops of up to this many vectors are unrolled completely. */
const SHORT_ROW = 8;
/**
 * The same limit if the loop nest sums over rows, with accumulators for a whole row; and the maximum number of instructions of
 * a row.
 */
const SHORT_SUMMED_ROW = 32;
const LONGEST_ROW_CODE = 160;

const COMBINE = {
  sum: { neutral: 0, vector: f32x4.add, number: f32.add },
  max: { neutral: -Infinity, vector: f32x4.max, number: f32.max },
} as const;

type AddressOf = (storage: StorageId) => number;

/** Adds a function without parameters that runs the loop. `addressOf` returns the address of a storage in bytes. */
export const writeLoop = (module: ModuleWriter, loop: Loop, addressOf: AddressOf, relaxed: boolean): number =>
  module.function([], (locals) => loopCode(locals, loop, addressOf, relaxed));

/**
 * Adds a function that runs the loop at one index of its first dimension, the function's parameter. No store may reduce along
 * it.
 */
export const writeLoopAt = (module: ModuleWriter, loop: Loop, addressOf: AddressOf, relaxed: boolean): number =>
  module.function(["i32"], (locals) => loopCode(locals, loop, addressOf, relaxed, INDEX));

const INDEX: Local = 0;

/** `index` is the index of the first dimension, if that is not looped over. */
const loopCode = (locals: Locals, loop: Loop, addressOf: AddressOf, relaxed: boolean, index?: Local): Code =>
  new LoopWriter(locals, inBestOrder(loop, index === undefined ? 0 : 1), addressOf, relaxed, index).code();

/** Returns the depth of the innermost loop that an access depends on; −1 if none. */
const innermostLoopOf = ({ strides }: Access): number => strides.findLastIndex((stride) => stride !== 0);

/** Returns whether several iterations of the loops outside `level`, or of all loops, add to one element in memory. */
const accumulates = ({ combine, to }: Store, level?: number): boolean =>
  combine !== "set" && to.strides.slice(0, level).includes(0);

/** Returns a loop that writes the neutral element to all elements that a store reaches. */
function neutralElements(loop: Loop, store: Store): Loop {
  const reached = store.to.strides.flatMap((stride, level) => (stride === 0 ? [] : [level]));
  const value = { kind: "constant", value: COMBINE[store.combine as Combine].neutral } as const;
  return permuted({ ...loop, body: [value], stores: [{ to: store.to, value: 0, combine: "set" }] }, reached);
}

/** Loop-invariant code that is computed at this depth, outside the inner loops. */
interface Scope {
  readonly block: Block;
  readonly values: Map<number, Code>;
}

/**
 * A vector of up to four points: their number, their distance from the pointers, and the vector's position in the unrolled
 * body.
 */
interface Points {
  readonly count: Count;
  readonly at: number;
  readonly position: number;
}

/** A store that is accumulated in registers while the loops that reduce into one element run. */
interface Reduction {
  readonly store: Store;
  /**
   * True if all lanes of a vector add to one element (a horizontal reduction); false if each lane has an element of its own.
   */
  readonly across: boolean;
  /** The depth of the outermost pure-reduction loop; accumulators are flushed to memory after it. */
  readonly level: number;
  /** The accumulators at each depth from `level` on. */
  readonly registers: readonly (readonly Local[])[];
}

class LoopWriter {
  readonly #numbers: Numbers;
  readonly #pointers: Pointers;
  /** The depth of the innermost loop. */
  readonly #last: number;
  /** The scopes outside all loops, in the first loop, …; without the last. */
  readonly #scopes: readonly Scope[];
  /** For each instruction, the depth of the innermost loop it depends on. */
  readonly #levels: readonly number[];
  /** The unroll factor of the innermost loop, in vectors; 0 if it is unrolled completely. */
  readonly #unrolled: number;
  /** The reductions by the positions of their stores. */
  readonly #reductions: readonly (Reduction | undefined)[];

  constructor(
    readonly locals: Locals, readonly loop: Loop, readonly addressOf: AddressOf, readonly relaxed: boolean,
    readonly index: Local | undefined,
  ) {
    const { dims, body, stores } = loop;
    this.#numbers = new Numbers(locals);
    const loads = body.flatMap((instruction) => (instruction.kind === "load" ? [instruction.from] : []));
    this.#pointers = new Pointers(locals, addressOf, [...loads, ...stores.map(({ to }) => to)]);
    this.#last = dims.length - 1;
    this.#scopes = dims.map(() => this.#scope());
    const levels: number[] = [];
    for (const instruction of body) {
      switch (instruction.kind) {
        case "load": levels.push(innermostLoopOf(instruction.from)); break;
        case "constant": levels.push(-1); break;
        case "map": levels.push(Math.max(...instruction.args.map((arg) => levels[arg]!))); break;
        case "product": throw new Error("A product outside of a contraction");
        default: instruction satisfies never;
      }
    }
    this.#levels = levels;
    this.#unrolled = this.#unrolling();
    this.#reductions = stores.map((store) => this.#reduction(store));
  }

  #scope(): Scope {
    return { block: new Block(this.#numbers, this.relaxed), values: new Map() };
  }

  #unrolling(): number {
    const { dims, body, stores } = this.loop;
    const vectors = Math.ceil(dims[this.#last]! / 4);
    const each = body.reduce((cost, instruction, i) =>
      cost + (this.#levels[i] !== this.#last ? 0 : instruction.kind === "load" ? 1 : costOf(instruction)), stores.length);
    const summed = stores.some(({ to, combine }) => combine !== "set" && to.strides[this.#last] !== 0);
    if (vectors <= 2) return 0;
    if (vectors <= (summed ? SHORT_SUMMED_ROW : SHORT_ROW) && vectors * each <= LONGEST_ROW_CODE) return 0;
    return [4, 2].find((count) => count * each <= ITERATION && count < vectors) ?? 1;
  }

  #reduction(store: Store): Reduction | undefined {
    const { combine, to } = store;
    if (combine === "set") return undefined;
    const across = to.strides[this.#last] === 0;
    // The elements along a loop are too many for registers.
    if (!across && this.#unrolled > 0) return undefined;
    const level = innermostLoopOf({ ...to, strides: to.strides.slice(0, across ? undefined : -1) }) + 1;
    const vectors = Math.ceil(this.loop.dims[this.#last]! / 4);
    const counts = across
      ? this.loop.dims.map((_, l) => (l < this.#last ? 1 : this.#unrolled || Math.min(vectors, 4)))
      : this.loop.dims.map((_, l) => (l < this.#last ? vectors : 0));
    if (!across && level === this.#last) return undefined;
    const registers = counts.map((count, l) =>
      (l < level ? [] : Array.from({ length: count }, () => this.locals.add("v128"))));
    return { store, across, level, registers };
  }

  code(): Code {
    const loops = this.#loop(0);
    const fills = this.loop.stores
      .filter((store, i) => accumulates(store, this.#reductions[i]?.level))
      .map((store) => loopCode(this.locals, neutralElements(this.loop, store), this.addressOf, this.relaxed, this.index));
    return [fills, this.#numbers.code, this.#scopes[0]!.block.statements, loops];
  }

  #loop(level: number): Code {
    const nest = level < this.#last ? this.#outerLoop(level) : this.#innerLoop();
    const kept = this.#reductions.filter((reduction) => reduction !== undefined)
      .filter((reduction) => level >= reduction.level);
    const neutral = ({ store, registers }: Reduction) => registers[level]!.map((local) =>
      set(local, this.#numbers.of(COMBINE[store.combine as Combine].neutral)));
    return [kept.map(neutral), nest, kept.map((reduction) => this.#flush(reduction, level))];
  }

  #outerLoop(level: number): Code {
    const inner = this.#loop(level + 1);
    const body = [this.#scopes[level + 1]!.block.statements, inner];
    if (level === 0 && this.index !== undefined) return this.#pointers.at(get(this.index), body);
    return this.#pointers.loop(level, this.loop.dims[level]!, 1, body);
  }

  #innerLoop(): Code {
    const size = this.loop.dims[this.#last]!;
    const unrolled = this.#unrolled;
    const [times, start] = unrolled > 0 ? [Math.floor(size / (4 * unrolled)), this.#last] : [0, this.#last - 1];
    const rest = size - times * 4 * unrolled;
    const points = (count: number) => Array.from({ length: Math.ceil(count / 4) }, (_, position): Points =>
      ({ count: Math.min(4, count - 4 * position) as Count, at: 4 * position, position }));
    const copies = (count: number): Code => points(count).map((each) => this.#points(each, start));
    return [
      times > 0 ? this.#pointers.loop(this.#last, times, 4 * unrolled, copies(4 * unrolled)) : [],
      copies(rest),
    ];
  }

  /** Computes some points with the pointers of depth `level`. */
  #points(points: Points, level: number): Code {
    const scope = this.#scope();
    const value = (i: number) => this.#value(i, scope, points, level);
    const stores = this.loop.stores.map((store, i) => this.#store(store, i, value(store.value), points, level));
    return [scope.block.statements, stores];
  }

  #value(i: number, inner: Scope, points: Points, level: number): Code {
    const own = this.#levels[i]!;
    const { block, values } = own === this.#last ? inner : this.#scopes[own + 1]!;
    let value = values.get(i);
    if (!value) {
      value = this.#compute(i, block, (arg) => this.#value(arg, inner, points, level), points, level);
      values.set(i, value);
    }
    return value;
  }

  #compute(i: number, block: Block, argument: (i: number) => Code, { at, count }: Points, level: number): Code {
    const instruction = this.loop.body[i]!;
    switch (instruction.kind) {
      case "constant": return block.number(instruction.value);
      case "product": throw new Error("A product outside of a contraction");
      case "load": {
        const { from } = instruction;
        const own = this.#levels[i]!;
        if (own < this.#last) return block.let(v128.loadSplat(this.#pointers.address(from, own), this.#pointers.offset(from)));
        const offset = this.#pointers.offset(from, at);
        return block.let(loadLanes(this.#pointers.address(from, level), offset, from.strides[own]!, count));
      }
      case "map": {
        const { fn, args } = instruction;
        const [a, b = a] = args.map(argument) as [Code, Code?];
        // If one argument is a constant, only the other one can be NaN.
        const known = args.findIndex((arg) => this.loop.body[arg]!.kind === "constant");
        if (fn === "max" && known >= 0) return block.let(known === 1 ? f32x4.pmax(a, b) : f32x4.pmax(b, a));
        if (fn === "min" && known >= 0) return block.let(known === 1 ? f32x4.pmin(a, b) : f32x4.pmin(b, a));
        return block.let(MAP_CODE[fn](block, a, b));
      }
      default: return instruction satisfies never;
    }
  }

  #store({ to, combine }: Store, i: number, value: Code, { at, count, position }: Points, level: number): Code {
    const reduction = this.#reductions[i];
    if (combine !== "set" && reduction) {
      const { registers, across } = reduction;
      const { neutral, vector } = COMBINE[combine];
      const candidates = registers[across ? this.#last : this.#last - 1]!;
      const register = candidates[position % candidates.length]!;
      const wanted = across ? firstLanes(count, value, this.#numbers.of(neutral)) : value;
      return set(register, vector(get(register), wanted));
    }
    const [address, offset] = [this.#pointers.address(to, level), this.#pointers.offset(to, at)];
    const how = accumulates(this.loop.stores[i]!) ? combine : "set";
    return this.#write(address, offset, to.strides[this.#last]!, count, value, how);
  }

  /** Stores up to four numbers, or combines them with the present ones. */
  #write(address: Code, offset: number, stride: number, count: Count, value: Code, combine: Store["combine"]): Code {
    if (combine === "set") return storeLanes(address, offset, stride, count, value);
    const sum = this.locals.add("v128");
    return [
      set(sum, COMBINE[combine].vector(loadLanes(address, offset, stride, count), value)),
      storeLanes(address, offset, stride, count, get(sum)),
    ];
  }

  /** Adds a loop's accumulators to those of the loop around it, or flushes them to memory. */
  #flush(reduction: Reduction, level: number): Code {
    const { store, across, registers } = reduction;
    const own = registers[level]!;
    if (own.length === 0) return [];
    const { vector, number } = COMBINE[store.combine as Combine];
    const merged = across ? [own.slice(1).reduce((all, local) => vector(all, get(local)), get(own[0]!))] : own.map(get);
    if (level > reduction.level) {
      return registers[level - 1]!.map((local, i) => set(local, vector(get(local), merged[i]!)));
    }
    const { to } = store;
    const again = accumulates(store, level);
    const address = this.#pointers.address(to, level - 1);
    if (!across) {
      const size = this.loop.dims[this.#last]!;
      return own.map((local, i) => this.#write(address, this.#pointers.offset(to, 4 * i), to.strides[this.#last]!,
        Math.min(4, size - 4 * i) as Count, get(local), again ? store.combine : "set"));
    }
    const offset = this.#pointers.offset(to);
    const total = acrossLanes(number, get(own[0]!));
    return [
      set(own[0]!, merged[0]!),
      f32.store(address, again ? number(f32.load(address, offset), total) : total, offset),
    ];
  }
}
