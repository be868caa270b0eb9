/** axe's findings on the current page. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { Room } from "./room";

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** The script that defines `window.axe`. */
export const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Returns one sentence for each element with a serious or critical finding. `evaluate`: executes a function in the page. */
export async function seriousFindingsIn(evaluate: <R>(fn: () => R | Promise<R>) => Promise<R>): Promise<string[]> {
  const violations = await evaluate(async () => {
    const { violations: all } = await window.axe.run({ resultTypes: ["violations"] });
    return all.map(({ id, help, impact, nodes }) => ({ id, help, impact, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) }));
  });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, help, nodes }) => nodes.map(
      ({ html, failureSummary }) => `${id}: ${help}: ${html.slice(0, 160)} ${failureSummary ?? ""}`,
    ));
}

export async function seriousFindings({ page }: Room): Promise<string[]> {
  await page.evaluate(source); // the page's content policy forbids a script tag
  return seriousFindingsIn((fn) => page.evaluate(fn));
}

/** Returns the targets that are smaller than 24 × 24 px without enough space around them (WCAG 2.2, 2.5.8). A term's target is its whole column, by a pseudo-element that axe does not know. */
export async function smallTargets(room: Room): Promise<string[]> {
  await room.page.evaluate(source);
  const { violations } = await room.page.evaluate(() => window.axe.run({ exclude: [".equation__value"] }, { runOnly: ["target-size"], rules: { "target-size": { enabled: true } } }));
  return violations.flatMap(({ nodes }) => nodes.map(({ html, failureSummary }) => `${html.slice(0, 120)} ${failureSummary ?? ""}`));
}
