/** A run's weights and optimiser state as plain arrays, from which it can continue. */
import type { Step } from "./ids";

/** Returns the size of a state in bytes. */
export const snapshotBytes = ({ tensors }: Pick<Snapshot, "tensors">): number =>
  Object.values(tensors).reduce((sum, { data }) => sum + data.byteLength, 0);

export interface Snapshot {
  readonly step: Step;
  /** "weights/…", "m/…", "v/…" and, where weights are averaged, "average/…" by parameter name. */
  readonly tensors: Readonly<Record<string, { readonly shape: readonly number[]; readonly data: Float32Array }>>;
}
