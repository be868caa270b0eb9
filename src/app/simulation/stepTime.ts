/** Steps compute in truth, in real time. In a world's time each takes this long, by a trainer that tests put in the place of the engine's. */
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
  const { advance } = trainer;
  return Object.assign(trainer, {
    advance() {
      world?.spend(STEP_MS);
      advance();
    },
  });
};
