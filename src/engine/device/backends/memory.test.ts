import { engine, registerBackend, removeBackend, setBackend, tensor, type KernelBackend } from "@tensorflow/tfjs-core";
import { expect, it } from "vitest";
import { useBackend } from "../../testing";
import { memoryInUse } from "./memory";

const HELD = { dataBytes: 784, historyBytes: 64 };
const NOTHING = { tensors: 0, bytes: 0, heapBytes: null, gpuBytes: null, ...HELD };

it("can be read at any time, also while a backend starts", async () => {
  expect(memoryInUse(0, HELD)).toEqual(NOTHING);
  await useBackend("wasm");
  const before = memoryInUse(0, HELD);
  expect(before.heapBytes).toBeGreaterThan(0);
  const held = tensor([1, 2, 3]);
  expect(memoryInUse(0, HELD)).toEqual({ ...before, tensors: before.tensors + 1, bytes: before.bytes + 12 });
  held.dispose();

  let started = (_backend: KernelBackend): void => undefined;
  registerBackend("slow", () => new Promise<KernelBackend>((resolve) => { started = resolve; }));
  const starting = setBackend("slow");
  expect(memoryInUse(0, HELD)).toEqual(NOTHING);
  started(engine().findBackend("wasm"));
  await starting;
  expect(memoryInUse(0, HELD)).toEqual(before);
  await setBackend("wasm");
  removeBackend("slow");
});
