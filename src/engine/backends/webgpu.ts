/** WebGPU. The engine asks for the device itself, so that it learns when the device is lost. */
import { findBackendFactory, registerBackend, removeBackend } from "@tensorflow/tfjs-core";
import { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { registerAdamWebgpu } from "../kernels/adam.webgpu";
import { isSoftwareAdapter } from "./software";
import type { StartOptions } from "./options";

export async function prepare({ onLost }: StartOptions) {
  if (!("gpu" in navigator) || !navigator.gpu) throw new Error("this browser has no WebGPU");
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: "high-performance" });
  if (!adapter) throw new Error("no WebGPU adapter");
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
    if (reason !== "destroyed") onLost(message || "the graphics device was lost");
  });
  if (findBackendFactory("webgpu")) removeBackend("webgpu");
  registerBackend("webgpu", () => new WebGPUBackend(device, info));
  registerAdamWebgpu();
  return { software: isSoftwareAdapter(info) };
}
