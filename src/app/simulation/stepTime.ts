/**
 * What tests put in the place of parts of the engine, so that a world decides when a worker's steps are made and how long they take: steps
 * compute in truth, in real time, and each takes this long in the world's time; between them a worker waits for its turn in the world.
 */
import { ElboError } from "../../core/errors";
import type { startBackend } from "../../engine/device/backends/start";
import type { nextTask } from "../../engine/scheduling/tasks";
import type { createTrainer } from "../../engine/trainer/trainer";
import type { World } from "./world";

const STEP_MS = 5;
let world: World | null = null;

/** The world whose time steps take from now on; null: none. */
export function countStepsIn(next: World | null): void {
  world = next;
}

export const steppedWorld = (): World | null => world;

export const timedTrainers = (original: typeof createTrainer): typeof createTrainer => (...options) => {
  const trainer = original(...options);
  const { advance, losses } = trainer;
  return Object.assign(trainer, {
    advance() {
      world?.spend(STEP_MS);
      device?.use("step");
      advance();
    },
    losses() {
      device?.use("losses");
      return losses();
    },
  });
};

/** The GPU that the newest run is on: the processor computes in its place, until it is lost. */
let device: { use(what: string): void } | null = null;

/** WebGPU starts as WASM, and is lost where the world says so. There is no WebGL. */
export const devicesInWorld = (original: typeof startBackend): typeof startBackend => async (backend, options) => {
  device = null;
  const here = world;
  if (!here || backend === "wasm") return original(backend, options);
  if (backend !== "webgpu" || here.fails("gpu", "requestDevice")) throw new ElboError("backend-unavailable", "There is no such device.");
  await original("wasm", options);
  let lost = false;
  device = { use(what) {
    if (!lost && here.fails("gpu", what)) {
      lost = true;
      here.queue(`${here.current.name} tasks`, () => options.onLost("The device was lost.", "gone"));
    }
    if (lost) throw new Error("The device is lost.");
  } };
};

/** Nothing of a worker that has ended goes on, as it would with the runtime's own tasks. */
export const turnsInWorld = (original: typeof nextTask): typeof nextTask => () => {
  const here = world;
  return here ? new Promise((resolve) => { here.queue(`${here.current.name} tasks`, resolve); }) : original();
};
