/**
 * Four nets of TensorFlow.js' official examples (github.com/tensorflow/tfjs-examples), with layers written as core operations. Their data are
 * random numbers of the same shapes: the examples compare losses and speed of compiled and eager steps, and do not depend on files.
 */
import { bostonHousing } from "./bostonHousing";
import { fashionMnistVae } from "./fashionMnistVae";
import { iris } from "./iris";
import { mnist } from "./mnist";
import type { Example } from "./training";

/** With the batches of their sources. */
export const EXAMPLES: readonly Example[] = [mnist(), fashionMnistVae(), iris(), bostonHousing()];
/** With batches that are small enough for TensorFlow.js' CPU backend. */
export const SMALL_EXAMPLES: readonly Example[] = [mnist(4), fashionMnistVae(16), iris(), bostonHousing()];
