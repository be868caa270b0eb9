/** The packed package works in a folder of its own: the quick start of the README trains a net in Node, and the types can be used. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const root = path.join(import.meta.dirname, "../..");
const folder = mkdtempSync(path.join(tmpdir(), "step-compiler-"));

beforeAll(() => {
  // Installations may turn scripts off; packing needs `prepack`.
  const packed = execFileSync("npm", ["pack", "--silent", "--ignore-scripts=false", "--pack-destination", folder], { cwd: import.meta.dirname, encoding: "utf8" });
  const installed = path.join(folder, "node_modules", "step-compiler");
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", path.join(folder, packed.trim().split("\n").at(-1)!), "-C", installed, "--strip-components=1"]);
  for (const name of ["@tensorflow", "@webgpu"]) symlinkSync(path.join(root, "node_modules", name), path.join(folder, "node_modules", name));
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ type: "module" }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const quickStart = /```js\n([^]*?)```/.exec(readFileSync(path.join(import.meta.dirname, "README.md"), "utf8"))![1]!;

it("trains the README's net", () => {
  writeFileSync(path.join(folder, "quickStart.js"), quickStart);
  const { stdout, stderr, status } = spawnSync(process.execPath, ["quickStart.js"], { cwd: folder, encoding: "utf8" });
  expect(status, stderr).toBe(0);
  const loss = Number(/Float32Array\(1\) \[ (.*) \]/.exec(stdout)?.[1]);
  expect(loss).toBeGreaterThan(0);
  expect(loss).toBeLessThan(0.01);
});

it("has types for strict TypeScript in Node", () => {
  writeFileSync(path.join(folder, "use.ts"), `
    import { sum, tensor1d } from "@tensorflow/tfjs-core";
    import { CannotCompile, compile, type CompiledStep } from "step-compiler";
    const step: CompiledStep = await compile(({ x }) => ({ loss: sum(x!) }), { inputs: { x: [2] } }, { backend: "webgpu" });
    step.write("x", tensor1d([1, 2]).dataSync());
    // @ts-expect-error A name is a string.
    step.write(1, 2);
    console.log(new CannotCompile("why").name satisfies "CannotCompile");
  `);
  const tsc = path.join(root, "node_modules/typescript-7/bin/tsc");
  const types = spawnSync(process.execPath, [tsc, "--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", "--skipLibCheck", "--types", "@webgpu/types", "use.ts"], { cwd: folder, encoding: "utf8" });
  expect([types.status, types.stdout]).toEqual([0, ""]);
});
