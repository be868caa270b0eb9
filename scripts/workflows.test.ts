/** The workflows of GitHub run commands that exist, on Nodes that the project supports, with actions of GitHub itself in exact versions. No GitHub is needed to see a typing error. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import * as v from "valibot";
import { parse } from "yaml";

const folder = path.join(import.meta.dirname, "..", ".github/workflows");
const { scripts, engines } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string>; engines: { node: string } };

const text = v.union([v.string(), v.number()]);
/** The parts of GitHub's syntax that these workflows use (https://docs.github.com/actions/reference/workflow-syntax-for-github-actions). */
const Permissions = v.record(v.picklist(["contents", "pages", "id-token"]), v.picklist(["read", "write"]));
const Step = v.union([
  v.strictObject({ uses: v.pipe(v.string(), v.regex(/^actions\/[\w-]+@v\d+\.\d+\.\d+$/)), id: v.optional(v.string()), with: v.optional(v.record(v.string(), text)) }),
  v.strictObject({ run: v.string() }),
]);
const Job = v.strictObject({
  "runs-on": v.literal("ubuntu-24.04"), "timeout-minutes": v.number(), container: v.optional(v.string()), needs: v.optional(v.string()), permissions: v.optional(Permissions),
  environment: v.optional(v.strictObject({ name: v.string(), url: v.string() })),
  strategy: v.optional(v.strictObject({ "fail-fast": v.boolean(), matrix: v.strictObject({ node: v.array(v.number()) }) })),
  steps: v.array(Step),
});
const Workflow = v.strictObject({
  name: v.string(),
  on: v.strictObject({
    push: v.optional(v.strictObject({ branches: v.optional(v.array(v.string())), tags: v.optional(v.array(v.string())) })), pull_request: v.optional(v.null()), workflow_dispatch: v.optional(v.null()),
  }),
  permissions: Permissions, concurrency: v.strictObject({ group: v.string(), "cancel-in-progress": v.boolean() }), jobs: v.record(v.string(), Job),
});

describe.each(readdirSync(folder))("%s", (file) => {
  const { permissions, jobs } = v.parse(Workflow, parse(readFileSync(path.join(folder, file), "utf8")));
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  test("runs scripts of package.json", () => {
    for (const step of steps) {
      const [, script] = "run" in step ? /^npm (?:run )?(\S+)/.exec(step.run) ?? [] : [];
      if (script !== undefined && script !== "ci") expect(Object.keys(scripts)).toContain(script);
    }
  });

  test("uses supported versions of Node", () => {
    const [, least] = /^>=(\d+)\./.exec(engines.node)!;
    const fixed = steps.flatMap((step) => ("uses" in step && typeof step.with?.["node-version"] === "number" ? [step.with["node-version"]] : []));
    const nodes = [...fixed, ...Object.values(jobs).flatMap(({ strategy }) => strategy?.matrix.node ?? [])];
    for (const node of nodes) expect(node).toBeGreaterThanOrEqual(Number(least));
    expect(nodes).not.toEqual([]);
  });

  test("may write nothing but what a job says, and needs jobs that exist", () => {
    expect(permissions).toEqual({ contents: "read" });
    for (const { needs } of Object.values(jobs)) if (needs !== undefined) expect(Object.keys(jobs)).toContain(needs);
  });
});
