import type { Laboratory } from "../../../engine/run/laboratory";

/** The feature's commands of the run's worker. */
export const commands = {
  greet: ({ guest, polite }: { readonly guest: string; readonly polite: boolean }, laboratory: Laboratory) =>
    `${polite ? "Good day" : "Hello"}, ${guest}: the run stands at step ${laboratory.pulse().step}.`,
};
