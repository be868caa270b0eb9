import { expect, it, vi } from "vitest";
import { noticeHanging } from "./hanging";
import { useFakeGpuClock } from "./testing";

useFakeGpuClock();

/** A watched device whose promises settle on demand. `hangs`: what was reported. */
function watchedDevice() {
  const pending: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];
  const hangs: string[] = [];
  const open = () => new Promise<void>((resolve, reject) => pending.push({ resolve, reject }));
  const device = { createBuffer: () => ({ mapAsync: open }), createComputePipelineAsync: open } as unknown as GPUDevice; // only what `noticeHanging` calls is there
  noticeHanging(device, (detail) => hangs.push(detail));
  const work = {
    map: () => device.createBuffer({ size: 4, usage: GPUBufferUsage.MAP_READ }).mapAsync(GPUMapMode.READ),
    compile: () => device.createComputePipelineAsync({} as GPUComputePipelineDescriptor),
  };
  return { work, pending, hangs };
}
const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000);

it.each(["map", "compile"] as const)("reports once that a device does not %s for 45 s", async (what) => {
  const { work, hangs } = watchedDevice();
  void work[what]();
  await seconds(44);
  expect(hangs).toEqual([]);
  await seconds(1);
  void work.map();
  await seconds(100);
  expect(hangs).toEqual(["the graphics device has not answered for 45 s"]);
});

it("does not report a slow device, of which something settles in time, nor one without work", async () => {
  const { work, pending, hangs } = watchedDevice();
  const refused = work.compile().catch(() => "refused");
  void work.map();
  await seconds(44);
  pending[0]!.reject(new Error("no"));
  expect(await refused).toBe("refused");
  await seconds(44);
  pending[1]!.resolve();
  await seconds(1000);
  void work.map();
  await seconds(44);
  expect(hangs).toEqual([]);
});
