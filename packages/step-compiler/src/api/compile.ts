/** Compiles a training step for a back end, and checks the names and sizes that its caller uses. */
import { sizeOf, type Graph, type Shape } from "../ir/graph";
import { CannotCompile } from "../ir/cannotCompile";
import { sameShape } from "../ir/operations";
import { LIBRARY } from "../trace/library";
import { trace, type TraceableStep } from "../trace/trace";
import type { Runner } from "./runner";

/** The names and shapes of what a step is given. All arrays are float32, and all names differ. */
export interface StepSignature {
  /** Shapes of arrays that the step only reads, such as a batch. */
  readonly inputs?: Readonly<Record<string, Shape>>;
  /**
   * Shapes of arrays that the step replaces, such as weights and an optimiser's moments. The step returns the next value of each under the same
   * name and in the same shape.
   */
  readonly states?: Readonly<Record<string, Shape>>;
  /** Numbers that may change from step to step, such as a learning rate, with their first values. The step may use them as they are or negated. */
  readonly numbers?: Readonly<Record<string, number>>;
}

export type CompileOptions =
  | {
    readonly backend?: "wasm";
    /**
     * The number of threads that compute a step, including the calling one: 1, the default, to 64. Several threads need shared memory, which a page
     * has only if it is cross-origin isolated. Results do not depend on it.
     */
    readonly threads?: number;
  }
  | {
    readonly backend: "webgpu";
    /** The device that runs the step; default: a new one, which `dispose` destroys. */
    readonly device?: GPUDevice;
  };

/** A compiled step with its own memory. Inputs and states are 0 until they are written. */
export interface CompiledStep {
  /** The number of loops and matrix products in a step. */
  readonly kernels: number;
  /** The size of the step's memory, in bytes. */
  readonly bytes: number;
  /** The number of threads that compute a step; 1 on WebGPU. It falls if a thread cannot start. */
  readonly threads: number;
  /**
   * Writes an input, a state or a number, which keeps its value until it is written again or, if it is a state, until the next step. Arrays are in
   * row-major order. The numbers of a tensor are `tensor.dataSync()`. Throws if the step has no such name, or if the size differs.
   */
  write(name: string, value: ArrayLike<number> | number): void;
  /**
   * Runs the step `times` times, default once, with the same inputs. On WASM it returns when the steps are computed, on WebGPU earlier. Throws if
   * the device is lost, if a thread has died, or after `dispose`, and the states are then lost; also if `times` is no whole number.
   */
  run(times?: number): void;
  /** Returns a copy of an output or a state after the steps so far. Rejects if the step returns no such name, and if the device is lost. */
  read(name: string): Promise<Float32Array>;
  /** Releases memory, threads, and the device if `compile` made it. */
  dispose(): void;
}

/**
 * Compiles a training step: a pure function of tensors of static shape, which computes with TensorFlow.js' operations and gradients. It is called
 * a few times while it is recorded, on tensors without values, and never afterwards.
 *
 * Rejects with `CannotCompile` if the step looks at values, uses an operation that is not supported, or does not return its states; the message
 * names the operation and says what to do. Rejects with `NoRoom` if a GPU has not enough memory, and with what the step itself throws.
 *
 * @example
 * const step = await compile(
 *   ({ x, y, w }, { rate }) => {
 *     const error = (w) => tf.mean(tf.square(tf.sub(tf.matMul(x, w), y)));
 *     const { value, grad } = tf.valueAndGrad(error)(w);
 *     return { loss: value, w: tf.sub(w, tf.mul(rate, grad)) };
 *   },
 *   { inputs: { x: [32, 8], y: [32, 1] }, states: { w: [8, 1] }, numbers: { rate: 0.1 } },
 * );
 */
export async function compile(
  step: TraceableStep, { inputs = {}, states = {}, numbers = {} }: StepSignature, options: CompileOptions = {},
): Promise<CompiledStep> {
  const twice = Object.keys(states).find((name) => name in inputs);
  if (twice !== undefined) throw new Error(`${twice} is both an input and a state`);
  if (options.backend !== undefined && options.backend !== "wasm" && options.backend !== "webgpu") {
    throw new Error(`There is no back end ${String(Reflect.get(options, "backend"))}. Choose wasm or webgpu`);
  }
  for (const [name, shape] of Object.entries({ ...inputs, ...states })) checkShape(name, shape);
  const graph = trace(step, { ...inputs, ...states }, numbers, { kernels: LIBRARY });
  checkOutputs(graph, { ...inputs, ...Object.fromEntries(Object.keys(numbers).map((name) => [name, []])) }, states);
  const runner = options.backend === "webgpu"
    ? await (await import("./webgpu")).onWebgpu(graph, options.device)
    : await (await import("./wasm")).onWasm(graph, options.threads ?? 1);
  const compiled = new Compiled(runner, { ...inputs, ...states }, numbers, Object.keys(graph.outputs));
  for (const [name, value] of Object.entries(numbers)) compiled.write(name, value);
  return compiled;
}

/** Throws if a shape is no list of sizes. Callers without TypeScript may leave the batch's size open, as Keras does. */
function checkShape(name: string, shape: Shape): void {
  if (Array.isArray(shape) && shape.every((size) => Number.isInteger(size) && size >= 0)) return;
  throw new Error(`The shape of ${name} has to be a list of whole numbers, such as [32, 784], and is ${JSON.stringify(shape)}. A batch has a fixed size`);
}

/** Throws if a state has no next value or another shape, or if an output would replace an input. */
function checkOutputs({ nodes, outputs }: Graph, inputs: Readonly<Record<string, Shape>>, states: Readonly<Record<string, Shape>>): void {
  for (const [name, shape] of Object.entries(states)) {
    const output = outputs[name];
    if (output === undefined) throw new CannotCompile(`The step returns no next value of the state ${name}. Return it under this name, or make it an input.`);
    const next = nodes[output]!.shape;
    if (!sameShape(next, shape)) throw new CannotCompile(`The step returns the state ${name} in the shape [${next}], but it has the shape [${shape}].`);
  }
  const replaced = Object.keys(outputs).find((name) => name in inputs);
  if (replaced !== undefined) throw new CannotCompile(`The step returns ${replaced}, which is an input. Make it a state, or return it under another name.`);
}

/** Returns an array of numbers as it is. Throws for a tensor, for nested arrays, and for whatever else is no list of numbers. */
function flat(name: string, value: ArrayLike<number>): ArrayLike<number> {
  if (ArrayBuffer.isView(value) || (Array.isArray(value) && value.every((one) => typeof one === "number"))) return value;
  throw new TypeError(`${name} takes a number or a flat list of numbers. Write a tensor as tensor.dataSync(), and nested lists as list.flat(Infinity)`);
}

class Compiled implements CompiledStep {
  readonly #runner: Runner;
  /** The number of elements of everything that can be written. */
  readonly #sizes: ReadonlyMap<string, number>;
  readonly #outputs: ReadonlySet<string>;
  #disposed = false;

  constructor(runner: Runner, arrays: Readonly<Record<string, Shape>>, numbers: Readonly<Record<string, number>>, outputs: readonly string[]) {
    this.#runner = runner;
    this.#sizes = new Map([...Object.entries(arrays).map(([name, shape]) => [name, sizeOf(shape)] as const), ...Object.keys(numbers).map((name) => [name, 1] as const)]);
    this.#outputs = new Set(outputs);
  }

  get kernels(): number { return this.#runner.kernels; }
  get bytes(): number { return this.#runner.bytes; }
  get threads(): number { return this.#runner.threads; }

  write(name: string, value: ArrayLike<number> | number): void {
    this.#checkAlive();
    const size = this.#sizes.get(name);
    if (size === undefined) throw new Error(`The step has no input, state or number ${name}. It has ${[...this.#sizes.keys()].join(", ")}.`);
    const values = value instanceof Float32Array ? value : Float32Array.from(typeof value === "number" ? [value] : flat(name, value));
    if (values.length !== size) throw new Error(`${name} has ${size} elements, but ${values.length} were given`);
    // A value that nothing depends on has no place in memory.
    if (this.#runner.names.inputs.has(name)) this.#runner.write(name, values);
  }

  run(times = 1): void {
    this.#checkAlive();
    if (!Number.isInteger(times) || times < 0) throw new RangeError(`A step runs a whole number of times, not ${times}`);
    for (let time = 0; time < times; time++) this.#runner.run();
  }

  async read(name: string): Promise<Float32Array> {
    this.#checkAlive();
    if (!this.#outputs.has(name)) throw new Error(`The step returns no ${name}. It returns ${[...this.#outputs].join(", ")}.`);
    return this.#runner.read(name);
  }

  dispose(): void {
    if (!this.#disposed) this.#runner.dispose();
    this.#disposed = true;
  }

  #checkAlive(): void {
    if (this.#disposed) throw new Error("The step has been disposed");
  }
}
