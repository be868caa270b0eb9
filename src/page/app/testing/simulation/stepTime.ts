/**
 * Replacements for parts of the engine, so that a world decides when a worker makes steps and how long they take: steps compute
 * really, in real time, and each takes `STEP_MS` of the world's time; between them a worker waits for its next task in the world.
 */
import { ElboError } from "../../../../core/errors";
import type { startBackend } from "../../../../engine/device/backends/start";
import type { nextTask } from "../../../../core/tasks";
import type { createTrainer } from "../../../../engine/trainer/trainer";
import type { World } from "./world";

const STEP_MS = 5;
let world: World | null = null;

/** Sets the world whose time steps take from now on; null: none. */
export function countStepsIn(next: World | null): void {
  world = next;
}

/** Returns that world. */
export const steppedWorld = (): World | null => world;

/** Wraps `createTrainer` so that steps take the world's time and use the simulated GPU. */
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

/** The simulated GPU of the newest run: the processor computes for it, until it is lost. */
let device: { use(what: string): void } | null = null;

/** Replaces `startBackend`: WebGPU is simulated by WASM, and is lost when the world says so. There is no WebGL. */
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

/** Replaces `nextTask`: a worker that has ended does not continue, as it would with the runtime's own tasks. */
export const turnsInWorld = (original: typeof nextTask): typeof nextTask => () => {
  const here = world;
  return here ? new Promise((resolve) => { here.queue(`${here.current.name} tasks`, resolve); }) : original();
};
