/** Says up to which steps runs that are shown beside each other may train. Pure functions. */
import { step, type Millis, type Step } from "../../../core/run/ids";
import type { LiveChange } from "../../../core/run/runConfig";

interface RunProgress {
  /** The last step that its worker has reported. */
  readonly lastStep: Step;
  /** No step is being made. */
  readonly idle: boolean;
}

export interface FrontProgress extends RunProgress {
  readonly training: boolean;
}

export interface BesideProgress extends RunProgress {
  readonly msPerStep: Millis | null;
  /** The steps after which its live settings change. */
  readonly changes: readonly Pick<LiveChange, "step">[];
}

export interface LockstepLimits {
  /** The run in front may train up to this step; null: nothing limits it. */
  readonly front: Step | null;
  /** Those beside it may train up to these steps, and are to train. */
  readonly beside: readonly { readonly until: Step; readonly trains: boolean }[];
}

/** The run in front may be ahead by this many milliseconds of another one's steps: little on a chart, and much more than messages take. */
const LEAD_MS = 500;
/** A run that waits at its limit continues when it may make this share of the lead: stopping and continuing take some time. */
const STRIDE = 0.25;

/**
 * Returns the limits of runs that are shown beside each other. No other run makes a step that the one in front has not made, and so all reach its step when training
 * pauses; it is ahead by at most `LEAD_MS` of each one's steps. So the slowest run sets the pace. The others also stop at each step where one of their settings has to change.
 */
export function lockstepLimits(front: FrontProgress, beside: readonly BesideProgress[]): LockstepLimits {
  const limits = beside.map(({ lastStep, idle, msPerStep, changes }) => {
    const lead = Math.max(1, Math.round(LEAD_MS / (msPerStep || LEAD_MS)));
    const held = (one: RunProgress, until: number) => (one.idle && until - one.lastStep < STRIDE * lead ? one.lastStep : until);
    const change = Math.min(...changes.map(({ step: at }) => at).filter((at) => at > lastStep));
    const behind = front.training ? held({ lastStep, idle }, front.lastStep) : front.lastStep;
    return { front: held(front, lastStep + lead), until: step(Math.min(behind, change)), trains: front.training || lastStep < front.lastStep };
  });
  return { front: limits.length === 0 ? null : step(Math.min(...limits.map((limit) => limit.front))), beside: limits };
}
