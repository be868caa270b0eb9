import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { ElboError } from "../../core/errors";
import { DeviceLoss } from "./deviceLoss";

const lost = new ElboError("backend-lost", "reset");

it("settles like the awaited work, until the device is lost", async () => {
  const device = new DeviceLoss();
  expect(await device.unlessLost(Promise.resolve(3))).toBe(3);
  await expect(device.unlessLost(Promise.reject(new Error("wrong")))).rejects.toThrow("wrong");
  const [first, second] = [device.unlessLost(new Promise(() => undefined)), device.unlessLost(new Promise(() => undefined))];
  device.reject(lost);
  await expect(first).rejects.toBe(lost);
  await expect(second).rejects.toBe(lost);
  await expect(device.unlessLost(new Promise(() => undefined))).rejects.toBe(lost);
});

it("keeps no result", async () => {
  setFlagsFromString("--expose_gc");
  const collect = runInNewContext("gc") as () => void;
  const device = new DeviceLoss();
  const results: WeakRef<object>[] = [];
  for (let i = 0; i < 10; i++) results.push(new WeakRef(await device.unlessLost(Promise.resolve({ i }))));
  await new Promise((resolve) => setTimeout(resolve)); // a weak reference stays alive until the end of its task
  collect();
  expect(results.filter((result) => result.deref() !== undefined)).toHaveLength(0);
  device.reject(lost);
});
