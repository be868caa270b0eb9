/**
 * A backend of TensorFlow.js that computes with the step compiler: it records kernels, and when a value is read, it compiles the
 * kernels that the value depends on to WebAssembly and runs them.
 */
import {
  getKernelsForBackend, registerBackend, registerKernel, type BackendValues, type DataType, type Tensor,
} from "@tensorflow/tfjs-core";
import { CannotCompile } from "step-compiler/ir/cannotCompile";
import { argumentsOf, sizeOf, type Id, type Shape } from "step-compiler/ir/graph";
import { plan } from "step-compiler/passes";
import { simplified } from "step-compiler/trace/trace";
import { TraceBackend } from "step-compiler/trace/backend";
import { KERNELS } from "step-compiler/trace/kernels";
import { LIBRARY } from "step-compiler/trace/library";
import { compileWasm } from "step-compiler/wasm/compileWasm";

/** The compiler's refusals since this list was last emptied. */
export const refusals: CannotCompile[] = [];
/** Errors that the compiler does not throw on purpose: these are its mistakes, whatever a test expects. */
export const crashes: unknown[] = [];

function noting<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof CannotCompile) refusals.push(error);
    else if (error instanceof TypeError || error instanceof RangeError) crashes.push(error);
    throw error;
  }
}

class CompiledBackend extends TraceBackend {
  private readonly inputs = new Map<string, Float32Array>();
  private readonly written = new Map<object, BackendValues>();
  private readonly types = new Map<object, DataType>();

  override tensor(id: Id, dtype: DataType): Tensor {
    const tensor = super.tensor(id, dtype);
    this.types.set(tensor.dataId, dtype);
    return tensor;
  }

  /** Single numbers and integers are constants, as in a training step; other arrays are inputs. */
  override write(values: BackendValues, shape: Shape, dtype: DataType): object {
    const data = Float32Array.from(values instanceof Float32Array ? values : values as ArrayLike<number>);
    const dataId = noting(() => {
      if (dtype === "string" || dtype === "complex64" || dtype === "int32" || sizeOf(shape) <= 1) return super.write(values, shape, dtype);
      const name = `input${this.inputs.size}`;
      this.inputs.set(name, data);
      return this.hold(this.recorder.input(name, [...shape]));
    });
    this.written.set(dataId, values);
    return dataId;
  }

  override async read(dataId: object): Promise<BackendValues> {
    const written = this.written.get(dataId);
    if (written) return written;
    const id = this.find({ dataId, shape: [], dtype: "float32" });
    if (id === undefined) throw new Error("A tensor that is read is not of this backend");
    const values = await this.compute(id);
    const dtype = this.types.get(dataId);
    return dtype === "bool" ? Uint8Array.from(values) : dtype === "int32" ? Int32Array.from(values) : values;
  }

  override readSync(dataId: object): BackendValues {
    return this.written.get(dataId) ?? noting(() => super.readSync(dataId));
  }

  private async compute(output: Id): Promise<Float32Array> {
    const needed = new Set([output]);
    for (let id = output; id >= 0; id--) if (needed.has(id)) argumentsOf(this.recorder.nodes[id]!).forEach((arg) => needed.add(arg));
    const nodes = this.recorder.nodes.slice(0, output + 1).map((node, id) =>
      (needed.has(id) ? node : { op: "constant" as const, data: 0, shape: [] }));
    const planned = noting(() => plan(simplified({ nodes, outputs: { output } }, new Map())));
    const step = await compileWasm(planned, { poison: NaN });
    for (const name of Object.keys(planned.inputs)) step.view(name).set(this.inputs.get(name)!);
    step.run();
    const values = step.view("output").slice();
    step.dispose();
    return values;
  }
}

/** Registers the backend. It refuses kernels of the backend `others` that the compiler does not know, as tracing a step does. */
export function registerCompiled(backendName: string, others: string): void {
  registerBackend(backendName, () => new CompiledBackend());
  const known = { ...KERNELS, ...LIBRARY };
  const names = new Set([...Object.keys(known), ...getKernelsForBackend(others).map(({ kernelName }) => kernelName)]);
  for (const kernelName of names) {
    const meaning = known[kernelName];
    registerKernel({
      kernelName, backendName,
      kernelFunc: (input) => noting(() => {
        if (!meaning) throw new CannotCompile(`A step uses an operation that is not supported: ${kernelName}.`);
        return (input.backend as CompiledBackend).call(kernelName, meaning, input);
      }),
    });
  }
}
