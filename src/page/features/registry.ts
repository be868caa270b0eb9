/** Features with state in the store, one line each. Everything else of a feature is found by the names of its files (README.md). */
import { defineSlices, type StateOfAll } from "../../core/slice";
import { audience } from "./audience/slice";
import { code } from "./code/slice";
import { fillIn } from "./fillIn/slice";
import { learn } from "./learn/slice";
import { machineCheck } from "./machineCheck/slice";
import { obstacles } from "./obstacles/slice";
import { suspendWhileHidden } from "./suspendWhileHidden/slice";
import { talk } from "./talk/slice";

export const slices = defineSlices({
  code,
  fillIn,
  audience,
  learn,
  machineCheck,
  obstacles,
  suspendWhileHidden,
  talk,
});

/** The state of all features. */
export type FeatureState = StateOfAll<typeof slices>;
