/** The README's table of operations is up to date. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { operations, withOperations } from "./operationTable";

const readme = readFileSync(path.join(import.meta.dirname, "README.md"), "utf8");

it("has every kernel of TensorFlow.js in one group", () => {
  expect(withOperations(readme), "packages/step-compiler/README.md is out of date: npm run docs").toBe(readme);
  const { supported, planned, never } = operations();
  expect(new Set([...supported, ...planned, ...never]).size).toBe(supported.length + planned.length + never.length);
});

it("has the results of TensorFlow.js' own tests that are recorded", () => {
  const { files } = JSON.parse(readFileSync(path.join(import.meta.dirname, "../../scripts/tfjs/record.json"), "utf8")) as { files: Record<string, Record<string, number>> };
  const sum = (key: string) => Object.values(files).reduce((total, of) => total + (of[key] ?? 0), 0);
  const figure = (count: number) => count.toLocaleString("en");
  const [passed, refused, failed] = ["compiled passed", "compiled refused", "compiled failed"].map(sum) as [number, number, number];
  expect(readme.replaceAll(/\s+/g, " ")).toContain(`Of the ${figure(passed + refused + failed)} tests of operations and gradients in TensorFlow.js' own package that name a backend, ${figure(passed)} pass compiled, ${refused} are refused with a reason, and ${failed} fail on any backend.`);
  expect(readme).toContain(`TensorFlow.js' WASM backend passes ${figure(sum("plain passed"))} of them`);
});
