/** Formats a reading of a run with its unit. */
import { isOffScale, unitOf, type ReadingId } from "../../subject/measurements/readings";
import { countText, lossText, percentText } from "./numbers";

/** Returns the value of a reading as text with its unit; one that is off the scale is said to be. */
export function readingText(what: ReadingId, value: number, { nats, offScale }: { nats(value: string): string; readonly offScale: string }): string {
  if (isOffScale(what, value)) return offScale;
  const unit = unitOf(what);
  switch (unit) {
    case "share": return percentText(value);
    case "nats": return nats(lossText(value));
    case "count": return countText(value);
    case "number": return lossText(value);
    default: return unit satisfies never;
  }
}
