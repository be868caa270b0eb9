/** A run's side work, in groups with a time budget each; the order is that of `Experiment.sideWorkMs`. */
import { dataOfRun } from "../../subject/data/registry";
import { epochJobs } from "../measurements/epochJobs";
import { heldOutJobs } from "../measurements/heldOutJob";
import type { Milestones } from "../measurements/milestones";
import { CHANGE_BUDGET, CHECK_BUDGET, HISTORY_BUDGET, MEASUREMENT_BUDGET, PICTURE_BUDGET, SNAPSHOT_BUDGET, type SideGroup, type SideJob } from "../scheduling/sideWork";
import type { Slices } from "../scheduling/slices";
import type { Trainer } from "../trainer/trainer";
import type { ExperimentOptions } from "./options";

interface SideParts extends Pick<ExperimentOptions, "dataset" | "judge" | "tell" | "fail" | "measurementsBeside"> {
  readonly trainer: Trainer;
  readonly ends: Milestones;
  readonly heldOutSteps: Milestones;
  readonly pictures: readonly SideJob[];
  readonly snapshots: { due(): boolean; take(): Slices };
  /** Jobs that store the run's history. */
  readonly past: readonly SideJob[];
  readonly checks: readonly SideJob[];
  /** Called when a job may be due. */
  startIdleWork(): void;
}

/** Milliseconds between two snapshots that are sent to the page. */
const SNAPSHOT_EVERY_MS = 10_000;

/** Returns the groups of jobs for `SideWork`. */
export function sideGroups(parts: SideParts): readonly SideGroup[] {
  const { trainer, dataset, judge, tell, fail, ends, pictures, snapshots, past, checks, measurementsBeside = MEASUREMENT_BUDGET } = parts;
  const heldOut = heldOutJobs(trainer, parts.heldOutSteps, dataset, (one) => tell({ kind: "heldOut", heldOut: one }));
  const measurements = [
    ...epochJobs({
      model: trainer.model, data: dataOfRun(trainer.config).kind, ends, dataset, seed: trainer.config.seed, judge,
      measured: (measured) => tell({ kind: "measured", measured }),
      failed: (id, error) => fail(error, id),
      onJudgeLoaded: () => parts.startIdleWork(),
    }),
    heldOut.atMilestones,
  ];
  const snapshot: SideJob = { name: "snapshot", every: SNAPSHOT_EVERY_MS, due: () => snapshots.due(), run: () => snapshots.take() };
  return [
    { jobs: pictures, ...PICTURE_BUDGET },
    { jobs: measurements, ...measurementsBeside },
    { jobs: past, ...HISTORY_BUDGET },
    { jobs: checks, ...CHECK_BUDGET },
    { jobs: [heldOut.afterChange], ...(measurementsBeside.share > 0 ? CHANGE_BUDGET : measurementsBeside) },
    { jobs: [snapshot], ...SNAPSHOT_BUDGET },
  ];
}
