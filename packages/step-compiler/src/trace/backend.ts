/**
 * A tracing backend of TensorFlow.js: it computes nothing and records the kernels that are called. It is registered while one
 * function runs and restores the state of tfjs afterwards: the backend in use, the kernels, the number of tensors.
 */
import {
  dispose, engine, KernelBackend, registerKernel, setBackend, Tensor, tidy, unregisterKernel,
  type BackendValues, type DataType, type KernelConfig, type TensorInfo,
} from "@tensorflow/tfjs-core";
import { CannotCompile } from "../ir/cannotCompile";
import { sizeOf, type Id, type Shape } from "../ir/graph";
import type { KernelMeaning } from "./kernelMeaning";
import { Recorder } from "../ir/operations";
import { INTEGER_BOUNDS, LARGEST_INTEGER, outputType } from "./types";

const NAME = "trace";

const LOOKS = "A step looks at a value while it is computed. Choose between results with tf.where. To see a value, return its tensor and read it after the step.";

/** The message of tfjs' error where a backend lacks a kernel. */
const UNKNOWN_KERNEL = new RegExp(`[Kk]ernel '(\\w+)' .*for backend '${NAME}'`);

type KernelInput = Parameters<KernelConfig["kernelFunc"]>[0];

/** Records kernels; its tensors have no values. */
export class TraceBackend extends KernelBackend {
  readonly recorder = new Recorder();
  private readonly values = new Map<object, { readonly id: Id; references: number }>();
  private readonly tensors: Tensor[] = [];
  /** The largest absolute value of integers that are not constants. */
  private readonly largest = new Map<Id, number>();
  private readonly truths = new Set<Id>();
  /** Whether the step has asked for a value by a promise. */
  reads = false;

  /** Returns the value that a tensor stands for; undefined for one of another backend. */
  find({ dataId }: TensorInfo): Id | undefined {
    return this.values.get(dataId)?.id;
  }

  tensor(id: Id, dtype: DataType): Tensor {
    const dataId = this.hold(id);
    const tensor = engine().makeTensorFromTensorInfo({ dataId, shape: [...this.recorder.shapeOf(id)], dtype }, this);
    this.tensors.push(tensor);
    if (dtype === "bool") this.truths.add(id);
    return tensor;
  }

  /** Records a call. Throws CannotCompile for types that it cannot have and for tensors of another step, and whatever `meaning` throws. */
  call(name: string, meaning: KernelMeaning, { inputs, attrs = {} }: KernelInput): Tensor | Tensor[] {
    const ids: Record<string, Id> = {};
    const types: Record<string, DataType> = {};
    for (const key in inputs) {
      const info = inputs[key];
      if (!info) continue;
      const id = this.find(info);
      if (id === undefined) throw new CannotCompile(`A step uses a tensor that is not among its inputs (${name}). Make it an input or a state. Layers and optimisers hold such tensors: write their computations in the step.`);
      [ids[key], types[key]] = [id, info.dtype];
    }
    const dtype = outputType(name, types, attrs);
    const made = meaning(this.recorder, { inputs: ids, attrs, constant: (input) => this.constantOf(ids[input]!) });
    const given = Object.values(ids);
    if (typeof made !== "number") return made.map((id) => this.typed(name, id, dtype, given));
    if (name !== "Cast") return this.typed(name, made, dtype, given);
    const [from] = Object.values(types);
    if (dtype === "bool" && from !== "bool") return this.tensor(this.isNotZero(made), dtype);
    if (dtype === "int32" && from === "float32") return this.tensor(this.truncated(made), dtype);
    return this.typed(name, made, dtype, given);
  }

  /** Returns a tensor of a result. Throws CannotCompile where an integer may be too large for float32. */
  private typed(name: string, id: Id, dtype: DataType, args: readonly Id[]): Tensor {
    if (dtype === "int32") {
      const largest = args.map((arg) => this.largestOf(arg));
      const bound = INTEGER_BOUNDS[name];
      if (bound || this.constantOf(id) !== undefined) {
        const terms = () => sizeOf(this.recorder.shapeOf(args[0]!)) / sizeOf(this.recorder.shapeOf(id));
        const most = bound ? bound(largest, terms()) : this.largestOf(id);
        if (!(most <= LARGEST_INTEGER)) throw new CannotCompile(`A step computes with integers that may be too large for float32 (${name}). Compute with float32.`);
        this.largest.set(id, most);
      } else if (args.length > 0) this.largest.set(id, Math.max(this.largest.get(id) ?? 0, ...largest));
    }
    return this.tensor(id, dtype);
  }

  /** The largest absolute value that a value may have; infinite if that is unknown. */
  private largestOf(id: Id): number {
    const data = this.constantOf(id);
    if (data === undefined) return this.largest.get(id) ?? (this.truths.has(id) ? 1 : Infinity);
    return typeof data === "number" ? Math.abs(data) : data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  }

  private constantOf(id: Id): number | Float32Array | undefined {
    const node = this.recorder.nodes[id]!;
    return node.op === "constant" ? node.data : undefined;
  }

  private isNotZero(id: Id): Id {
    const isZero = this.recorder.map("equal", id, this.recorder.constant(0, []));
    return this.recorder.map("sub", this.recorder.constant(1, []), isZero);
  }

  /** Rounds towards 0, and NaN to 0. */
  private truncated(id: Id): Id {
    const build = this.recorder;
    const whole = (x: Id) => build.map("floor", build.map("max", x, build.constant(0, [])));
    return build.map("mask", build.map("sub", whole(id), whole(build.map("neg", id))), build.map("equal", id, id));
  }

  /** Disposes every tensor made here, including those that `tf.keep` protects. */
  release(): void {
    for (const tensor of this.tensors) tensor.dispose();
  }

  override write(values: BackendValues, shape: Shape, dtype: DataType): object {
    if (dtype === "string" || dtype === "complex64") throw new CannotCompile(`A step computes with ${dtype}.`);
    const data = values instanceof Float32Array ? values : new Float32Array(values as ArrayLike<number>);
    if (dtype === "int32" && Array.from(values as ArrayLike<number>).some((x) => Math.abs(x) > LARGEST_INTEGER)) throw new CannotCompile("A step has an integer that is too large for float32.");
    return this.hold(this.recorder.constant(data, [...shape]));
  }

  override readSync(_: object): BackendValues {
    throw new CannotCompile(LOOKS);
  }

  /** Never resolves, as there will be no value. `record` refuses the step: a rejection that the step does not await would end a Node process. */
  override read(_: object): Promise<BackendValues> {
    this.reads = true;
    return new Promise(() => {});
  }

  override disposeData(dataId: object, force = false): boolean {
    const value = this.values.get(dataId);
    if (!value) return true;
    value.references--;
    if (!force && value.references > 0) return false;
    this.values.delete(dataId);
    return true;
  }

  override incRef(dataId: object): void {
    const value = this.values.get(dataId);
    if (value) value.references++;
  }

  override refCount(dataId: object): number {
    return this.values.get(dataId)?.references ?? 0;
  }

  override numDataIds(): number {
    return this.values.size;
  }

  override memory() {
    return { unreliable: false };
  }

  override floatPrecision(): 32 {
    return 32;
  }

  override epsilon(): number {
    return 1e-7;
  }

  override dispose(): void {
    this.values.clear();
  }

  protected hold(id: Id): object {
    const dataId = {};
    this.values.set(dataId, { id, references: 1 });
    return dataId;
  }
}

/** The recorded operations in order, and the positions of the named results among them. */
export interface Recording {
  readonly nodes: Recorder["nodes"];
  readonly outputs: Readonly<Record<string, Id>>;
}

/**
 * Runs `step` on tensors of these shapes without values, and records it. Throws CannotCompile for what cannot be recorded, and
 * whatever `step` throws.
 */
export function record(
  step: (tensors: Record<string, Tensor>) => Readonly<Record<string, Tensor>>, inputs: Readonly<Record<string, Shape>>,
  kernels: Readonly<Record<string, KernelMeaning>>,
): Recording {
  const backend = new TraceBackend();
  const outputs: Record<string, Id> = {};
  const variables = new Set(Object.values(engine().registeredVariables));
  const newVariables = () => Object.values(engine().registeredVariables).filter((variable) => !variables.has(variable));
  during(backend, kernels, () => {
    try {
      tidy(() => {
        const tensors = Object.fromEntries(Object.entries(inputs).map(([name, shape]) =>
          [name, backend.tensor(backend.recorder.input(name, [...shape]), "float32")]));
        const results: unknown = step(tensors);
        // A rejection that nobody handles would end a Node process.
        if (results instanceof Promise) results.catch(() => undefined);
        if (backend.reads) throw new CannotCompile(LOOKS);
        if (newVariables().length > 0) throw new CannotCompile("A step makes a variable, as optimisers of tf.train do, and its value would be lost after each step. Make it a state, and write its update in the step.");
        if (!isNamed(results)) throw new CannotCompile("A step has to return tensors by name, such as { loss, w }, and no promise.");
        for (const [name, result] of Object.entries(results)) {
          const id = result instanceof Tensor ? backend.find(result) : undefined;
          if (id === undefined) throw new CannotCompile(`A step gives back a tensor that it did not compute: ${name}.`);
          outputs[name] = id;
        }
        dispose(Object.values(results) as Tensor[]);
      });
    } finally {
      for (const variable of newVariables()) variable.dispose();
      backend.release();
    }
  });
  return { nodes: backend.recorder.nodes, outputs };
}

/** Whether a step's result is an object of values by name, as far as its kind tells. */
function isNamed(results: unknown): results is Readonly<Record<string, unknown>> {
  return typeof results === "object" && results !== null && !Array.isArray(results) && !(results instanceof Tensor) && !(results instanceof Promise);
}

/**
 * Runs a function with this backend in use. `setBackend` takes effect before it returns if the backend exists already
 * (engine.ts of tfjs-core 4.22: nothing is awaited then), so nothing else runs in between.
 */
function during(backend: TraceBackend, kernels: Readonly<Record<string, KernelMeaning>>, run: () => void): void {
  const tfjs = engine();
  // Until the first operation the name is undefined, contrary to its type.
  const before: string | null | undefined = tfjs.backendName;
  for (const [kernelName, meaning] of Object.entries(kernels)) {
    registerKernel({ kernelName, backendName: NAME, kernelFunc: (input) => backend.call(kernelName, meaning, input) });
  }
  tfjs.registerBackend(NAME, () => backend, 0);
  try {
    void setBackend(NAME);
    if (tfjs.backend !== backend) throw new Error("tfjs did not switch to the recording backend at once");
    run();
  } catch (error) {
    const kernel = error instanceof Error ? UNKNOWN_KERNEL.exec(error.message)?.[1] : undefined;
    if (kernel === undefined) throw error;
    throw new CannotCompile(`A step uses an operation that is not supported: ${kernel}. Compose it of supported ones, or compute it outside of the step.`, { cause: error });
  } finally {
    if (before) void setBackend(before);
    tfjs.removeBackend(NAME);
    for (const kernelName of Object.keys(kernels)) unregisterKernel(kernelName, NAME);
  }
}
