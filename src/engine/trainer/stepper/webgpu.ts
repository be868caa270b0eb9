/** Compiled steps on the webgpu backend: on tfjs' own device, so that weights and losses never leave it. */
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { engine, keep, type Tensor } from "@tensorflow/tfjs-core";
import { isSoftwareAdapter } from "../../device/backends/software";
import type { Plan } from "../../../compiler/ir/plan";
import { compileWgsl, type WgslOptions, type WgslStep } from "../../../compiler/wgsl";
import type { Executable } from "./executable";

/** Most steps in one submission to the queue: then submitting costs little beside the steps themselves. */
const STEPS_PER_SUBMIT = 8;

/** `options`: for checks, which compile otherwise. Rejects where the device refuses a shader or has no memory for the step. */
export async function webgpuExecutable(plan: Plan, options: WgslOptions = {}): Promise<Executable> {
  const backend = engine().backend as WebGPUBackend;
  const target = isSoftwareAdapter(backend.device.adapterInfo) ? "emulated" : "gpu";
  const step = await compileWgsl(plan, backend.device, { target, stepsPerSubmit: STEPS_PER_SUBMIT, ...options });
  return onDevice(backend, plan, step);
}

function onDevice(backend: WebGPUBackend, plan: Plan, step: WgslStep): Executable {
  return {
    kernels: plan.kernels.length,
    arenaBytes: step.bytes,
    imageBytes: step.rowBytes,
    threads: 1,
    lostThreads: 0,
    needs: (input) => plan.inputs[input] !== undefined,
    gathers: (input) => step.gathers(input),
    write: (input, data) => step.write(input, data),
    writeTensor(name, tensor) {
      const buffer = bufferOf(backend, tensor);
      // tfjs may not have submitted the commands yet that compute this tensor.
      backend.ensureCommandEncoderReady();
      backend.endComputePassEncoder();
      backend.submitQueue();
      step.copyIn(name, buffer);
      step.submit();
    },
    read(outputs) {
      const copies = Object.entries(outputs).map(([name, shape]) => {
        const copy = keep(engine().makeTensorFromTensorInfo(backend.makeTensorInfo([...shape], "float32"), backend));
        step.copyOut(name, bufferOf(backend, copy));
        return [name, copy] as const;
      });
      // Now, so that the copies are made before tfjs submits commands that read them.
      step.submit();
      return Object.fromEntries(copies);
    },
    readOutput: (output) => step.read(output),
    begin: () => undefined,
    run: () => step.run(),
    dispose: () => step.dispose(),
  };
}

/** The buffer of a tensor, on the device from now on if it was not. */
function bufferOf(backend: WebGPUBackend, { dataId }: Tensor): GPUBuffer {
  backend.uploadToGPU(dataId);
  const { resource } = backend.tensorMap.get(dataId);
  if (!(resource instanceof GPUBuffer)) throw new Error("A tensor is not in a buffer");
  return resource;
}
