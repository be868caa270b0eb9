/** Which steps the engine can train. */
import { guarded } from "../python/refusals";
import { unsupportedIn } from "./evaluate";
import { minimisedBy, networksOf, parametersOf } from "./networks";
import type { TracedObjective } from "./objectives";
import { refuseTraining } from "./refuseTraining";
import type { ProgramStep } from "./step";
import { structureOf } from "./structure";

/** Throws a `PythonProblem` if two objectives of a step update the same parameter. */
function expectOneUpdate({ objectives }: ProgramStep): void {
  const lossesOf = ({ losses }: TracedObjective) => losses.map(structureOf).join("|");
  for (const [i, objective] of objectives.entries()) {
    for (const [k, earlier] of objectives.slice(0, i).entries()) {
      const twice = parametersOf(objective).find((one) => parametersOf(earlier).includes(one));
      if (!twice) continue;
      const why = k < i - 1 && lossesOf(objective) === lossesOf(earlier) ? "interleaved" : "twice";
      throw refuseTraining(why, { of: twice.name, span: objective.losses[0]!.span });
    }
  }
}

/** Throws a `PythonProblem` if the engine cannot train this step. */
export function expectTrainable(step: ProgramStep): void {
  guarded({ from: step.source.length, to: step.source.length }, () => { expectSupported(step); });
}

function expectSupported(step: ProgramStep): void {
  const { objectives, stored, ownData } = step;
  if (ownData) throw refuseTraining("own-data", { span: ownData.span });
  const unsupported = unsupportedIn(objectives.flatMap(({ losses }) => losses));
  if (unsupported) throw refuseTraining("no-rule", { of: unsupported.operation, span: unsupported.span });
  expectOneUpdate(step);
  for (const objective of objectives) {
    const { groups, summands } = objective;
    const still = groups.find(({ rate }) => !(rate > 0 && rate < Infinity));
    if (still) throw refuseTraining("rate", { value: still.rate });
    const endless = summands.find(({ factor }) => !Number.isFinite(factor));
    if (endless) throw refuseTraining("factor", { of: endless.name, value: endless.factor, span: endless.node.span });
    minimisedBy(objective, stored);
  }
  networksOf(step);
}
