/** The device has room for only some of a step's buffers: nothing stays half made, and every error is caught. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { compileWgsl } from "./compileWgsl";
import { NoRoom } from "../ir/cannotCompile";
import type { Plan } from "../ir/plan";
import { fakeDevice, GPU_CONSTANTS } from "./fakeDevice";

beforeEach(() => Object.entries(GPU_CONSTANTS).forEach(([name, value]) => vi.stubGlobal(name, value)));
afterEach(() => vi.unstubAllGlobals());

/** y = x, with a state and an input. */
const copying: Plan = {
  storages: [{ size: 4, offset: 0, label: "x" }, { size: 4, offset: 4, label: "y" }],
  arena: 8,
  kernels: [{
    kind: "loop", dims: [4], body: [{ kind: "load", from: { storage: 0, offset: 0, strides: [1] } }],
    stores: [{ value: 0, combine: "set", to: { storage: 1, offset: 0, strides: [1] } }],
  }],
  inputs: { x: 0 }, outputs: { y: 1 }, constants: [],
};

it("reports a lack of memory before any step, whichever buffer it concerns", async () => {
  const whole = fakeDevice();
  const step = await compileWgsl(copying, whole.device);
  const { made } = whole.counts();
  expect(made).toBeGreaterThan(3);
  step.dispose();
  expect(whole.counts()).toMatchObject({ made, destroyed: made });
  for (let room = 0; room < made; room++) {
    const { device, uncaughtErrors, counts } = fakeDevice((buffer) => buffer <= room);
    await expect(compileWgsl(copying, device)).rejects.toThrow(NoRoom);
    expect(counts()).toMatchObject({ made, destroyed: made });
    expect(uncaughtErrors).toEqual([]);
  }
});

it("stores rows only if it has room for them; otherwise the input is uploaded whole", async () => {
  const from = { count: 8, width: 4, values: new Float32Array(256), shardRows: 8, shard: () => new Uint8Array(32) };
  for (const kept of [true, false]) {
    const { device, uncaughtErrors, counts } = fakeDevice((buffer) => kept || buffer > 1);
    const step = await compileWgsl(copying, device, { gathered: { inputs: ["x"], from } });
    expect({ gathers: step.gathers("x"), rowBytes: step.rowBytes }).toEqual({ gathers: kept, rowBytes: kept ? 1024 + 32 : 0 });
    step.write("x", new Float32Array(kept ? 1 : 4));
    step.dispose();
    const { made, destroyed } = counts();
    expect({ uncaughtErrors, destroyed }).toEqual({ uncaughtErrors: [], destroyed: made });
  }
});
