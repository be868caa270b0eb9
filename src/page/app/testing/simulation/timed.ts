/** Tests that import this before anything else compute really, in a world that decides when a worker makes steps, and how long they take (`stepTime.ts`). */
import { vi } from "vitest";

vi.mock("../../../../engine/trainer/trainer", async (original) => {
  const real = await original<typeof import("../../../../engine/trainer/trainer")>();
  const { timedTrainers } = await import("./stepTime");
  return { ...real, createTrainer: timedTrainers(real.createTrainer) };
});
vi.mock("../../../../core/tasks", async (original) => {
  const real = await original<typeof import("../../../../core/tasks")>();
  const { turnsInWorld } = await import("./stepTime");
  return { ...real, nextTask: turnsInWorld(real.nextTask) };
});
vi.mock("../../../../engine/device/backends/start", async (original) => {
  const real = await original<typeof import("../../../../engine/device/backends/start")>();
  const { devicesInWorld } = await import("./stepTime");
  return { ...real, startBackend: devicesInWorld(real.startBackend) };
});
