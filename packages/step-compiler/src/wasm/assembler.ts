/**
 * A WebAssembly assembler, just large enough to write numerical loops with SIMD at run time and without a build step.
 * An expression is the list of bytes that leaves its value on the stack; a statement leaves nothing there.
 * Opcodes: WebAssembly core specification 2.0, §5.4; relaxed SIMD: its proposal.
 */

/** Code is a list of bytes and nested lists. It is flattened only when a module is made, so that nothing is copied earlier. */
export type Code = readonly (number | Code)[];

const VALUE_TYPES = { i32: 0x7f, f32: 0x7d, v128: 0x7b } as const;
export type ValueType = keyof typeof VALUE_TYPES;

/** A local variable of the function that is being written. */
export type Local = number;

/** Most numbers in code are small and occur often, so their encodings are precomputed. */
const SINGLE_BYTES: readonly (readonly number[])[] = Array.from({ length: 128 }, (_, byte) => [byte]);

function unsigned(n: number): readonly number[] {
  if (n < 128) return SINGLE_BYTES[n]!;
  const bytes: number[] = [];
  for (let rest = n; rest !== 0; rest >>>= 7) bytes.push((rest & 127) | (rest > 127 ? 128 : 0));
  return bytes;
}

function signed(n: number): readonly number[] {
  if (n >= -64 && n < 64) return SINGLE_BYTES[n & 127]!;
  const bytes: number[] = [];
  let rest = n;
  for (; rest < -64 || rest > 63; rest >>= 7) bytes.push((rest & 127) | 128);
  bytes.push(rest & 127);
  return bytes;
}

function bytesOf(x: number): Code {
  const [a = 0, b = 0, c = 0, d = 0] = new Uint8Array(Float32Array.of(x).buffer);
  return [a, b, c, d];
}

const GETS: Code[] = [];
/** Reads a local variable. */
export const get = (local: Local): Code => (GETS[local] ??= [0x20, unsigned(local)]);
/** Assigns a value to a local variable. */
export const set = (local: Local, value: Code): Code => [value, 0x21, unsigned(local)];

/** Drops a value from the stack. */
export const drop = (value: Code): Code => [value, 0x1a];

const simd = (opcode: number): Code => [0xfd, ...unsigned(opcode)];
const unary = (code: Code) => (a: Code): Code => [a, code];
const binary = (code: Code) => (a: Code, b: Code): Code => [a, b, code];
const ternary = (code: Code) => (a: Code, b: Code, c: Code): Code => [a, b, c, code];
const shift = (code: Code) => (a: Code, bits: number): Code => [a, i32.const(bits), code];
/** Alignment is a hint of 4 bytes; `offset`, in bytes, is added to the address. */
const loading = (code: Code) => (address: Code, offset = 0): Code => [address, code, 2, unsigned(offset)];
const storing = (code: Code) => (address: Code, value: Code, offset = 0): Code =>
  [address, value, code, 2, unsigned(offset)];
const withLane = (code: Code) => (address: Code, value: Code, lane: number, offset = 0): Code =>
  [address, value, code, 2, unsigned(offset), lane];

export const i32 = {
  const: (n: number): Code => [0x41, signed(n)],
  add: binary([0x6a]),
  sub: binary([0x6b]),
  mul: binary([0x6c]),
  and: binary([0x71]),
  shl: shift([0x74]),
  eqz: unary([0x45]),
  load: loading([0x28]),
  store: storing([0x36]),
  ltU: binary([0x49]),
  eq: binary([0x46]),
  ne: binary([0x47]),
  geS: binary([0x4e]),
  geU: binary([0x4f]),
};

const i64 = { const: (n: number): Code => [0x42, signed(n)] };

const atomic = (opcode: number): Code => [0xfe, opcode];

/** Operations on an i32 in shared memory; all threads see them in one order. Addresses are multiples of 4. */
export const atomics = {
  load: loading(atomic(0x10)),
  store: storing(atomic(0x17)),
  /** Adds; returns the previous value. */
  add: storing(atomic(0x1e)),
  /** Stores `value` if the present value is `expected`; returns the previous value. */
  compareExchange: (address: Code, expected: Code, value: Code): Code => [address, expected, value, atomic(0x48), 2, 0],
  /**
   * Sleeps while the value is `expected`, until notified or for `ms` milliseconds, at most 2,000. Returns 0 if notified, 1 if
   * the value differs, 2 on timeout.
   */
  wait: (address: Code, expected: Code, ms: number): Code => [address, expected, i64.const(ms * 1_000_000), atomic(0x01), 2, 0],
  /** Wakes all threads that wait at this address. */
  notifyAll: (address: Code): Code => drop([address, i32.const(-1), atomic(0x00), 2, 0]),
};

export const f32 = {
  const: (x: number): Code => [0x43, bytesOf(x)],
  load: loading([0x2a]),
  store: storing([0x38]),
  add: binary([0x92]),
  mul: binary([0x94]),
  max: binary([0x97]),
};

/** Four numbers at a time. */
export const f32x4 = {
  const: (x: number): Code => [simd(0x0c), ...Array<Code>(4).fill(bytesOf(x))],
  lane: (a: Code, lane: number): Code => [a, simd(0x1f), lane],
  abs: unary(simd(0xe0)),
  neg: unary(simd(0xe1)),
  sqrt: unary(simd(0xe3)),
  floor: unary(simd(0x68)),
  nearest: unary(simd(0x6a)),
  add: binary(simd(0xe4)),
  sub: binary(simd(0xe5)),
  mul: binary(simd(0xe6)),
  div: binary(simd(0xe7)),
  min: binary(simd(0xe8)),
  max: binary(simd(0xe9)),
  /** b < a ? b : a and a < b ? b : a take one instruction, where `min` and `max` take eight. The result is NaN only if a is. */
  pmin: binary(simd(0xea)),
  pmax: binary(simd(0xeb)),
  /** a·b + c, rounded once or twice depending on the machine. It needs relaxed SIMD. */
  relaxedMadd: ternary(simd(0x105)),
  eq: binary(simd(0x41)),
  ne: binary(simd(0x42)),
  lt: binary(simd(0x43)),
  gt: binary(simd(0x44)),
  ge: binary(simd(0x46)),
};

const storeHalf = withLane(simd(0x5b));

/** Operations on bits; `f32x4` comparisons set all bits of a lane to one or zero. */
export const v128 = {
  and: binary(simd(0x4e)),
  or: binary(simd(0x50)),
  /** Takes a where the mask, c, has ones, b elsewhere. */
  select: ternary(simd(0x52)),
  load: loading(simd(0x00)),
  store: storing(simd(0x0b)),
  /** Loads one number into all four lanes. */
  loadSplat: loading(simd(0x09)),
  /** Loads one number into the first lane and zeros into the others. */
  loadOne: loading(simd(0x5c)),
  /** Loads one lane of a vector and keeps the others. */
  loadLane: withLane(simd(0x56)),
  storeLane: withLane(simd(0x5a)),
  /** Stores the first two lanes. */
  storeTwo: (address: Code, value: Code, offset = 0): Code => storeHalf(address, value, 0, offset),
  /** Lanes 0–3 are those of a, 4–7 those of b. */
  shuffle: (a: Code, b: Code, lanes: readonly [number, number, number, number]): Code =>
    [a, b, simd(0x0d), lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte))],
};

export const i32x4 = {
  const: (n: number): Code => i32x4.splat(i32.const(n)),
  splat: unary(simd(0x11)),
  add: binary(simd(0xae)),
  sub: binary(simd(0xb1)),
  shl: shift(simd(0xab)),
  shrS: shift(simd(0xac)),
  /** Rounds towards zero. */
  fromFloats: unary(simd(0xf8)),
  toFloats: unary(simd(0xfa)),
};

/** Returns code for the loop `for (at = from; at < to; at += step) body`, unsigned. The test comes last: `from` < `to` must hold at the start. */
export const loop = (at: Local, from: Code, to: Code, step: number, body: Code): Code => [
  set(at, from),
  0x03, 0x40, // loop
  body,
  set(at, i32.add(get(at), i32.const(step))),
  i32.ltU(get(at), to), 0x0d, 0, // br_if
  0x0b, // end
];

/** Runs the body once, and again as long as the condition is not 0 afterwards. */
export const repeatWhile = (condition: Code, body: Code): Code => [0x03, 0x40, body, condition, 0x0d, 0, 0x0b];

/** Repeats the body until `leaveWhen` in it ends the loop. */
export const forever = (body: Code): Code => [0x02, 0x40, 0x03, 0x40, body, 0x0c, 0, 0x0b, 0x0b];
/** Ends `forever` if the condition is not 0; it must not be within another block. */
export const leaveWhen = (condition: Code): Code => [condition, 0x0d, 1];
/** Restarts the body of `forever` if the condition is not 0; it must not be within another block. */
export const againWhen = (condition: Code): Code => [condition, 0x0d, 0];
/** Returns from the function if the condition is not 0. */
export const returnWhen = (condition: Code): Code => when(condition, [0x0f]);
/** A trap: the call from outside throws. */
export const trap: Code = [0x00];

/** Runs the case at position `table[index]`. Cases must not leave a value. */
export function select(index: Code, table: readonly number[], cases: readonly Code[]): Code {
  const n = cases.length;
  // Case i ends n − 1 − i blocks below the one that encloses all.
  const jump: Code = [index, 0x0e, vector(table.slice(0, -1).map((i) => unsigned(i))), unsigned(table.at(-1)!)];
  const nested = cases.reduce<Code>((inner, code, i) => [inner, 0x0b, code, 0x0c, unsigned(n - 1 - i)], jump);
  return [Array.from({ length: n + 1 }, () => [0x02, 0x40]), nested, 0x0b];
}

/** Runs the body if the condition is not 0. */
export const when = (condition: Code, body: Code): Code => [condition, 0x04, 0x40, body, 0x0b];

/** Calls the function with this index. */
export const call = (callee: number, ...values: readonly Code[]): Code => [...values, 0x10, ...unsigned(callee)];

interface Written {
  readonly parameters: readonly ValueType[];
  readonly exported: string | undefined;
  /** The locals and the body, encoded as in the module. */
  readonly bytes: Uint8Array;
}

/** The locals of a function that is being written. */
export class Locals {
  readonly types: ValueType[] = [];
  constructor(readonly parameters: number) {}

  add(type: ValueType): Local {
    return this.parameters + this.types.push(type) - 1;
  }
}

/** The maximum number of 64 KiB pages of a memory. */
const MAX_PAGES = 65_536;

/** A module that works on one memory, which it imports as `env.memory`. */
export class ModuleWriter {
  readonly #functions: Written[] = [];
  #scratch = false;

  /** True if threads share the memory. */
  constructor(readonly shared = false) {}
  /** The buffer in which functions are encoded one after the other. */
  readonly #desk = new Bytes();

  /** Writes a function without results and returns its index for `call`. Its parameters are locals 0, 1, … */
  function(
    parameters: readonly ValueType[], write: (locals: Locals) => Code, exported?: string,
  ): number {
    const locals = new Locals(parameters.length);
    const body = write(locals);
    const types = vector(locals.types.map((type) => [1, VALUE_TYPES[type]]));
    const bytes = this.#desk.cleared().add([types, body, 0x0b]).taken();
    return this.#functions.push({ parameters, exported, bytes }) - 1;
  }

  /**
   * The address of memory that nobody else uses while a function of this instance runs. The module imports it as `env.scratch`.
   */
  get scratch(): Code {
    this.#scratch = true;
    return [0x23, 0];
  }

  bytes(): Uint8Array<ArrayBuffer> {
    const functions = this.#functions;
    const exported = functions.flatMap((written, index) => written.exported ? [{ name: written.exported, index }] : []);
    const code = new Bytes().add(unsigned(functions.length));
    for (const { bytes } of functions) code.add(unsigned(bytes.length)).addBytes(bytes);
    return new Bytes().add([0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0])
      .addSection(1, vector(functions.map(({ parameters }) => [0x60, vector(parameters.map((type) => [VALUE_TYPES[type]])), 0])))
      .addSection(2, vector([
        [text("env"), text("memory"), 2, this.shared ? [3, 0, unsigned(MAX_PAGES)] : [0, 0]],
        ...(this.#scratch ? [[text("env"), text("scratch"), 3, VALUE_TYPES.i32, 0]] : []),
      ]))
      .addSection(3, vector(functions.map((_, index) => unsigned(index))))
      .addSection(7, vector(exported.map(({ name, index }) => [text(name), 0, ...unsigned(index)])))
      .add([10, unsigned(code.length)]).addBytes(code.taken())
      .taken();
  }
}

const vector = (items: readonly Code[]): Code => [unsigned(items.length), ...items];
const text = (s: string): Code => vector([...s].map((c) => [c.charCodeAt(0)]));

/** A growing buffer of bytes. */
class Bytes {
  #buffer = new Uint8Array(1024);
  length = 0;

  add(code: Code): this {
    for (let i = 0; i < code.length; i++) {
      const part = code[i]!;
      if (typeof part !== "number") this.add(part);
      else {
        if (this.length === this.#buffer.length) this.#grow(1);
        this.#buffer[this.length++] = part;
      }
    }
    return this;
  }

  addBytes(bytes: Uint8Array): this {
    if (this.length + bytes.length > this.#buffer.length) this.#grow(bytes.length);
    this.#buffer.set(bytes, this.length);
    this.length += bytes.length;
    return this;
  }

  addSection(id: number, content: Code): this {
    const bytes = new Bytes().add(content).taken();
    return this.add([id, unsigned(bytes.length)]).addBytes(bytes);
  }

  cleared(): this {
    this.length = 0;
    return this;
  }

  taken(): Uint8Array<ArrayBuffer> {
    return this.#buffer.slice(0, this.length);
  }

  #grow(by: number): void {
    const larger = new Uint8Array(2 * this.#buffer.length + by);
    larger.set(this.#buffer);
    this.#buffer = larger;
  }
}

/** Returns whether this engine accepts a vector expression. */
function takes(expression: Code): boolean {
  const module = new ModuleWriter();
  module.function([], (locals) => set(locals.add("v128"), expression));
  return WebAssembly.validate(module.bytes());
}

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

const one = f32x4.const(1);

/** Returns whether this engine has SIMD. */
export const hasSimd = once(() => takes(one));

/** Returns whether this engine has `relaxedMadd`. */
export const hasRelaxedSimd = once(() => takes(f32x4.relaxedMadd(one, one, one)));
