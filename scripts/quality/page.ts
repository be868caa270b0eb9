/** Generates docs/quality.md: the targets and the measured values. */
import type { Results } from "../../src/quality/targets";
import { TARGETS } from "./folders";

/** Returns the page as Markdown. */
export function page(results: Results): string {
  const rows = TARGETS.map((target) => {
    const finding = target.find(results);
    const verdict = finding ? (finding.reached ? "yes" : "**no**") : "not run";
    const cells = [target.what, target.wanted, finding?.measured ?? "", verdict];
    return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  });
  const missed = TARGETS.filter((target) => target.tried && target.find(results)?.reached === false);
  const tried = missed.map(({ what, tried: text }) => `- **${what}.** ${text}\n`);
  return `# What the models reach

Made by \`npm run quality\`, which trains each run from seed 1 on WASM and measures it as the page does. Held-out terms are measured on
the 10,000 test images. Everything else is measured on 10,000 samples (class histogram: 1,000), by the bundled evaluation classifier. The runs
are listed in the models' folders ([vae](../src/models/vae/quality.ts)). Their results by epoch are in [data/quality](data/quality).

| what | wanted | measured | reached |
|---|---|---|---|
${rows.join("\n")}
${tried.length === 0 ? "" : `\n## Missed, and what was tried\n\n${tried.join("")}`}`;
}
