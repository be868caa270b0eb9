/** A run's weights and optimiser state on the page's side of the wire, to carry on from. */
import type { Step } from "./ids";

export interface Snapshot {
  readonly step: Step;
  /** "weights/…", "m/…" and "v/…" by parameter name. */
  readonly tensors: Readonly<Record<string, { readonly shape: readonly number[]; readonly data: Float32Array }>>;
}
