/** An old Node gets a sentence before anything else runs. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** Runs the check as if this Node had another version. */
const checkedBy = (version: string) => spawnSync(process.execPath, ["-e", `Object.defineProperty(process.versions, "node", { value: ${JSON.stringify(version)} }); require("./scripts/checkNode.cjs");`], { encoding: "utf8" });

test.each(["18.20.8", "20.18.3", "8.0.0"])("Node %s is too old, and the sentence says so", (version) => {
  const { status, stderr } = checkedBy(version);
  expect([status, stderr]).toEqual([1, expect.stringMatching(new RegExp(`^ELBO Room needs Node 20\\.19 or later, and this is Node ${version.replaceAll(".", "\\.")}\\.`))]);
});

test.each(["20.19.0", "22.0.0", "26.10.0"])("Node %s is new enough", (version) => {
  expect(checkedBy(version)).toMatchObject({ status: 0, stderr: "" });
});

test("the commands of the README begin with the check", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
  for (const name of ["start", "build", "test"]) expect(scripts[name]).toMatch(/^node scripts\/checkNode\.cjs && /);
});
