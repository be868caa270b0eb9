/** Which steps the engine can train. */
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
      throw refuseTraining(k < i - 1 && lossesOf(objective) === lossesOf(earlier)
        ? `${twice.name} is updated before and after another optimiser's step. Let its updates follow each other: train the other network if (i + 1) % n == 0, not if i % n == 0.`
        : `${twice.name} is updated twice in each step, with different losses: add the losses, or give each parameter to one optimiser.`, objective.losses[0]!);
    }
  }
}

/** Throws a `PythonProblem` if the engine cannot train this step. */
export function expectTrainable(step: ProgramStep): void {
  const { objectives, stored, ownData } = step;
  if (ownData) throw refuseTraining("It makes its own data, and this page trains programs on MNIST's images.", ownData);
  const unsupported = unsupportedIn(objectives.flatMap(({ losses }) => losses));
  if (unsupported) throw refuseTraining(`${unsupported.operation} has no rule yet, so the program cannot be trained.`, unsupported);
  expectOneUpdate(step);
  for (const objective of objectives) {
    const { groups, summands } = objective;
    const still = groups.find(({ rate }) => !(rate > 0 && rate < Infinity));
    if (still) throw refuseTraining(`A learning rate of ${still.rate} trains nothing: it must be above 0.`);
    const endless = summands.find(({ factor }) => !Number.isFinite(factor));
    if (endless) throw refuseTraining(`The factor of ${endless.name} is ${endless.factor}, which is no finite number.`, endless.node);
    minimisedBy(objective, stored);
  }
  networksOf(step);
}
