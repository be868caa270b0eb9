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

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Returns one sentence for each element with a serious or critical finding. */
export async function seriousFindings(room: Room): Promise<string[]> {
  await room.page.evaluate(source); // the page's content policy forbids a script tag
  const { violations } = await room.page.evaluate(
    () => window.axe.run({ resultTypes: ["violations"] }),
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, help, nodes }) => nodes.map(
      ({ html, failureSummary }) => `${id}: ${help}: ${html.slice(0, 160)} ${failureSummary ?? ""}`,
    ));
}

/** Returns the targets that are smaller than 24 × 24 px without enough space around them (WCAG 2.2, 2.5.8). A term's target is its whole column, by a pseudo-element that axe does not know. */
export async function smallTargets(room: Room): Promise<string[]> {
  await room.page.evaluate(source);
  const { violations } = await room.page.evaluate(() => window.axe.run({ exclude: [".equation__value"] }, { runOnly: ["target-size"], rules: { "target-size": { enabled: true } } }));
  return violations.flatMap(({ nodes }) => nodes.map(({ html, failureSummary }) => `${html.slice(0, 120)} ${failureSummary ?? ""}`));
}
