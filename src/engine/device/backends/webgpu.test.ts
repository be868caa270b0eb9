import { expect, it, vi } from "vitest";
import { useFakeGpuClock } from "./testing";
import { prepare } from "./webgpu";

useFakeGpuClock();

/** Prepares a device in a browser with this name. Its buffers are never mapped. */
async function prepared(userAgent: string) {
  const submit = vi.fn();
  const device = {
    features: new Set(), limits: {}, lost: new Promise(() => undefined), addEventListener: () => undefined,
    queue: { submit }, createBuffer: () => ({ mapAsync: () => new Promise(() => undefined) }), createComputePipelineAsync: () => undefined,
  };
  const adapter = { limits: {}, info: {}, features: new Set(), requestDevice: async () => device };
  vi.stubGlobal("navigator", { userAgent, gpu: { requestAdapter: async () => adapter } });
  const onLost = vi.fn();
  await prepare({ wasmPaths: {}, softwareWebgl: false, onLost }, new AbortController().signal);
  return { device: device as unknown as GPUDevice, submit, onLost }; // only what is called is there
}

it.each([
  ["Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0", true],
  ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36", false],
])("makes a device whose readbacks are prompt, and which does not hang unnoticed: %s", async (userAgent, submits) => {
  const { device, submit, onLost } = await prepared(userAgent);
  void device.createBuffer({ size: 4, usage: GPUBufferUsage.MAP_READ }).mapAsync(GPUMapMode.READ);
  await vi.advanceTimersByTimeAsync(100);
  if (submits) expect(submit.mock.calls.length).toBeGreaterThan(10);
  else expect(submit).not.toHaveBeenCalled();
  expect(onLost).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(onLost).toHaveBeenCalledWith(expect.stringContaining("has not answered"), "unreliable");
});
