/** A run's weights and optimiser state as plain arrays, from which it can continue. */
import type { Step } from "./ids";

export interface Snapshot {
  readonly step: Step;
  /** "weights/…", "m/…", "v/…" and, where weights are averaged, "average/…" by parameter name. */
  readonly tensors: Readonly<Record<string, { readonly shape: readonly number[]; readonly data: Float32Array }>>;
}
