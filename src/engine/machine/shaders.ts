/** Checks the step compiler's shaders on the device of the active WebGPU backend, written as for a run there. */
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { engine } from "@tensorflow/tfjs-core";
import { isSoftwareAdapter } from "../device/backends/software";
import type { Check } from "step-compiler/wgsl/check";
import { gatherChecks } from "step-compiler/wgsl/gatherChecks";
import { checkPlan, loops, products } from "step-compiler/wgsl/planChecks";

/** Number of random loops of each kind. */
const LOOPS = 8;

/** Returns the largest error of each check. */
export async function checkShaders(): Promise<Check[]> {
  const { device } = engine().backend as WebGPUBackend;
  const target = isSoftwareAdapter(device.adapterInfo) ? "emulated" : "gpu";
  const checks: Check[] = [];
  for (const planCase of [...loops(LOOPS), ...products()]) checks.push(await checkPlan(device, planCase, target));
  return [...checks, ...(await gatherChecks(device))];
}
