/** The steps at which the held-out loss is measured: the ends of epochs and, early in a run, where losses fall fast, also other steps. */

const EARLY_STEPS = 2000;
/** Steps between two early measurements. */
const EARLY_EVERY = 200;

/** Returns whether a step is among the first ones, where measurements use fewer images. */
export const isEarlyStep = (step: number): boolean => step <= EARLY_STEPS;

/** Returns whether the held-out loss is measured at this step. */
export const isHeldOutStep = (step: number, stepsPerEpoch: number): boolean =>
  step % stepsPerEpoch === 0 || (isEarlyStep(step) && step % EARLY_EVERY === 0);

/** Returns the maximum number of steps from a measurement at this step to the next one. */
export const heldOutInterval = (step: number, stepsPerEpoch: number): number =>
  (step < EARLY_STEPS ? Math.min(EARLY_EVERY, stepsPerEpoch) : stepsPerEpoch);
