/** The features that keep something in the store: one line for each. All else of a feature is found by the names of its files (README.md). */
import { defineSlices, type StateOfAll } from "../core/slice";
import { hall } from "./hall/slice";
import { machineCheck } from "./machineCheck/slice";
import { suspendWhileHidden } from "./suspendWhileHidden/slice";
import { talk } from "./talk/slice";

export const slices = defineSlices({
  hall,
  machineCheck,
  suspendWhileHidden,
  talk,
});

/** What all of them keep. */
export type FeatureState = StateOfAll<typeof slices>;
