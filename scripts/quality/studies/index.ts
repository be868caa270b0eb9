/**
 * `npm run quality -- studies [NAME …]` trains the runs of all or some studies from three seeds, measures them as the page does, and
 * prints whether their claims hold.
 */
import { checkedSettings, type ResultOf } from "../../../src/subject/measurements/registry";
import { findModel } from "../../../src/subject/models/registry";
import type { Dataset } from "../../../src/subject/data/dataset";
import { diskDataset, diskJudge } from "../../../src/engine/measurements/testing";
import { measure } from "../../../src/engine/measurements";
import { useBackend } from "../../../src/engine/testing";
import { createTrainer } from "../../../src/engine/trainer/trainer";
import type { Judge } from "../../../src/subject/metrics/judge/judge";
import type { StudyClaim } from "../../../src/subject/quality/studies";
import { STUDY_IDS, type StudyId } from "../../../src/course/studies/ids";
import { studies } from "../../../src/course/studies/registry";
import type { Study, StudyRun } from "../../../src/course/studies/study";
import { parse } from "../../../src/page/state/urlCodec";

const SEEDS = [1, 2, 3];

const folders: Readonly<Record<string, readonly StudyClaim[]>> = import.meta.glob("../../../src/course/studies/*/quality.ts", { eager: true, import: "claims" });
/** Returns the claims of a study; empty if it has none. */
export const claimsOf = (id: StudyId): readonly StudyClaim[] => folders[`../../../src/course/studies/${id}/quality.ts`] ?? [];

/** Checks the named studies, or all without names. */
export async function checkStudies(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !STUDY_IDS.some((id) => id === name));
  if (unknown.length > 0) throw new Error(`No study is called ${unknown.join(", ")}.`);
  await useBackend("wasm");
  const context = { dataset: await diskDataset(), judge: await diskJudge() };
  for (const id of STUDY_IDS.filter((one) => names.length === 0 || names.includes(one))) {
    for (const seed of SEEDS) {
      const results = new Map<string, ResultOf<Study["measures"]["id"]>>();
      for (const run of studies[id].runs) results.set(run.id, await measured(run, studies[id], seed, context));
      const of = (run: string) => results.get(run)!;
      for (const { says, holds, shows } of claimsOf(id)) console.log(`${id} seed ${seed}: ${holds(of) ? "yes" : "NO "} ${says}: ${shows(of)}`);
    }
  }
}

async function measured({ run, until }: StudyRun, { measures: { id, settings } }: Study, seed: number, { dataset, judge }: { dataset: Dataset; judge: Judge }) {
  const { config } = parse(run);
  const trainer = createTrainer(findModel(config.model)!, { ...config, seed }, dataset);
  await trainer.compile();
  while (trainer.step < until) trainer.advance();
  try {
    return await measure(id, checkedSettings(id, settings), { frozen: trainer, dataset, seed, judge: () => Promise.resolve(judge) });
  } finally {
    trainer.dispose();
  }
}
