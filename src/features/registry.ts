/** The features that keep something in the store: one line for each. All else of a feature is found by the names of its files (README.md). */
import { defineSlices, type StateOfAll } from "../core/slice";
import { code } from "./code/slice";
import { learn } from "./learn/slice";
import { machineCheck } from "./machineCheck/slice";
import { suspendWhileHidden } from "./suspendWhileHidden/slice";

export const slices = defineSlices({
  code,
  learn,
  machineCheck,
  suspendWhileHidden,
});

/** What all of them keep. */
export type FeatureState = StateOfAll<typeof slices>;
