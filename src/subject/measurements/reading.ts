/** The type of a folder's `readings.ts`: numbers of its measurement that texts, lessons and the doctor use. */
import type { Definition, ResultFor, SettingsFor } from "./measurement";

/** "share" usually ranges from 0 to 1; "number" has no unit. */
export type Unit = "share" | "nats" | "count" | "number";

export interface ReadingsOf<D extends Definition> {
  /**
   * The numbers of images or samples of these measurements: enough to distinguish the values that texts distinguish, and fast.
   */
  readonly measuredWith: SettingsFor<D>;
  /** The readings by their names, which no other measurement has. `value` returns NaN if there is no such number. */
  readonly readings: Readonly<Record<string, { readonly unit: Unit; value(result: ResultFor<D>): number }>>;
}
