/** Formats when a run was kept, in the reader's language: "5 minutes ago", "yesterday"; after a week as a date. */
import type { Language } from "../../i18n";

const MINUTE = 60_000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;

/** Returns how long ago `at` was, in words; `at` and `now` are milliseconds since 1970. If the clock was set back, the result is "now". */
export function whenText(at: number, now: number, language: Language): string {
  const ago = Math.max(0, now - at);
  if (ago >= 7 * DAY) return new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(at);
  const [size, unit] = ago >= DAY ? [DAY, "day"] as const : ago >= HOUR ? [HOUR, "hour"] as const : [MINUTE, "minute"] as const;
  return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-Math.floor(ago / size), unit);
}
