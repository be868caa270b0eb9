import { add, engine, scalar, tidy } from "@tensorflow/tfjs-core";
import { beforeAll, expect, test, vi } from "vitest";
import { useBackend } from "../testing";
import { betweenOperations } from "./betweenOperations";

beforeAll(() => useBackend("cpu"));

test("a worker speaks between operations that take seconds each, at most once in a second, and they give the same", () => {
  const runKernel = engine().runKernel.bind(engine());
  let now = 0;
  const tell = vi.fn();
  engine().runKernel = (...operation) => {
    now += 400; // each operation takes this long
    return runKernel(...operation);
  };
  betweenOperations(tell, 1000, () => now);
  const sum = tidy(() => {
    let x = scalar(0);
    for (let i = 0; i < 10; i++) x = add(x, 1);
    return x.dataSync()[0];
  });
  expect(sum).toBe(10);
  expect(tell).toHaveBeenCalledTimes(3);
  engine().runKernel = runKernel;
});
