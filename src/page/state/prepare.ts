/** Prepares the programs of runs and links: what the page knows of a program comes from a worker. */
import type { RunConfig } from "../../core/run/runConfig";
import { preparePacked } from "../../subject/models/programs";
import { findModel } from "../../subject/models/registry";
import { secondConfig, type Difference } from "./comparison";
import { parse, programsIn } from "./urlCodec";

/** Returns whether a run, or one that is compared with it, trains a program. */
export const hasProgram = ({ program }: RunConfig, comparison: Difference | null): boolean =>
  program !== undefined || (comparison?.kind === "model" && comparison.program !== undefined);

/** Resolves when the models of a run, and of one that is compared with it, know their settings, and their weights at a step. Rejects if a worker cannot answer. */
export async function prepareRun(config: RunConfig, comparison: Difference | null, step = 0): Promise<void> {
  const runs = comparison ? [config, secondConfig(config, comparison)] : [config];
  await Promise.all(runs.map(async ({ model, hyperparameters }) => findModel(model)?.prepare?.(hyperparameters, step)));
}

/** Resolves when `parse` can read a link with programs. Never rejects: a notice of the link then says what is wrong. */
export async function prepareLink(fragment: string): Promise<void> {
  const programs = programsIn(fragment);
  if (programs.length === 0) return;
  await Promise.all(programs.map(preparePacked));
  const { config, comparison } = parse(fragment);
  await prepareRun(config, comparison).catch(() => undefined);
}
