/** Formats a reading of a run with its unit. */
import { unitOf, type ReadingId } from "../measurements/readings";
import { countText, lossText, percentText } from "./numbers";

/** Returns the value of a reading as text with its unit. */
export function readingText(what: ReadingId, value: number, { nats }: { nats(value: string): string }): string {
  const unit = unitOf(what);
  switch (unit) {
    case "share": return percentText(value);
    case "nats": return nats(lossText(value));
    case "count": return countText(value);
    case "number": return lossText(value);
    default: return unit satisfies never;
  }
}
