/**
 * `npm run check:packages`: the lock file, the licences of what the page is made of, and npm's advisories against it, three tests. Where the
 * registry gives no answer the last is skipped, aloud: a test may not fail for want of a network. `--report=FILE` writes how they went.
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
