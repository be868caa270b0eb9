/** Generates docs/exercises.md: what the solved programs of the exercises reach. */
import { EXERCISE_IDS, type ExerciseId } from "../../../src/course/exercises/ids";
import { exercises } from "../../../src/course/exercises/registry";
import { en } from "../../../src/page/i18n/en/learning";
import { linkTo } from "../links";
import type { ExerciseResult } from "./results";

/** Returns the page as Markdown, without results of former programs. */
export function page(all: ReadonlyMap<ExerciseId, ExerciseResult>): string {
  const rows = EXERCISE_IDS.flatMap((id) => {
    const result = all.get(id);
    if (!result) return [];
    const { conditions } = exercises[id].training;
    return conditions.map(({ what, is, value }) => `| ${linkTo(`exercise=${id}`, en.exercises[id]!.title)} (\`${id}\`) | ${what} | ${is} ${value} | ${result.values[what]!.join(", ")} | ${result.until} | ${result.measured} |`);
  });
  const missing = EXERCISE_IDS.filter((id) => !all.has(id)).map((id) => `\`${id}\``);
  return [
    "# What the exercises' programs reach", "",
    "`npm run quality -- exercises` generates this page. It trains the solved program of each [exercise](../src/course/exercises/README.md) from seeds 1, 2 and 3 on WASM",
    "and checks the conditions of its `exercise.ts`. *Values* has one entry for each seed: the median of a loss over the last 50 steps.", "",
    "| exercise | quantity | condition | values | step | measured |", "|---|---|---|---|---|---|", ...rows, "",
    ...(missing.length > 0 ? [`These exercises were not run since their programs changed: ${missing.join(", ")}.`, ""] : []),
  ].join("\n");
}
