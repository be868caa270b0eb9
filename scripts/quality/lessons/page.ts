/** Generates docs/lessons.md: each lesson's claims about its runs, and the results of three seeds. */
import { en } from "../../../src/page/i18n/en/learning";
import { LESSON_IDS, type LessonId } from "../../../src/course/lessons/ids";
import { linkTo } from "../links";
import { rows } from "../presets/page";
import type { PresetResult } from "../presets/train";
import { playsOf } from "./results";

/** Returns whether the results are of the lesson's current claims. */
function isCurrent(id: LessonId, results: readonly (readonly PresetResult[])[]): boolean {
  const said = (acts: readonly { readonly claims: readonly { readonly says: string }[] }[]) => acts.map(({ claims }) => claims.map(({ says }) => says));
  const promised = playsOf(id).map(({ run, acts }) => ({ run, says: said(acts) }));
  return JSON.stringify(promised) === JSON.stringify(results.map(([first]) => ({ run: first!.preset, says: said(first!.acts) })));
}

/** Returns the page as Markdown, without results of former claims. */
export function page(all: ReadonlyMap<LessonId, readonly (readonly PresetResult[])[]>): string {
  const run = LESSON_IDS.filter((id) => isCurrent(id, all.get(id) ?? []));
  const sections = run.flatMap((id) => [
    `## ${en.lessons[id]!.title} (\`${id}\`)`, "",
    ...playsOf(id).flatMap((play, i) => [
      linkTo(play.run), "",
      "| do | see | measured | values | since step | holds |", "|---|---|---|---|---|---|", ...rows(play.run, play.acts, all.get(id)![i]!), "",
    ]),
  ]);
  const missing = LESSON_IDS.filter((id) => !run.includes(id)).map((id) => `\`${id}\``);
  return [
    "# The lessons' claims about their runs", "",
    "`npm run quality -- lessons` generates this page. It trains each run of a lesson from seeds 1, 2 and 3 on WASM, makes the reader's changes, and",
    "checks the claims of the lesson's texts, which its folder lists ([elbo-terms](../src/course/lessons/elbo-terms/quality.ts)). The lesson itself begins",
    "with seed 1. *Values* and *since step* have one entry for each seed. A run is measured four times in each act, and steps are counted",
    "from the act's beginning. The link of a row trains seed 1 to the end of its act.", "",
    ...sections,
    ...(missing.length > 0 ? [`These lessons were not run since their texts changed: ${missing.join(", ")}.`, ""] : []),
  ].join("\n");
}
