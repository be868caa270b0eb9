/**
 * `npm run check -- tfjs` runs the tests of operations and gradients in TensorFlow.js' package three times: on its plain WASM backend, on
 * the same with our kernels, and through the step compiler. It exits with 1 if our kernels fail a test that passes without them, if
 * the compiler computes something wrong or misses an error that TensorFlow.js throws, or if fewer tests of a file pass than
 * `tfjs/record.json` says. `-- --record` writes that file; `-- --files add,concat2d` runs some files only.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
import { findBackendFactory, getKernelsForBackend, registerBackend, registerKernel, version_core } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import { setTestEnvs } from "@tensorflow/tfjs-core/dist/jasmine_util";
import * as v from "valibot";
import { useBackend } from "../src/engine/testing";
import { crashes, refusals, registerCompiled } from "./tfjs/compiledBackend";
import { runSpecs, startFile, type Spec } from "./tfjs/jasmine";

const { values: options } = parseArgs({ options: { record: { type: "boolean", default: false }, files: { type: "string" } } });

const RECORD = path.join("scripts", "tfjs", "record.json");
const Record = v.object({ date: v.string(), tfjs: v.string(), files: v.record(v.string(), v.record(v.string(), v.number())) });

const BACKENDS = ["plain", "wasm", "compiled"] as const;
type TestedBackend = (typeof BACKENDS)[number];

for (const kernel of getKernelsForBackend("wasm")) registerKernel({ ...kernel, backendName: "plain" });
registerBackend("plain", findBackendFactory("wasm"));
await useBackend("wasm");
registerCompiled("compiled", "cpu");
setTestEnvs(BACKENDS.map((backend) => ({ name: `<${backend}>`, backendName: backend, isDataSync: true })));

const loaders = import.meta.glob([
  "/node_modules/@tensorflow/tfjs-core/dist/ops/*_test.js", "/node_modules/@tensorflow/tfjs-core/dist/gradients_test.js",
]);
const nameOf = (file: string) => path.basename(file, "_test.js");
const wanted = options.files?.split(",");
for (const [file, load] of Object.entries(loaders)) {
  if (wanted && !wanted.includes(nameOf(file))) continue;
  startFile(nameOf(file));
  await load();
}

/** `failed`: TensorFlow.js fails without our code, too. `refused` and `silent` are the compiler's; `wrong` is the compiler's or our kernels'. */
type Result = "passed" | "refused" | "failed" | "wrong" | "silent";

const counts: Record<string, Record<string, number>> = {};
const off: string[] = [];
/** The failures on the plain backend, by test. A name that repeats is the same test. */
const plainFailures = new Map<string, Spec["failures"]>();

function resultOf(backend: TestedBackend, name: string, { failures }: Spec): Result {
  const [first] = failures;
  if (backend === "compiled") {
    if (crashes.length > 0) return "wrong";
    if (refusals.length > 0) return "refused";
  }
  if (!first) return "passed";
  const [withoutUs] = plainFailures.get(name) ?? [];
  if (backend === "plain" || (backend === "wasm" && withoutUs)) return "failed";
  if (first.silent) return "silent";
  // Some tests fail on any backend.
  const anonymous = (text: string | undefined) => text?.replaceAll(/'(plain|compiled)'/g, "");
  return anonymous(first.message) === anonymous(withoutUs?.message) ? "failed" : "wrong";
}

const { warn } = console;
console.warn = () => undefined; // The tests call deprecated operations, too.
await runSpecs((spec) => {
  const [suite = ""] = spec.suites;
  const backend = BACKENDS.find((each) => suite.includes(`<${each}>`));
  if (!backend) return; // This test uses no backend.
  const name = `${spec.file}: ${[suite.replace(/<\w+> .*/, "").trim(), ...spec.suites.slice(1), spec.name].join(" › ")}`;
  if (backend === "plain") plainFailures.set(name, spec.failures);
  const result = resultOf(backend, name, spec);
  const key = `${backend} ${result}`;
  (counts[spec.file] ??= {})[key] = (counts[spec.file]![key] ?? 0) + 1;
  if (result === "wrong" || result === "silent") {
    off.push(`${key}: ${name}: ${crashes.length > 0 ? String(crashes[0]) : spec.failures[0]?.message}`);
  }
  refusals.length = 0;
  crashes.length = 0;
});
console.warn = warn;

const sum = (key: string) => Object.values(counts).reduce((total, ofFile) => total + (ofFile[key] ?? 0), 0);
for (const backend of BACKENDS) {
  const results = ["passed", "refused", "failed", "wrong", "silent"] as const;
  console.log(`${backend}: ${results.map((result) => `${sum(`${backend} ${result}`)} ${result}`).join(", ")}`);
}
if (options.record) {
  const lines = Object.entries(counts).map(([file, ofFile]) => `  ${JSON.stringify(file)}: ${JSON.stringify(ofFile)}`);
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync(RECORD, `{\n "date": "${date}", "tfjs": "${version_core}", "files": {\n${lines.join(",\n")}\n }\n}\n`);
} else {
  const { files } = v.parse(Record, JSON.parse(readFileSync(RECORD, "utf8")));
  for (const [file, now] of Object.entries(counts)) {
    for (const key of ["wasm passed", "compiled passed"]) {
      const [before, passed] = [files[file]?.[key] ?? 0, now[key] ?? 0];
      if (passed < before) off.push(`${file}: ${passed} ${key}, where ${before} did`);
    }
  }
  if (!wanted) for (const file of Object.keys(files)) if (!counts[file]) off.push(`${file}: no test ran`);
}
for (const line of off) console.error(line);
process.exit(off.length > 0 ? 1 : 0);
