/**
 * `npm run faults` builds the page, runs all faults of e2e/faults.spec.ts, and prints the results as the table of docs/faults.md.
 * `-- 20` kills 20 pages; the default is 200. FAULTS_SEED=… in the environment repeats the moments of the kills.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";
import { build } from "vite";

const root = path.join(import.meta.dirname, "..");
const report = path.join(root, "test-results", "faults.json");
const [kills = "200"] = process.argv.slice(2);

const RowSchema = v.pipe(v.string(), v.parseJson(), v.object({ what: v.string(), said: v.string(), stood: v.number(), again: v.number(), losses: v.string() }));
const ReportSchema = v.object({ suites: v.array(v.object({ specs: v.array(v.object({
  title: v.string(),
  tests: v.array(v.object({ results: v.array(v.object({ status: v.string(), annotations: v.array(v.object({ type: v.string(), description: v.optional(v.string(), "") })) })) })),
})) })) });

await build({ root, logLevel: "warn" });
const { status } = spawnSync(process.execPath, [path.join(root, "node_modules/@playwright/test/cli.js"), "test", "e2e/faults.spec.ts", "--workers", "1", "--reporter", "list,json"], {
  cwd: root, stdio: "inherit",
  env: {
    ...process.env, FAULTS: "all", FAULTS_KILLS: kills, PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    FAULTS_SEED: process.env["FAULTS_SEED"] ?? String(Math.floor(Date.now() / 1000)),
  },
});
const { suites } = v.parse(ReportSchema, JSON.parse(readFileSync(report, "utf8")));
console.log("\n| fault | the page says | longest time without a new step, ms | steps trained again | losses |\n|---|---|---:|---:|---|");
for (const { title, tests } of suites.flatMap(({ specs }) => specs)) {
  const result = tests[0]?.results.at(-1);
  const found = result?.annotations.find(({ type }) => type === "fault");
  if (!found || result?.status !== "passed") {
    console.log(`| ${title} | | | | ${result?.status ?? "not run"} |`);
    continue;
  }
  const { what, said, stood, again, losses } = v.parse(RowSchema, found.description);
  console.log(`| ${what} | ${said || "nothing"} | ${stood.toLocaleString("en")} | ${again.toLocaleString("en")} | ${losses} |`);
}
process.exitCode = status ?? 1;
