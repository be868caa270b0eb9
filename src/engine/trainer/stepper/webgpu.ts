/** Compiled steps on the webgpu backend. They share tfjs' device, so that weights and losses never leave it. */
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { engine, keep, type Tensor } from "@tensorflow/tfjs-core";
import { isSoftwareAdapter } from "../../device/backends/software";
import type { Plan } from "step-compiler/ir/plan";
import { compileWgsl, type WgslOptions, type WgslStep } from "step-compiler/wgsl/compileWgsl";
import { PLAN_OPTIONS } from "step-compiler/wgsl/planOptions";
import type { Executable } from "./executable";

/** Maximum number of steps in one submission to the queue, so that submitting costs little compared with the steps. */
const STEPS_PER_SUBMIT = 8;

/**
 * Returns the compiler for the device, and the options of its plans. Compiling rejects if the device refuses a shader, and with `NoRoom` if it lacks memory for the step.
 */
export function webgpuCompiler(options: WgslOptions) {
  const backend = engine().backend as WebGPUBackend;
  const target = options.target ?? (isSoftwareAdapter(backend.device.adapterInfo) ? "emulated" : "gpu");
  const planOptions = PLAN_OPTIONS[target];
  return {
    options: planOptions,
    ...(planOptions.sideBySide && { smaller: { ...planOptions, sideBySide: false } }),
    async compile(plan: Plan): Promise<Executable> {
      const step = await compileWgsl(plan, backend.device, { stepsPerSubmit: STEPS_PER_SUBMIT, readEachStep: "losses", ...options, target });
      return onDevice(backend, plan, step);
    },
  };
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
      // Submitted now, so that the copies are made before tfjs submits commands that read them.
      step.submit();
      return Object.fromEntries(copies);
    },
    readOutput: (output) => step.read(output),
    begin: () => undefined,
    run: () => step.run(),
    dispose: () => step.dispose(),
  };
}

/** The buffer of a tensor, which is uploaded to the device if necessary. */
function bufferOf(backend: WebGPUBackend, { dataId }: Tensor): GPUBuffer {
  backend.uploadToGPU(dataId);
  const { resource } = backend.tensorMap.get(dataId);
  if (!(resource instanceof GPUBuffer)) throw new Error("A tensor is not in a buffer");
  return resource;
}
