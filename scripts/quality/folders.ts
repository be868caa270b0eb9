/** The runs, targets and claims of the models' folders, in the order of the registry. */
import { models } from "../../src/subject/models/registry";
import type { Act, Claims, TrainedStartSteps } from "../../src/subject/quality/claims";
import type { QualityRun, Target } from "../../src/subject/quality/targets";

interface Folder {
  readonly claims?: Claims;
  readonly runs?: readonly QualityRun[];
  readonly targets?: readonly Target[];
  readonly trainedTo?: TrainedStartSteps;
}

const files: Readonly<Record<string, Folder>> = import.meta.glob("../../src/subject/models/*/quality.ts", { eager: true });
const folders = models.map(({ id }) => ({ model: id, ...files[`../../src/subject/models/${id}/quality.ts`] }));

const CLAIMS: ReadonlyMap<string, readonly Act[]> = new Map(folders.flatMap(({ claims }) => Object.entries(claims ?? {})));

export interface ModelRun extends QualityRun {
  readonly model: string;
}

/** The runs to train and measure. */
export const RUNS: readonly ModelRun[] = folders.flatMap(({ model, runs = [] }) => runs.map((run) => ({ model, ...run })));

/** The targets of the measured quantities. */
export const TARGETS: readonly Target[] = folders.flatMap(({ targets = [] }) => targets);

/** The steps of the pretrained checkpoints by the preset's name. */
export const TRAINED_TO: ReadonlyMap<string, number> = new Map(folders.flatMap(({ trainedTo }) => Object.entries(trainedTo ?? {})));

/** Returns the claims about a preset's newest version. Throws if its model's folder has none. */
export function claimsOf(preset: string): readonly Act[] {
  const acts = CLAIMS.get(preset);
  if (!acts) throw new Error(`The folder of its model promises nothing of the preset "${preset}": quality.ts.`);
  return acts;
}
