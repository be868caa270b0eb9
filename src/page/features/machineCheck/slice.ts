/** The state of the check of this machine: its options, progress and findings. */
import type { KernelFamily, MachineReport, StepMode } from "../../../core/browser/machine";
import type { Backend } from "../../../core/run/runConfig";
import { defineSlice } from "../../../core/slice";

/** What to check; an absent field means all. */
export interface CheckOptions {
  readonly backends?: readonly Backend[];
  /** Ids of models. */
  readonly models?: readonly string[];
  /** False: models only. */
  readonly kernels?: boolean;
}

/** The progress of a check. */
export interface CheckProgress {
  readonly backend: Backend;
  readonly task:
    | { readonly kind: "start" | "costs" }
    | { readonly kind: "kernels"; readonly family: KernelFamily }
    | { readonly kind: "model"; readonly model: string; readonly mode: StepMode }
    | { readonly kind: "pace"; readonly model: string };
  /** Share of the whole check that is done, 0 to 1. */
  readonly share: number;
  /** The findings so far. */
  readonly report: MachineReport;
}

/** The current check and the last report. */
export interface MachineCheck {
  /** Null: no check is running. */
  readonly progress: Pick<CheckProgress, "backend" | "task" | "share"> | null;
  /** The newest report, which may be incomplete. */
  readonly report: MachineReport | null;
}

export interface MachineCheckState {
  /** The check has a worker of its own. */
  readonly machine: MachineCheck;
}

export const machineCheck = defineSlice<MachineCheckState>({ keys: { machine: { initial: { progress: null, report: null } } } });
