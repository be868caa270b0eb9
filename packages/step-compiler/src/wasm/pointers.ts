/**
 * Addresses inside a loop nest, by strength reduction: accesses with the same strides share one pointer for each loop that
 * moves it, a local variable that is advanced at the end of each iteration. Their offsets are immediates of the instructions.
 */
import type { Access, StorageId } from "../ir/plan";
import { get, i32, repeatWhile, set, type Code, type Local, type Locals } from "./assembler";

interface Pointer {
  /** The strides in bytes, for each loop. */
  readonly strides: readonly number[];
  /** The pointer in each loop, outermost first; undefined if the loop does not move it. */
  readonly locals: readonly (Local | undefined)[];
}

export class Pointers {
  readonly #pointers = new Map<string, Pointer>();
  readonly #pointerOf = new Map<Access, Pointer>();

  /** `addressOf` returns the address of a storage in bytes. All accesses must be known from the start. */
  constructor(readonly locals: Locals, readonly addressOf: (storage: StorageId) => number, accesses: readonly Access[]) {
    for (const access of accesses) {
      const key = access.strides.join();
      const pointer = this.#pointers.get(key) ?? {
        strides: access.strides.map((stride) => 4 * stride),
        locals: access.strides.map((stride) => (stride === 0 ? undefined : locals.add("i32"))),
      };
      this.#pointers.set(key, pointer);
      this.#pointerOf.set(access, pointer);
    }
  }

  /** Returns the address that `offset` is relative to, within the loops up to this depth; −1 is outside all of them. */
  address(access: Access, level: number): Code {
    return this.#at(this.#pointerOf.get(access)!, level);
  }

  #at({ locals }: Pointer, level: number): Code {
    for (let l = level; l >= 0; l--) {
      const local = locals[l];
      if (local !== undefined) return get(local);
    }
    return i32.const(0);
  }

  /** Returns the offset in bytes of the element that is `further` indices ahead along the last dimension. */
  offset({ storage, offset, strides }: Access, further = 0): number {
    return this.addressOf(storage) + 4 * (offset + further * strides.at(-1)!);
  }

  /** Runs the body at one index of the first loop. */
  at(index: Code, body: Code): Code {
    return [
      [...this.#pointers.values()].flatMap(({ locals: [local], strides: [stride] }) =>
        (local === undefined ? [] : [set(local, i32.mul(index, i32.const(stride!)))])),
      body,
    ];
  }

  /** Runs the body `times` ≥ 1 times; each time covers `step` indices of the loop at depth `level`. */
  loop(level: number, times: number, step: number, body: Code): Code {
    const moving = [...this.#pointers.values()].filter(({ locals }) => locals[level] !== undefined)
      .map((pointer) => ({
        local: pointer.locals[level]!, stride: step * pointer.strides[level]!, start: this.#at(pointer, level - 1),
      }));
    // A counter is needed even if no pointer moves.
    const counter = moving[0] ?? { local: this.locals.add("i32"), stride: 1, start: i32.const(0) };
    if (moving.length === 0) moving.push(counter);
    const end = this.locals.add("i32");
    return [
      ...moving.map(({ local, start }) => set(local, start)),
      set(end, i32.add(get(counter.local), i32.const(times * counter.stride))),
      repeatWhile(i32.ne(get(counter.local), get(end)), [
        body,
        ...moving.map(({ local, stride }) => set(local, i32.add(get(local), i32.const(stride)))),
      ]),
    ];
  }
}
