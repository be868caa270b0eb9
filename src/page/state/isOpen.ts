import type { State } from "./store";

/** Returns whether the run is open, so that it can be trained, reset and saved. */
export const isOpen = ({ opened, phase }: Pick<State, "opened" | "phase">): boolean => opened !== null && phase !== "opening";
