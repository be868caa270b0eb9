/** Generates docs/quality.md: the targets and the measured values. */
import type { Results, RunResults } from "../../src/subject/quality/targets";
import { RUNS, TARGETS } from "./folders";
import { linkTo, runFragment } from "./links";

/** Returns the fragment of a run's link. An epoch has as many steps as its results say. */
function fragmentOf({ run: name, model, seed, settings, epochs }: RunResults, step: number): string {
  const { changes = {} } = RUNS.find((run) => run.name === name) ?? {};
  const perEpoch = epochs[0]!.step / epochs[0]!.epoch;
  const live = Object.entries(changes).flatMap(([epoch, change]) => Object.entries(change).map(([id, value]) => ({ step: Number(epoch) * perEpoch, id, value })));
  return runFragment(`model=${model}&seed=${seed}`, settings, live.filter(({ step: at }) => at < step), step);
}

/** Returns the page as Markdown. */
export function page(results: Results): string {
  const rows = TARGETS.map((target) => {
    const { finding, runs } = results.readBy(target);
    const verdict = finding ? (finding.reached ? "yes" : "**no**") : "not run";
    const cells = [target.what, target.wanted, finding?.measured ?? "", verdict, runs.map(({ run, step }) => linkTo(fragmentOf(run, step))).join(" ")];
    return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  });
  const reached = TARGETS.filter((target) => target.find(results)?.reached === true);
  const missed = TARGETS.filter((target) => target.tried && target.find(results)?.reached === false);
  const tried = missed.map(({ what, tried: text }) => `### ${what}\n\n${text}\n`);
  return `# What the models reach

Made by \`npm run quality\`, which trains each run from seed 1 on WASM and measures it as the page does. Held-out terms are measured on
the 10,000 test images. Everything else is measured on 10,000 samples (class histogram: 1,000), by the bundled evaluation classifier. The runs
are listed in the models' folders ([vae](../src/subject/models/vae/quality.ts)). Their results by epoch are in [data/quality](data/quality). The last column
has the links of a row's runs, which name every setting that differs from the model's defaults, and stop at the step of the measurement.
${reached.length} of ${TARGETS.length} targets are reached.

| what | wanted | measured | reached | runs |
|---|---|---|---|---|
${rows.join("\n")}
${tried.length === 0 ? "" : `\n## Missed, and what was tried\n\n${tried.join("\n")}`}`;
}
