/**
 * `npm test` runs all tests of the gate in one command. The numbers of the last line are read from the
 * machine-readable reports of the runners; types, lint and each check count as one test. A stage without a report
 * counts as one failure. No test is repeated.
 * `npm run test:all` adds the exhaustive tests (`EXHAUSTIVE=1` in the environment: e2e tests tagged @exhaustive, more cases in unit tests, more
 * stages), and records in docs/data/testAll.json when and on which commit each stage last passed. It takes over an hour:
 * `npm run test:all -- --stages "unit, steps"` runs some stages, with those that they need.
 * `npm run test:quick` runs the same stages without slow tests, for use between two edits.
 */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import * as v from "valibot";
import { argsOf } from "./checks";

const root = path.join(import.meta.dirname, "..");
const reports = path.join(root, "test-results", "reports");

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const nothing: Tally = { passed: 0, failed: 0, skipped: 0 };
const oneFailed: Tally = { ...nothing, failed: 1 };

interface Stage {
  readonly name: string;
  /** The file of a program in node_modules, or a script of this project. */
  readonly program: string;
  readonly args: readonly string[];
  /** Additional arguments in `test:quick`; null if the stage does not run there. */
  readonly quick?: readonly string[] | null;
  /** The stage runs in `test:all` only. */
  readonly exhaustive?: true;
  readonly env?: Readonly<Record<string, string>>;
  /** Files without which the stage counts as failed. */
  readonly needs?: readonly string[];
  /** The stage's test numbers, given whether it exited with 0. */
  tally(succeeded: boolean): Tally;
}

const asOneTest = (succeeded: boolean): Tally => (succeeded ? { ...nothing, passed: 1 } : oneFailed);
const setUp = (succeeded: boolean): Tally => (succeeded ? nothing : oneFailed);
const report = (name: string) => path.join(reports, `${name}.json`);
const readReport = <T>(name: string, shape: v.GenericSchema<unknown, T>): T | null =>
  existsSync(report(name)) ? v.parse(shape, JSON.parse(readFileSync(report(name), "utf8"))) : null;

/** A report's tally, with at least one failure if the runner did not exit with 0. */
const honest = (tally: Tally, succeeded: boolean): Tally =>
  succeeded || tally.failed > 0 ? tally : { ...tally, failed: 1 };

/** Reasons of skipped tests, for the last lines. */
const whySkipped = new Set<string>();

const VitestReport = v.object({
  numPassedTests: v.number(),
  numPendingTests: v.number(),
  testResults: v.array(v.object({
    status: v.string(),
    assertionResults: v.array(v.object({ status: v.string(), fullName: v.string() })),
  })),
});

function tallyOfVitest(succeeded: boolean): Tally {
  const found = readReport("unit", VitestReport);
  if (!found) return oneFailed;
  const failures = found.testResults.map(({ status, assertionResults }) => {
    const failedTests = assertionResults.filter((test) => test.status === "failed").length;
    return status === "failed" ? Math.max(1, failedTests) : failedTests; // a file that did not load has no tests
  });
  const failed = failures.reduce((sum, count) => sum + count, 0);
  const skipped = found.testResults.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status === "skipped");
  for (const { fullName } of skipped) for (const [, reason] of fullName.matchAll(/\[(.+)\]/g)) whySkipped.add(reason!); // a skipped test's name has the reason
  return honest({ passed: found.numPassedTests, failed, skipped: found.numPendingTests }, succeeded);
}

const Spec = v.object({
  tests: v.array(v.object({ annotations: v.array(v.object({ type: v.string(), description: v.optional(v.string()) })) })),
});

interface Suite {
  readonly specs: readonly v.InferOutput<typeof Spec>[];
  readonly suites?: readonly Suite[] | undefined;
}
const Suite: v.GenericSchema<unknown, Suite> = v.object({ specs: v.array(Spec), suites: v.optional(v.array(v.lazy(() => Suite))) });

const specsOf = (suites: readonly Suite[]): Suite["specs"] => suites.flatMap(({ specs, suites: inner = [] }) => [...specs, ...specsOf(inner)]);

const skipReasons = (specs: Suite["specs"]): string[] => specs.flatMap(({ tests }) => tests).flatMap(({ annotations }) => annotations)
  .flatMap(({ type, description }) => (type === "skip" && description !== undefined ? [description] : []));

const PlaywrightReport = v.object({
  suites: v.array(Suite),
  stats: v.object({ expected: v.number(), unexpected: v.number(), flaky: v.number(), skipped: v.number() }),
  errors: v.array(v.unknown()),
});

const tallyOfPlaywright = (name: string) => (succeeded: boolean): Tally => {
  const found = readReport(name, PlaywrightReport);
  if (!found) return oneFailed;
  const specs = specsOf(found.suites);
  for (const reason of skipReasons(specs)) whySkipped.add(reason);
  const { expected, unexpected, flaky, skipped } = found.stats;
  return honest({ passed: expected, failed: unexpected + flaky + found.errors.length, skipped }, succeeded);
};

const PackagesReport = v.object({ passed: v.number(), failed: v.number(), skipped: v.number() });

function tallyOfPackages(succeeded: boolean): Tally {
  const found = readReport("packages", PackagesReport);
  if (!found) return oneFailed;
  if (found.skipped > 0) whySkipped.add("npm's registry gave no answer about advisories.");
  return honest(found, succeeded);
}

const ReasonedReport = v.object({ passed: v.number(), failed: v.number(), skipped: v.number(), why: v.array(v.string()) });

const tallyWithReasons = (name: string) => (succeeded: boolean): Tally => {
  const found = readReport(name, ReasonedReport);
  if (!found) return oneFailed;
  for (const reason of found.why) whySkipped.add(reason);
  return honest(found, succeeded);
};

const bin = (file: string) => path.join(root, "node_modules", file);
const tsx = bin("tsx/dist/cli.mjs");

/** Unit tests of some seconds, as they train every model or try thousands of inputs. */
const SLOW_UNIT_TESTS = [
  "src/engine/step/models.test.ts", "src/engine/trainer/compiled.test.ts", "src/engine/check/**", "src/engine/machine/**",
  "src/engine/run/{experiment,compiledPictures,laboratory}.test.ts", "src/engine/follow/**", "src/engine/trainer/{labelled,uploads}.test.ts", "src/engine/trainer/stepper/wasm.test.ts", "src/engine/trainer/stepper/limits.test.ts", "src/engine/device/kernels/**", "packages/step-compiler/src/passes/index.test.ts",
  "packages/step-compiler/src/wasm/**", "packages/step-compiler/examples/**", "src/engine/measurements/**", "src/engine/measurementInputs/**", "src/engine/measures/**", "src/subject/measurements/**", "src/engine/completion/**", "src/engine/parity/**",
  "src/page/state/checkpoint/fuzz.test.ts", "src/page/app/testing/simulation/**", "scripts/quality/presets/**", "scripts/torch/torch.test.ts", "src/subject/data/own/drawn.test.ts",
  "src/engine/device/backends/memory.test.ts", "src/engine/run/{checkedExperiment,recomputeState}.test.ts", "src/engine/trainer/{average,batches}.test.ts",
  "src/page/state/{urlCodec,runCardFile,embed}.test.ts", "src/subject/data/points.test.ts", "src/page/app/keptRuns/released.test.ts", "packages/step-compiler/src/passes/builder.test.ts",
];
/** The end-to-end test file of `test:quick`: changes of settings during a run, on WASM. */
const SMOKE_TEST = "live.spec.ts";

/** Groups run one after another. The stages of a group run in parallel: those that use no browser use one core each, or wait for a download. */
const stages: readonly (readonly Stage[])[] = [
  [{ name: "data", program: tsx, args: ["scripts/packMnist.ts"], tally: setUp }],
  [{ name: "types", program: bin("typescript-7/bin/tsc"), args: ["-b"], tally: asOneTest },
  { name: "lint of promises", program: bin("oxlint/bin/oxlint"), args: ["-c", "oxlint.json", "--type-aware"], quick: null, tally: asOneTest },
  { name: "lint of styles", program: bin("stylelint/bin/stylelint.mjs"), args: ["src/**/*.css"], tally: asOneTest }, {
    name: "lint", program: bin("eslint/bin/eslint.js"), args: [".", "--max-warnings", "0"],
    quick: ["--cache", "--cache-location", "node_modules/.cache/eslint/"], tally: asOneTest,
  }, { name: "packages", program: tsx, args: [...argsOf("packages"), `--report=${report("packages")}`], quick: null, tally: tallyOfPackages },
  { name: "size", program: tsx, args: ["scripts/size.ts"], tally: asOneTest },
  { name: "browsers", program: tsx, args: ["scripts/browsers/prepare.ts"], tally: setUp }, {
    name: "unit", program: bin("vitest/vitest.mjs"),
    args: ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report("unit")}`],
    quick: [...SLOW_UNIT_TESTS.flatMap((files) => ["--exclude", files]), "--experimental.fsModuleCache"], tally: tallyOfVitest,
  }],
  [{ name: "build", program: bin("vite/bin/vite.js"), args: ["build"], tally: setUp }],
  [{ name: "same build", program: tsx, args: [...argsOf("build"), "--built"], quick: null, needs: ["build"], tally: asOneTest }],
  [{
    name: "end to end", program: bin("@playwright/test/cli.js"), args: ["test", "--reporter=list,json"], quick: [SMOKE_TEST],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report("e2e") }, needs: ["build", "browsers"], tally: tallyOfPlaywright("e2e"),
  }],
  [{
    name: "firefox and webkit", program: bin("@playwright/test/cli.js"), quick: null,
    args: ["test", "--config=playwright.browsers.config.ts", "--reporter=list,json"],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report("browsers") }, needs: ["build", "browsers"], tally: tallyOfPlaywright("browsers"),
  }],
  [{ name: "same release", program: tsx, args: argsOf("release"), quick: null, exhaustive: true, tally: asOneTest }],
  [{
    name: "hosting", program: tsx, args: [...argsOf("hosting"), `--report=${report("hosting")}`], quick: null, exhaustive: true,
    needs: ["build", "browsers"], tally: tallyWithReasons("hosting"),
  }],
  [{ name: "steps", program: tsx, args: argsOf("steps"), quick: null, exhaustive: true, tally: asOneTest }],
  [{ name: "TensorFlow.js' own tests", program: tsx, args: argsOf("tfjs"), quick: null, exhaustive: true, tally: asOneTest }],
  [{
    name: "random programs", program: tsx, args: [...argsOf("programs"), "--programs", "20000"],
    quick: null, exhaustive: true, tally: asOneTest,
  }],
  [{
    name: "implementations", program: tsx, quick: null, exhaustive: true, tally: tallyWithReasons("implementations"),
    args: [
      ...argsOf("gpu"), "--implementations", `--report=${report("implementations")}`, "--models", "vae,cgan,info-gan", "--products", "20", "--programs", "100",
      "--share", "0.2",
    ],
  }],
];

const PASSES = path.join(root, "docs/data/testAll.json");
const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();

/** Records that a stage has passed on this commit, unless the tree differs from it. */
function recordPass(name: string, { passed, skipped }: Tally, seconds: number): void {
  if (git("status", "--porcelain", "--", ".", ":!docs/data/testAll.json") !== "") return console.log("The tree has uncommitted changes, so this pass is not recorded.");
  const before = existsSync(PASSES) ? JSON.parse(readFileSync(PASSES, "utf8")) as object : {};
  const pass = { commit: git("rev-parse", "HEAD"), date: new Date().toISOString().slice(0, 10), passed, skipped, seconds: Math.round(seconds) };
  writeFileSync(PASSES, `${JSON.stringify({ ...before, [name]: pass }, null, 2)}\n`);
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const quick = process.argv.includes("--quick");
const exhaustive = process.argv.includes("--all");
const only = chosenStages();
const failedStages = new Set<string>();
let all = nothing;

/** The stages that `--stages` names, with those that they need; null: all. Ends the process if there is no such stage. */
function chosenStages(): ReadonlySet<string> | null {
  const { values: { stages: list } } = parseArgs({ options: { stages: { type: "string" }, all: { type: "boolean" }, quick: { type: "boolean" } } });
  if (list === undefined) return null;
  const names = list.split(",").map((name) => name.trim());
  const known = stages.flat();
  const unknown = names.find((name) => !known.some((stage) => stage.name === name));
  if (unknown !== undefined) {
    console.error(`No stage is called ${unknown}. There are: ${known.map(({ name }) => name).join(", ")}.`);
    process.exit(1);
  }
  return new Set(["data", ...names, ...known.flatMap((stage) => (names.includes(stage.name) ? stage.needs ?? [] : []))]);
}

/** Runs the stage's program. Its output is shown at once, or at its end if other stages run in parallel. */
async function run({ name, program, args, quick: less, env, needs, tally }: Stage, alone: boolean): Promise<void> {
  const start = performance.now();
  const heading = `\n━━ ${name} ${"━".repeat(Math.max(0, 76 - name.length))}`;
  const missing = needs?.filter((needed) => failedStages.has(needed)) ?? [];
  let result = oneFailed;
  if (missing.length > 0) {
    console.log(`${heading}\nCannot run without: ${missing.join(", ")}`);
  } else {
    if (alone) console.log(heading);
    const output = alone ? "inherit" : "pipe";
    const child = spawn(process.execPath, [program, ...args, ...((quick && less) || [])], {
      cwd: root, stdio: ["ignore", output, output], env: { ...process.env, ...env, ...(exhaustive ? { EXHAUSTIVE: "1" } : {}) },
    });
    const written: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (some: Buffer) => written.push(some));
    const [status] = await once(child, "close") as [number | null];
    if (!alone) console.log(`${heading}\n${Buffer.concat(written).toString("utf8").trimEnd()}`);
    result = tally(status === 0);
  }
  const { passed, failed, skipped } = result;
  if (failed > 0) failedStages.add(name);
  all = { passed: all.passed + passed, failed: all.failed + failed, skipped: all.skipped + skipped };
  const seconds = (performance.now() - start) / 1000;
  console.log(`${failed > 0 ? "✗" : "✓"} ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped, ${seconds.toFixed(1)} s`);
  if (exhaustive && failed === 0 && passed > 0) recordPass(name, result, seconds);
}

for (const group of stages) {
  const chosen = group.filter((stage) => (exhaustive || !stage.exhaustive) && (!quick || stage.quick !== null) && (!only || only.has(stage.name)));
  if (chosen.length > 1) console.log(`\nIn parallel, for some minutes: ${chosen.map(({ name }) => name).join(", ")}`);
  await Promise.all(chosen.map((stage) => run(stage, chosen.length === 1)));
}

if (all.skipped > 0) console.log(["", `${all.skipped} skipped`, ...whySkipped].join("\n"));
if (failedStages.size > 0) console.log(`\nFailed: ${[...failedStages].join(", ")}`);
console.log(`\n${all.passed} passed, ${all.failed} failed`);
process.exitCode = all.failed > 0 ? 1 : 0;
