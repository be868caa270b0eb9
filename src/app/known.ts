/** What a run has told, besides its weights: it goes with the run where that is left, brought back, forked or read from a file. */
import type { Step } from "../core/ids";
import type { Backend } from "../core/runConfig";
import { recordUpTo, type LossRecord } from "../state/series";
import type { RunSlice } from "../state/store";

/** Besides its losses. */
export type Told = Pick<RunSlice, "heldOut" | "measured" | "afterEpochs">;

export interface Known {
  /** Null: none. */
  readonly losses: LossRecord | null;
  readonly before: LossRecord | null;
  readonly told: Told;
  /** What computed it: on another one it would not give the same numbers. */
  readonly backend: Backend | undefined;
}

/** Of the run as the page shows it, what it told up to this step. */
export function knownUpTo(
  at: Step, { heldOut, measured, afterEpochs, opened }: Pick<RunSlice, "heldOut" | "measured" | "afterEpochs" | "opened">,
  { losses, before }: { readonly losses: LossRecord; readonly before: LossRecord | null },
): Known {
  const upTo = <T extends { readonly step: number }>(all: readonly T[]) => all.filter((one) => one.step <= at);
  return {
    losses: recordUpTo(losses, at), before, backend: opened?.backend,
    told: { heldOut: upTo(heldOut), measured: upTo(measured), afterEpochs: upTo(afterEpochs) },
  };
}
