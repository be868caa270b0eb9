import { findBackendFactory, getBackend } from "@tensorflow/tfjs-core";
import { afterEach, expect, it, vi } from "vitest";
import { eventually } from "../../../core/testing";
import { useBackend } from "../../testing";
import { startBackend } from "./start";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const options = { wasmPaths: {}, softwareWebgl: false, onLost: () => undefined };

it("gives back a device that comes after the time limit, and registers no backend for it", async () => {
  await useBackend("wasm");
  await import("./webgpu");
  vi.useFakeTimers();
  let answer: (device: { destroy(): void }) => void = () => undefined;
  const requestDevice = vi.fn(() => new Promise((resolve) => { answer = resolve; }));
  vi.stubGlobal("navigator", { gpu: { requestAdapter: async () => ({ limits: {}, info: {}, features: new Set(), requestDevice }) } });
  const started = startBackend("webgpu", options).catch(() => undefined);
  await eventually(() => expect(requestDevice).toHaveBeenCalled());
  await vi.advanceTimersByTimeAsync(10_000);
  await started;
  const destroy = vi.fn();
  answer({ destroy });
  await eventually(() => expect(destroy).toHaveBeenCalled());
  expect(findBackendFactory("webgpu")).toBeFalsy();
  expect(getBackend()).toBe("wasm");
});

it("does not wait forever for a hanging graphics driver, and does not change the active backend", async () => {
  await useBackend("wasm");
  await import("./webgpu"); // from now on only the driver takes time
  vi.useFakeTimers();
  const asked = vi.fn(() => new Promise<GPUAdapter | null>(() => undefined));
  vi.stubGlobal("navigator", { gpu: { requestAdapter: asked } });
  const started = startBackend("webgpu", options).then(() => null, (error: unknown) => error);
  await eventually(() => expect(asked).toHaveBeenCalled());
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await started).toMatchObject({ code: "backend-unavailable", message: expect.stringMatching(/did not answer within 10 s/) });
  expect(getBackend()).toBe("wasm");
});
