/** The link of a moment of a run: it trains by itself to this step, where it stops. */
import type { Link } from "./link";

/** Returns whether a link opens before this step, so that it takes training to reach it. */
export const isTrained = ({ config: { begin = 0 } }: Pick<Link, "config">, step: number): boolean => step > begin;

/** Returns the link that shows this step. At the step where the run begins, nothing is trained. */
export function momentOf(link: Link, step: number): Link {
  const at = link.at !== null && link.at < step ? link.at : null; // another step has the link's `stop`
  return isTrained(link, step) ? { ...link, at, autostart: true, stop: step } : { ...link, at: null, autostart: false };
}
