/**
 * Just enough of a WebAssembly assembler to write a SIMD loop over tensors that lie in the memory of tfjs' wasm
 * backend, without a build step. An expression is the list of bytes that leaves its value on the stack.
 * Opcodes: WebAssembly core specification 2.0, §5.4.
 */
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";

export type Code = readonly number[];

const VALUE_TYPES = { i32: 0x7f, f32: 0x7d, v128: 0x7b } as const;
export type ValueType = keyof typeof VALUE_TYPES;

function unsigned(n: number): number[] {
  return n < 128 ? [n] : [(n & 127) | 128, ...unsigned(n >>> 7)];
}

function signed(n: number): number[] {
  const low = n & 127;
  const rest = n >> 7;
  const done = (rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0);
  return done ? [low] : [low | 128, ...signed(rest)];
}

const float32 = (x: number): number[] => [...new Uint8Array(Float32Array.of(x).buffer)];

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)];
export const i32 = {
  const: (n: number): Code => [0x41, ...signed(n)],
  add: (a: Code, b: Code): Code => [...a, ...b, 0x6a],
  and: (a: Code, b: Code): Code => [...a, ...b, 0x71],
  shl: (a: Code, bits: number): Code => [...a, ...i32.const(bits), 0x74],
};

const simd = (opcode: number): Code => [0xfd, ...unsigned(opcode)];
const unary = (opcode: number) => (a: Code): Code => [...a, ...simd(opcode)];
const binary = (opcode: number) => (a: Code, b: Code): Code => [...a, ...b, ...simd(opcode)];

/** Four numbers at a time. */
export const f32x4 = {
  const: (x: number): Code => [...simd(0x0c), ...float32(x), ...float32(x), ...float32(x), ...float32(x)],
  splat: unary(0x13),
  abs: unary(0xe0),
  neg: unary(0xe1),
  sqrt: unary(0xe3),
  nearest: unary(0x6a),
  add: binary(0xe4),
  sub: binary(0xe5),
  mul: binary(0xe6),
  div: binary(0xe7),
  min: binary(0xe8),
  max: binary(0xe9),
  /** Of bits: `and` with −0 leaves a number's sign, `or` puts it onto another. */
  or: binary(0x50),
  and: binary(0x4e),
  /** Stores the sum of the four at an address. */
  storeTotal: (address: Code, local: number): Code => {
    const lane = (n: number): Code => [...get(local), ...simd(0x1f), n];
    const plus = (a: Code, b: Code): Code => [...a, ...b, 0x92];
    return [...address, ...plus(plus(lane(0), lane(1)), plus(lane(2), lane(3))), 0x38, 2, 0];
  },
  /** 2ⁿ for whole n in [-126, 127]: the exponent field of a float. */
  powerOfTwo: (n: Code): Code => [
    ...n, ...simd(0xf8), // i32x4.trunc_sat_f32x4_s
    ...i32.const(127), ...simd(0x11), ...simd(0xae), // i32x4.add(…, splat 127)
    ...i32.const(23), ...simd(0xab), // i32x4.shl
  ],
};

/** How a loop's body reads and writes: four numbers at once, or the one number of a remainder. */
export interface Lanes {
  load(address: Code): Code;
  store(address: Code, value: Code): Code;
}

const four: Lanes = {
  load: (address) => [...address, ...simd(0x00), 2, 0],
  store: (address, value) => [...address, ...value, ...simd(0x0b), 2, 0],
};
const one: Lanes = {
  load: (address) => [...address, ...simd(0x5c), 2, 0],
  store: (address, value) => [...address, ...value, ...simd(0x5a), 2, 0, 0],
};

/**
 * for (at = 0; at < bytes; at += …) body: over whole vectors first, then over what is left. `at`, `bytes`: i32
 * locals; a body's address is a pointer plus `at`. A number's result does not depend on which loop it falls into.
 */
export function forEachVector(at: number, bytes: number, body: (lanes: Lanes) => Code): Code {
  const loop = (end: Code, stride: number, lanes: Lanes): Code => [
    0x02, 0x40, 0x03, 0x40, // block, loop
    ...get(at), ...end, 0x4f, 0x0d, 1, // br_if at >= end
    ...body(lanes),
    ...set(at, i32.add(get(at), i32.const(stride))),
    0x0c, 0, 0x0b, 0x0b, // br loop, end, end
  ];
  return [
    ...set(at, i32.const(0)),
    ...loop(i32.and(get(bytes), i32.const(-16)), 16, four),
    ...loop(get(bytes), 4, one),
  ];
}

/**
 * Four vectors at `from`, `from + fromStep`, … stored, transposed, at `to`, `to + toStep`, …: i32 locals. `scratch`:
 * the first of eight v128 locals.
 */
export function transpose4(from: number, fromStep: number, to: number, toStep: number, scratch: number): Code {
  const row = (start: number, step: number, n: number): Code =>
    n === 0 ? get(start) : i32.add(row(start, step, n - 1), get(step));
  const shuffle = (a: Code, b: Code, lanes: readonly number[]): Code =>
    [...a, ...b, ...simd(0x0d), ...lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte))];
  const [low, high] = [[0, 4, 1, 5], [2, 6, 3, 7]];
  const [v, t] = [[0, 1, 2, 3].map((i) => scratch + i), [4, 5, 6, 7].map((i) => scratch + i)];
  const pairs = (a: number, b: number, lanes: readonly number[]) => shuffle(get(a), get(b), lanes);
  return [
    ...v.flatMap((local, n) => set(local, four.load(row(from, fromStep, n)))),
    ...set(t[0]!, pairs(v[0]!, v[2]!, low)),
    ...set(t[1]!, pairs(v[1]!, v[3]!, low)),
    ...set(t[2]!, pairs(v[0]!, v[2]!, high)),
    ...set(t[3]!, pairs(v[1]!, v[3]!, high)),
    ...four.store(row(to, toStep, 0), pairs(t[0]!, t[1]!, low)),
    ...four.store(row(to, toStep, 1), pairs(t[0]!, t[1]!, high)),
    ...four.store(row(to, toStep, 2), pairs(t[2]!, t[3]!, low)),
    ...four.store(row(to, toStep, 3), pairs(t[2]!, t[3]!, high)),
  ];
}

/** Runs `body` as often as the i32 local `count` says, and leaves 0 in it. */
export const repeat = (count: number, body: Code): Code => [
  0x02, 0x40, 0x03, 0x40, // block, loop
  ...get(count), 0x45, 0x0d, 1, // br_if count == 0
  ...body,
  ...set(count, i32.add(get(count), i32.const(-1))),
  0x0c, 0, 0x0b, 0x0b, // br loop, end, end
];

export interface WasmFunction {
  readonly parameters: readonly ValueType[];
  readonly locals: readonly ValueType[];
  readonly body: Code;
}

/** A module that imports `env.memory` and exports the function as `run`. */
export function assemble({ parameters, locals, body }: WasmFunction): Uint8Array<ArrayBuffer> {
  const vector = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
  const text = (s: string): Code => vector([...s].map((c) => [c.charCodeAt(0)]));
  const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content];
  const code = [...vector(locals.map((type) => [1, VALUE_TYPES[type]])), ...body, 0x0b];
  return Uint8Array.from([
    0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, vector([[0x60, ...vector(parameters.map((type) => [VALUE_TYPES[type]])), 0]])),
    ...section(2, vector([[...text("env"), ...text("memory"), 2, 0, 0]])),
    ...section(3, vector([[0]])),
    ...section(7, vector([[...text("run"), 0, 0]])),
    ...section(10, vector([[...unsigned(code.length), ...code]])),
  ]);
}

/** tfjs' own memory; undefined where it is shared between threads or kept out of reach. */
export function memoryOf(backend: BackendWasm): WebAssembly.Memory | undefined {
  const exported: unknown = Reflect.get(backend.wasm, "asm");
  if (typeof exported !== "object" || exported === null) return undefined;
  const memory = Object.values(exported).find((value) => value instanceof WebAssembly.Memory);
  return memory?.buffer instanceof ArrayBuffer ? memory : undefined;
}

/**
 * Links a function into the memory of a backend, once for each. The numbers it is given are pointers (bytes) and
 * floats. Undefined where the browser has no SIMD or the memory is out of reach: use a loop in JavaScript there.
 */
export function linked(definition: WasmFunction): (backend: BackendWasm) => ((...args: number[]) => void) | undefined {
  let bytes: Uint8Array<ArrayBuffer> | undefined;
  const functions = new WeakMap<BackendWasm, ((...args: number[]) => void) | undefined>();
  const link = (backend: BackendWasm) => {
    bytes ??= assemble(definition);
    const memory = memoryOf(backend);
    if (!memory || !WebAssembly.validate(bytes)) return undefined;
    const { run } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } }).exports;
    return typeof run === "function" ? (run as (...args: number[]) => void) : undefined;
  };
  return (backend) => {
    if (!functions.has(backend)) functions.set(backend, link(backend));
    return functions.get(backend);
  };
}
