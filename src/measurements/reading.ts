/** What a folder's `readings.ts` holds: numbers of its measurement that texts, lessons and the doctor go by. */
import type { Definition, ResultFor, SettingsFor } from "./measurement";

/** "share": from 0 to 1, as a rule. "number": one without a unit. */
export type Unit = "share" | "nats" | "count" | "number";

export interface ReadingsOf<D extends Definition> {
  /** With how many images or samples it is measured for them: enough to tell the values apart that texts tell apart, and soon done. */
  readonly measuredWith: SettingsFor<D>;
  /** By their names, which no other measurement has. `value`: NaN where there is no such number. */
  readonly readings: Readonly<Record<string, { readonly unit: Unit; value(result: ResultFor<D>): number }>>;
}
