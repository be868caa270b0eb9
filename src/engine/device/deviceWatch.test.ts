import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { ElboError } from "../../core/errors";
import { DeviceWatch } from "./deviceWatch";

const lost = new ElboError("backend-lost", "reset");

it("is as what is waited for, until the device is lost", async () => {
  const watch = new DeviceWatch();
  expect(await watch.unlessLost(Promise.resolve(3))).toBe(3);
  await expect(watch.unlessLost(Promise.reject(new Error("wrong")))).rejects.toThrow("wrong");
  const [first, second] = [watch.unlessLost(new Promise(() => undefined)), watch.unlessLost(new Promise(() => undefined))];
  watch.lose(lost);
  await expect(first).rejects.toBe(lost);
  await expect(second).rejects.toBe(lost);
  await expect(watch.unlessLost(new Promise(() => undefined))).rejects.toBe(lost);
});

it("keeps no result", async () => {
  setFlagsFromString("--expose_gc");
  const collect = runInNewContext("gc") as () => void;
  const watch = new DeviceWatch();
  const results: WeakRef<object>[] = [];
  for (let i = 0; i < 10; i++) results.push(new WeakRef(await watch.unlessLost(Promise.resolve({ i }))));
  await new Promise((resolve) => setTimeout(resolve)); // a weak reference holds until the end of its task
  collect();
  expect(results.filter((result) => result.deref() !== undefined)).toHaveLength(0);
  watch.lose(lost);
});
