/**
 * WASM functions assembled at run time that work on tensors in the memory of tfjs' wasm backend, with SIMD and without a
 * build step. The assembler is the compiler's; this file adds loops over tensors of any size.
 */
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import {
  get, i32, ModuleWriter, repeatWhile, set, v128, when, type Code, type Local, type Locals, type ValueType,
} from "step-compiler/wasm/assembler";

/** How a loop's body reads and writes: four elements at once, or a single one of the remainder. */
export interface Lanes {
  load(address: Code): Code;
  store(address: Code, value: Code): Code;
}

const four: Lanes = { load: v128.load, store: v128.store };
const one: Lanes = { load: v128.loadOne, store: (address, value) => v128.storeLane(address, value, 0) };

/**
 * Returns code for the loop `for (at = 0; at < bytes; at += …) body`: over whole vectors first, then over the remainder. `bytes`: an i32 local; a
 * body's address is a pointer plus `at`. An element's result does not depend on which loop handles it.
 */
export function forEachVector(locals: Locals, bytes: Local, body: (lanes: Lanes, at: Code) => Code): Code {
  const at = locals.add("i32");
  const until = (end: Code, stride: number, lanes: Lanes): Code => when(i32.ltU(get(at), end), repeatWhile(
    i32.ltU(get(at), end),
    [body(lanes, get(at)), set(at, i32.add(get(at), i32.const(stride)))],
  ));
  return [
    set(at, i32.const(0)),
    until(i32.and(get(bytes), i32.const(-16)), 16, four),
    until(get(bytes), 4, one),
  ];
}

/** Stores four vectors at `from`, `from + fromStep`, … transposed at `to`, `to + toStep`, …; all are i32 locals. */
export function transpose4(locals: Locals, from: Local, fromStep: Local, to: Local, toStep: Local): Code {
  const row = (start: Local, step: Local, n: number): Code =>
    n === 0 ? get(start) : i32.add(row(start, step, n - 1), get(step));
  const named = (value: Code): { readonly local: Local; readonly code: Code } => {
    const local = locals.add("v128");
    return { local, code: set(local, value) };
  };
  const low = (a: Local, b: Local): Code => v128.shuffle(get(a), get(b), [0, 4, 1, 5]);
  const high = (a: Local, b: Local): Code => v128.shuffle(get(a), get(b), [2, 6, 3, 7]);
  const rows = [0, 1, 2, 3].map((n) => named(v128.load(row(from, fromStep, n))));
  const [a, b, c, d] = rows.map(({ local }) => local) as [Local, Local, Local, Local];
  const pairs = [named(low(a, c)), named(low(b, d)), named(high(a, c)), named(high(b, d))];
  const [p, q, r, s] = pairs.map(({ local }) => local) as [Local, Local, Local, Local];
  return [
    [...rows, ...pairs].map(({ code }) => code),
    [low(p, q), high(p, q), low(r, s), high(r, s)].map((column, n) => v128.store(row(to, toStep, n), column)),
  ];
}

/** Runs `body` as often as the i32 local `count` says, and leaves 0 in it. */
export const repeat = (count: Local, body: Code): Code =>
  when(get(count), repeatWhile(get(count), [body, set(count, i32.sub(get(count), i32.const(1)))]));

export interface WasmFunction {
  /** Locals 0, 1, … */
  readonly parameters: readonly ValueType[];
  readonly write: (locals: Locals) => Code;
}

/** Returns tfjs' own memory; undefined if it is shared between threads or not accessible. */
function memoryOf(backend: BackendWasm): WebAssembly.Memory | undefined {
  const exported: unknown = Reflect.get(backend.wasm, "asm");
  if (typeof exported !== "object" || exported === null) return undefined;
  const memory = Object.values(exported).find((value) => value instanceof WebAssembly.Memory);
  return memory?.buffer instanceof ArrayBuffer ? memory : undefined;
}

/**
 * Links a function into the memory of a backend, once for each backend. Its arguments are integers, pointers among them (bytes).
 * Undefined if the browser has no SIMD or the memory is not accessible: then use a loop in JavaScript.
 */
export function linked(
  { parameters, write }: WasmFunction,
): (backend: BackendWasm) => ((...args: number[]) => void) | undefined {
  let bytes: Uint8Array<ArrayBuffer> | undefined;
  const functions = new WeakMap<BackendWasm, ((...args: number[]) => void) | undefined>();
  const assemble = () => {
    const module = new ModuleWriter();
    module.function(parameters, write, "run");
    return module.bytes();
  };
  const link = (backend: BackendWasm) => {
    bytes ??= assemble();
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
