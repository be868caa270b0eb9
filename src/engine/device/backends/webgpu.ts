/** WebGPU. The engine asks for the device itself, so that it learns when the device is lost. */
import { findBackendFactory, registerBackend, removeBackend } from "@tensorflow/tfjs-core";
import { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { registerAdamWebgpu } from "../kernels/adam.webgpu";
import { registerMatMulWebgpu } from "../kernels/matMul.webgpu";
import { webgpuAdapter } from "./software";
import type { StartOptions } from "./options";

export async function prepare({ onLost }: StartOptions) {
  const adapter = await webgpuAdapter();
  const { limits, info } = adapter;
  const device = await adapter.requestDevice({
    requiredLimits: {
      maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
      maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxBufferSize: limits.maxBufferSize,
      maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
      maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
    },
  });
  void device.lost.then(({ reason, message }) => {
    if (reason !== "destroyed") onLost(message || "the graphics device was lost", "gone");
  });
  // WebGPU throws nothing: what a refused command should have written keeps its old numbers.
  device.addEventListener("uncapturederror", ({ error }) => onLost(error.message, "unreliable"));
  if (findBackendFactory("webgpu")) removeBackend("webgpu");
  registerBackend("webgpu", () => new WebGPUBackend(device, info));
  registerAdamWebgpu();
  registerMatMulWebgpu();
}
