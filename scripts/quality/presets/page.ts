/** Generates docs/presets.md: each preset's claims, and the steps from which they held with three seeds. */
import path from "node:path";
import { en } from "../../../src/page/i18n/en";
import { presets } from "../../../src/subject/presets";
import type { Act } from "../../../src/subject/quality/claims";
import { claimsOf } from "../folders";
import { actFragment, linkTo } from "../links";
import { PAGE, pictureOf } from "./results";
import type { PresetResult } from "./train";

const number = (value: number) => String(Number(value.toPrecision(3)));

function heading({ change, restart, steps }: Act, act: number): string {
  const changes = Object.entries(change ?? {}).map(([id, value]) => `\`${id}=${value}\``).join(", ");
  const first = changes === "" ? (act === 0 ? "Train" : "Train on") : `Set ${changes}${restart ? " from step 0" : ""}, train`;
  return `${first} for ${steps} steps`;
}

/** Returns the table's rows of the claims about a run; `start` is the link's fragment with which it begins. */
export function rows(start: string, acts: readonly Act[], results: readonly PresetResult[]): readonly string[] {
  return acts.flatMap((act, i) => act.claims.map((claim, k) => {
    const found = results.map((result) => result.acts[i]!.claims[k]!);
    const values = found.map(({ value }) => number(value)).join(", ");
    const bounds = [...new Set(found.map(({ bound }) => number(bound)))].join(", ");
    const since = found.map((one) => (one.since ? `${one.since.step} (${one.since.seconds} s)` : "–")).join(", ");
    const holds = found.filter((one) => one.holds).length;
    const verdict = holds === found.length ? "yes" : `**${holds} of ${found.length}**`;
    return `| ${linkTo(actFragment(start, acts, i), heading(act, i))} | ${claim.says} | ${claim.what}, ${claim.is} ${bounds} | ${values} | ${since} | ${verdict} |`;
  }));
}

/** Returns whether the results are of the preset's current version and claims. */
function isCurrent({ name, version }: (typeof presets)[number], results: readonly PresetResult[]): boolean {
  const promised = JSON.stringify(claimsOf(name).map(({ claims }) => claims.map(({ says }) => says)));
  return results.every(({ preset, acts }) =>
    preset === `${name}@${version}` && JSON.stringify(acts.map(({ claims }) => claims.map(({ says }) => says))) === promised);
}

/** Returns the page as Markdown, without results of former claims. */
export function page(all: ReadonlyMap<string, readonly PresetResult[]>): string {
  const run = presets.filter((preset) => isCurrent(preset, all.get(preset.name) ?? []) && all.has(preset.name));
  const sections = run.flatMap(({ name, version }) => {
    const results = all.get(name)!;
    const acts = claimsOf(name);
    const pictures = acts.map((act, i) => `![${heading(act, i)}](${path.relative(path.dirname(PAGE), pictureOf(name, i))})`);
    return [
      `## ${en.models.presets[name]!.title} (${linkTo(`preset=${name}@${version}`, `\`${name}@${version}\``)})`, "",
      "| do | see | measured | values | since step | holds |", "|---|---|---|---|---|---|", ...rows(`preset=${name}@${version}`, acts, results), "",
      pictures.join("\n"), "",
    ];
  });
  const missing = presets.filter((preset) => !run.includes(preset)).map(({ name }) => `\`${name}\``);
  return [
    "# What the presets show", "",
    "Made by `npm run quality -- presets`, which trains each preset from seeds 1, 2 and 3 on WASM, does what a reader would, and",
    "checks what its text promises, as its model's folder says it ([vae](../src/subject/models/vae/quality.ts)). *Values* and *since step* have one entry for each seed;",
    "a run is looked at four times in each act, steps are counted from the act's beginning, and seconds are those of training alone",
    "on two shared cores. The pictures are samples from fixed noise at the end of each act, seed 1. The link of a row",
    "trains seed 1 to the end of its act; `&seed=2` and `&seed=3` at its end are the other two. Settings that a link does not name are the preset's.", "",
    ...sections,
    ...(missing.length > 0 ? [`Not run since their promises were written: ${missing.join(", ")}.`, ""] : []),
  ].join("\n");
}
