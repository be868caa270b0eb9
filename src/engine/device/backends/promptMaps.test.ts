import { expect, it, vi } from "vitest";
import { mapPromptly, mapsLate } from "./promptMaps";
import { useFakeGpuClock } from "./testing";

useFakeGpuClock();

/** A device that notices the end of its work at a submission, once `busyMs` are over. */
function lateDevice(busyMs: number) {
  const resolves: (() => void)[] = [];
  let submissions = 0;
  const device = {
    queue: {
      submit() {
        submissions++;
        if (performance.now() >= busyMs) resolves.splice(0).forEach((resolve) => resolve());
      },
    },
    createBuffer: () => ({ mapAsync: () => new Promise<void>((resolve) => resolves.push(resolve)) }),
  } as unknown as GPUDevice; // only what `mapPromptly` calls is there
  return { device, submissions: () => submissions };
}

it("makes empty submissions while a buffer is being mapped, and none afterwards", async () => {
  const { device, submissions } = lateDevice(performance.now() + 40);
  mapPromptly(device);
  const start = performance.now();
  const mapped = device.createBuffer({ size: 4, usage: GPUBufferUsage.MAP_READ }).mapAsync(GPUMapMode.READ).then(() => performance.now() - start);
  await vi.advanceTimersByTimeAsync(60);
  expect(await mapped).toBeLessThanOrEqual(46);
  const before = submissions();
  await vi.advanceTimersByTimeAsync(100);
  expect(submissions()).toBe(before);
});

it("does not submit to a device that hangs for longer than ten seconds", async () => {
  const { device, submissions } = lateDevice(Infinity);
  mapPromptly(device);
  void device.createBuffer({ size: 4, usage: GPUBufferUsage.MAP_READ }).mapAsync(GPUMapMode.READ);
  await vi.advanceTimersByTimeAsync(11_000);
  const before = submissions();
  expect(before).toBeGreaterThan(1000);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(submissions()).toBe(before);
});

it("is for Firefox", () => {
  expect(mapsLate("Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0")).toBe(true);
  expect(mapsLate("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36")).toBe(false);
});
