/** Computes how far each of two runs may train, from the steps of both. Pure functions. */
import { step, type Millis, type Step } from "../../core/run/ids";
import type { LiveChange } from "../../core/run/runConfig";

interface RunProgress {
  /** The last step that its worker has reported. */
  readonly lastStep: Step;
  /** No step is being made. */
  readonly idle: boolean;
}

export interface LockstepState {
  readonly first: RunProgress & { readonly training: boolean };
  readonly second: RunProgress & { readonly msPerStep: Millis | null };
  /** The steps after which live settings change in the second run. */
  readonly changes: readonly Pick<LiveChange, "step">[];
}

export interface LockstepLimits {
  /** The first run may train up to this step. */
  readonly first: Step;
  /** The second run may train up to this step. */
  readonly second: Step;
  /** The second run is to train. */
  readonly trains: boolean;
}

/** The first run may be ahead by this many milliseconds of the second run's steps: little on a chart, and much more than messages take. */
const LEAD_MS = 500;
/** A run that waits at its limit continues when it may make this share of the lead: stopping and continuing take some time. */
const STRIDE = 0.25;

/**
 * Returns the limits of both runs. The second run makes no step that the first has not made, and so reaches the first run's step when training pauses; the first is ahead
 * by at most `LEAD_MS` of the second's steps. So the slower run sets the pace. The second run also stops at each step where a setting has to change.
 */
export function lockstepLimits({ first, second, changes }: LockstepState): LockstepLimits {
  const lead = Math.max(1, Math.round(LEAD_MS / (second.msPerStep || LEAD_MS)));
  const held = ({ lastStep, idle }: RunProgress, until: number) => (idle && until - lastStep < STRIDE * lead ? lastStep : until);
  const change = Math.min(...changes.map(({ step: at }) => at).filter((at) => at > second.lastStep));
  const behind = first.training ? held(second, first.lastStep) : first.lastStep;
  return {
    first: step(held(first, second.lastStep + lead)),
    second: step(Math.min(behind, change)),
    trains: first.training || second.lastStep < first.lastStep,
  };
}
