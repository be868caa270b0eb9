import { getBackend } from "@tensorflow/tfjs-core";
import { afterEach, expect, it, vi } from "vitest";
import { useBackend } from "../../testing";
import { startBackend } from "./start";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const options = { wasmPaths: {}, softwareWebgl: false, onLost: () => undefined };

it("does not wait for ever for a graphics driver that hangs, and leaves the backend in use as it is", async () => {
  await useBackend("wasm");
  await import("./webgpu"); // what takes time from now on is the driver
  vi.useFakeTimers();
  const asked = vi.fn(() => new Promise<GPUAdapter | null>(() => undefined));
  vi.stubGlobal("navigator", { gpu: { requestAdapter: asked } });
  const started = startBackend("webgpu", options).then(() => null, (error: unknown) => error);
  await vi.waitFor(() => expect(asked).toHaveBeenCalled());
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await started).toMatchObject({ code: "backend-unavailable", message: expect.stringMatching(/did not answer within 10 s/) });
  expect(getBackend()).toBe("wasm");
});
