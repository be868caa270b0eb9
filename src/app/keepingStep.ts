/** How two runs keep step. Pure: what follows for each run from how both stand. */
import { step, type Millis, type Step } from "../core/ids";
import type { LiveChange } from "../core/runConfig";

export interface Standings {
  /** `told`: the last step that was heard of. */
  readonly first: { readonly told: Step; readonly training: boolean };
  readonly second: { readonly told: Step; readonly msPerStep: Millis | null };
  /** Live settings that change in the second run, after so many steps. */
  readonly changes: readonly Pick<LiveChange, "step">[];
}

export interface Holds {
  /** The first run may train up to this step. */
  readonly first: Step;
  /** Likewise the second. */
  readonly second: Step;
  /** The second run is to train. */
  readonly trains: boolean;
}

/** So many milliseconds of the second run's steps the first may be ahead: less than what a chart shows, more than messages take. */
const LEAD_MS = 400;
/** The worker is told so seldom: when a hold has moved by so many of these parts of the lead. */
const PARTS = 4;

/**
 * The second run makes no step that the first has not made, and so stands where that does when training pauses; the first is ahead
 * by a few steps at most. So the slower one sets the pace, whichever it is. The second also stops where a setting is to change.
 */
export function besideEachOther({ first, second, changes }: Standings): Holds {
  const lead = Math.max(1, Math.round(LEAD_MS / (second.msPerStep ?? LEAD_MS)));
  const grid = Math.max(1, Math.floor(lead / PARTS));
  const change = Math.min(...changes.map(({ step: at }) => at).filter((at) => at > second.told));
  // While the first trains, holds move in strides; where it stands, the second goes all the way.
  const reach = first.training ? Math.max(second.told, Math.floor(first.told / grid) * grid) : first.told;
  return {
    first: step(Math.floor(second.told / grid) * grid + lead),
    second: step(Math.min(reach, change)),
    trains: first.training || second.told < first.told,
  };
}
