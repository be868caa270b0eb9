/**
 * A tracing backend of TensorFlow.js: it computes nothing and records the kernels that are called. It is registered while one
 * function runs and restores the state of tfjs afterwards: the backend in use, the kernels, the number of tensors.
 */
import {
  dispose, engine, KernelBackend, registerKernel, setBackend, tidy, unregisterKernel,
  type BackendValues, type DataType, type KernelConfig, type Tensor, type TensorInfo,
} from "@tensorflow/tfjs-core";
import { CannotCompile } from "../ir/cannotCompile";
import type { Id, Shape } from "../ir/graph";
import { attribute, type KernelCall, type KernelMeaning } from "./kernelMeaning";
import { Recorder } from "../ir/operations";

const NAME = "trace";

/** The message of tfjs' error where a backend lacks a kernel. */
const UNKNOWN_KERNEL = new RegExp(`[Kk]ernel '(\\w+)' .*for backend '${NAME}'`);

/** Kernels whose outputs are booleans, represented as 1 or 0. */
const COMPARISONS: ReadonlySet<string> = new Set(["Equal", "Greater", "GreaterEqual", "Less", "LessEqual", "LogicalNot"]);
/** Kernels whose outputs have the type of their inputs. */
const TYPE_KEEPING: ReadonlySet<string> = new Set([
  "Concat", "Identity", "OnesLike", "Pack", "Reshape", "Slice", "SplitV", "Tile", "Unpack", "ZerosLike",
]);

type KernelInput = Parameters<KernelConfig["kernelFunc"]>[0];

/** Records kernels; its tensors have no values. */
export class TraceBackend extends KernelBackend {
  readonly recorder = new Recorder();
  private readonly values = new Map<object, { readonly id: Id; references: number }>();
  private readonly tensors: Tensor[] = [];

  /** Returns the value that a tensor stands for; undefined for one of another backend. */
  find({ dataId }: TensorInfo): Id | undefined {
    return this.values.get(dataId)?.id;
  }

  tensor(id: Id, dtype: DataType): Tensor {
    const dataId = this.hold(id);
    const tensor = engine().makeTensorFromTensorInfo({ dataId, shape: [...this.recorder.shapeOf(id)], dtype }, this);
    this.tensors.push(tensor);
    return tensor;
  }

  /** Records a call. Throws CannotCompile if tensors are not float32 or not of this step, and whatever `meaning` throws. */
  call(name: string, meaning: KernelMeaning, { inputs, attrs = {} }: KernelInput): Tensor | Tensor[] {
    const ids: Record<string, Id> = {};
    let first: DataType | undefined;
    for (const key in inputs) {
      const info = inputs[key];
      if (!info) continue;
      checkType(name, info.dtype);
      const id = this.find(info);
      if (id === undefined) throw new CannotCompile(`A step uses a tensor that is not among its inputs (${name}).`);
      ids[key] = id;
      first ??= info.dtype;
      if (TYPE_KEEPING.has(name) && info.dtype !== first) throw new Error(`${name}: the types ${first} and ${info.dtype} differ`);
    }
    const call: KernelCall = { inputs: ids, attrs };
    const made = meaning(this.recorder, call);
    const dtype = outputType(name, call, first);
    if (typeof made !== "number") return made.map((id) => this.tensor(id, dtype));
    const toTruth = name === "Cast" && dtype === "bool" && first !== "bool";
    return this.tensor(toTruth ? this.isNotZero(made) : made, dtype);
  }

  private isNotZero(id: Id): Id {
    const isZero = this.recorder.map("equal", id, this.recorder.constant(0, []));
    return this.recorder.map("sub", this.recorder.constant(1, []), isZero);
  }

  /** Disposes every tensor made here, including those that `tf.keep` protects. */
  release(): void {
    for (const tensor of this.tensors) tensor.dispose();
  }

  override write(values: BackendValues, shape: Shape, dtype: DataType): object {
    if (dtype === "string" || dtype === "complex64") throw new CannotCompile(`A step computes with ${dtype}.`);
    const data = values instanceof Float32Array ? values : new Float32Array(values as ArrayLike<number>);
    return this.hold(this.recorder.constant(data, [...shape]));
  }

  override readSync(_: object): BackendValues {
    throw new CannotCompile("A step looks at a value while it is computed.");
  }

  override read(_: object): Promise<BackendValues> {
    return Promise.reject(new CannotCompile("A step looks at a value while it is computed."));
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

function checkType(kernel: string, dtype: DataType): void {
  if (dtype !== "float32" && dtype !== "bool") throw new CannotCompile(`A step computes with ${dtype} (${kernel}).`);
}

function outputType(name: string, { attrs }: KernelCall, first: DataType | undefined): DataType {
  if (name === "Cast" || name === "Fill") {
    const dtype = attribute<DataType>(attrs, "dtype");
    checkType(name, dtype);
    return dtype;
  }
  if (COMPARISONS.has(name)) return "bool";
  return (TYPE_KEEPING.has(name) ? first : undefined) ?? "float32";
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
  during(backend, kernels, () => {
    try {
      tidy(() => {
        const tensors = Object.fromEntries(Object.entries(inputs).map(([name, shape]) =>
          [name, backend.tensor(backend.recorder.input(name, [...shape]), "float32")]));
        const results = step(tensors);
        for (const [name, result] of Object.entries(results)) {
          const id = backend.find(result);
          if (id === undefined) throw new CannotCompile(`A step gives back a tensor that it did not compute: ${name}.`);
          outputs[name] = id;
        }
        dispose(results);
      });
    } finally {
      backend.release();
    }
  });
  return { nodes: backend.recorder.nodes, outputs };
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
