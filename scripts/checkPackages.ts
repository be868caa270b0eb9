/**
 * `npm run check -- packages` makes three tests: of the lock file, of the licences of the page's packages, and of npm's advisories. If the
 * registry gives no answer, the last one is skipped with a message, as no test may need a network. `--report=FILE` writes the results.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import * as v from "valibot";
import { advisories, licenceProblems, Lock, lockProblems, Manifest } from "./packages/check";

const { values: { report } } = parseArgs({ options: { report: { type: "string" } } });
const root = path.join(import.meta.dirname, "..");
const read = <T>(file: string, shape: v.GenericSchema<unknown, T>): T => v.parse(shape, JSON.parse(readFileSync(path.join(root, file), "utf8")));

const lock = read("package-lock.json", Lock);
const audit = spawnSync("npm", ["audit", "--omit=dev", "--json", "--fetch-retries=0", "--fetch-timeout=8000"], { cwd: root, encoding: "utf8", timeout: 12_000 });
const found = {
  "lock file": lockProblems(read("package.json", Manifest), lock),
  licences: licenceProblems(lock),
  advisories: advisories(audit.stdout),
};

const tally = { passed: 0, failed: 0, skipped: 0 };
for (const [name, problems] of Object.entries(found)) {
  const result = problems === null ? "skipped" : problems.length > 0 ? "failed" : "passed";
  tally[result]++;
  console.log([`${name}: ${result}`, ...problems ?? ["npm's registry did not say whether there are advisories against our packages."]].join("\n  "));
}
if (report !== undefined) writeFileSync(report, JSON.stringify(tally));
process.exitCode = tally.failed > 0 ? 1 : 0;
