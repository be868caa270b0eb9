/** A reading as the page writes it, with its unit. */
import { readingOf, type ReadingId } from "../../doctor/readings";
import type { DoctorTexts } from "../../i18n/doctor";
import { countText, lossText, percentText } from "../numbers";

export function readingText(what: ReadingId, value: number, { nats }: Pick<DoctorTexts, "nats">): string {
  switch (readingOf(what).as) {
    case "share": return percentText(value);
    case "nats": return nats(lossText(value));
    case "count": return countText(value);
    case "number": return lossText(value);
  }
}
