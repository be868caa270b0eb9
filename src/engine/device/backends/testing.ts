/** What tests of GPUs without a GPU have in common. */
import { afterEach, beforeEach, vi } from "vitest";
import { GPU_CONSTANTS } from "step-compiler/wgsl/fakeDevice";

/** Gives each test of a file timers that it advances itself, and WebGPU's constants. */
export function useFakeGpuClock(): void {
  beforeEach(() => {
    vi.useFakeTimers();
    for (const [name, value] of Object.entries(GPU_CONSTANTS)) vi.stubGlobal(name, value);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
}
