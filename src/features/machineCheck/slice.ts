/** The check of this machine as the page shows it: what is asked for, how far it is, and what was found. */
import type { KernelFamily, MachineReport, StepMode } from "../../core/browser/machine";
import type { Backend } from "../../core/run/runConfig";
import { defineSlice } from "../../core/slice";

/** What to check; all of it where absent. */
export interface CheckWish {
  readonly backends?: readonly Backend[];
  /** Model ids. */
  readonly models?: readonly string[];
  /** False: models only. */
  readonly kernels?: boolean;
}

export interface CheckProgress {
  readonly backend: Backend;
  readonly task:
    | { readonly kind: "start" | "costs" }
    | { readonly kind: "kernels"; readonly family: KernelFamily }
    | { readonly kind: "model"; readonly model: string; readonly mode: StepMode }
    | { readonly kind: "pace"; readonly model: string };
  /** Of all, 0 to 1. */
  readonly share: number;
  /** What has been found so far. */
  readonly report: MachineReport;
}

export interface MachineCheck {
  /** Null: none is under way. */
  readonly progress: Pick<CheckProgress, "backend" | "task" | "share"> | null;
  /** The newest, perhaps not complete yet. */
  readonly report: MachineReport | null;
}

export interface MachineCheckState {
  /** The check's worker is another than the run's. */
  readonly machine: MachineCheck;
}

export const machineCheck = defineSlice<MachineCheckState>({ keys: { machine: { initial: { progress: null, report: null } } } });
