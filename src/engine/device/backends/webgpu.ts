/** WebGPU. The engine requests the device itself, so that it is notified when the device is lost. */
import { findBackendFactory, registerBackend, removeBackend } from "@tensorflow/tfjs-core";
import { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { registerMatMulWebgpu } from "../kernels/matMul.webgpu";
import { noticeHanging } from "./hanging";
import { mapPromptly, mapsLate } from "./promptMaps";
import { webgpuAdapter } from "./software";
import type { StartOptions } from "./options";

/** Registers the backend with a new device, and its kernels. A device that comes too late is given back. Rejects if there is no adapter or device. */
export async function prepare({ onLost }: StartOptions, late: AbortSignal) {
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
  if (late.aborted) return device.destroy();
  if (mapsLate(navigator.userAgent)) mapPromptly(device);
  noticeHanging(device, (detail) => onLost(detail, "unreliable"));
  void device.lost.then(({ reason, message }) => {
    if (reason !== "destroyed") onLost(message || "the graphics device was lost", "gone");
  });
  // WebGPU does not throw: the output of a refused command keeps its old values.
  device.addEventListener("uncapturederror", ({ error }) => onLost(error.message, "unreliable"));
  if (findBackendFactory("webgpu")) removeBackend("webgpu");
  registerBackend("webgpu", () => new WebGPUBackend(device, info));
  registerMatMulWebgpu();
}
