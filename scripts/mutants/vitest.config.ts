import path from "node:path";
import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Instrumented sources by path, written by `mutants.ts`. */
const sources: Record<string, string> = JSON.parse(readFileSync(process.env["MUTANT_SOURCES"] ?? "", "utf8"));
const root = path.join(import.meta.dirname, "../..");

/** Runs test files in the order of the command line: those beside the code come first. */
class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const place = ({ moduleId }: TestSpecification) => process.argv.findIndex((one) => moduleId.endsWith(one));
    return [...files].sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  root,
  resolve: { tsconfigPaths: true },
  plugins: [{
    name: "mutants", enforce: "pre",
    transform: (_code, id) => { const code = sources[path.relative(root, id.replace(/\?.*/, ""))]; return code === undefined ? undefined : { code, map: null }; },
  }],
  test: { environment: "node", testTimeout: 60_000, hookTimeout: 60_000, runner: path.join(import.meta.dirname, "runner.ts"), pool: "threads", maxWorkers: 1, sequence: { sequencer: InOrder }, include: ["{src,packages}/**/*.test.ts"] },
});
