/** The record of a run besides its weights: it stays with the run when that is left, brought back, forked or read from a file. */
import type { Step } from "../../../core/run/ids";
import type { Backend, RunConfig } from "../../../core/run/runConfig";
import type { Snapshot } from "../../../core/run/snapshot";
import { recordUpTo, type LossRecord, type PreviousRun } from "../../state/series";
import type { RunSlice } from "../../state/store";

/** The measurements of a run, besides its losses. */
export type RunMeasurements = Pick<RunSlice, "heldOut" | "measured" | "afterEpochs">;

export interface RunRecord {
  readonly losses: LossRecord | null;
  /** The run before it, displayed for comparison. */
  readonly before: PreviousRun | null;
  readonly measurements: RunMeasurements;
  /** The backend that computed it: another one would not give the same numbers. */
  readonly backend: Backend | undefined;
}

/** The last state of a run that is left: null if it cannot be read. */
export interface LastState {
  readonly snapshot: Snapshot | null;
  /** Its samples at that step; null: unknown. */
  readonly picture: Uint8Array<ArrayBuffer> | null;
}

/** A run that was left, with everything that is needed to continue it. */
export interface ReplacedRun extends RunRecord {
  readonly snapshot: Snapshot;
  /** Its samples at that step; null: unknown. */
  readonly picture: Uint8Array<ArrayBuffer> | null;
  readonly begun: RunConfig;
  /** It trained without a limit of steps. */
  readonly training: boolean;
}

/** Returns the record of a run up to this step. */
export function runRecordUpTo(
  at: Step, { heldOut, measured, afterEpochs, opened }: RunMeasurements & Pick<RunSlice, "opened">,
  { losses, before }: { readonly losses: LossRecord; readonly before: PreviousRun | null },
): RunRecord {
  const upTo = <T extends { readonly step: number }>(all: readonly T[]) => all.filter((one) => one.step <= at);
  return {
    losses: recordUpTo(losses, at), before, backend: opened?.backend,
    measurements: { heldOut: upTo(heldOut), measured: upTo(measured), afterEpochs: upTo(afterEpochs) },
  };
}
