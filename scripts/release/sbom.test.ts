/** The list of packages names what the page contains, as the lock file has it, and nothing of the moment or machine. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as v from "valibot";
import { sbomOf, SbomLock } from "./sbom";

interface Sbom {
  readonly components: readonly { readonly "bom-ref": string; readonly name: string; readonly hashes: readonly { readonly content: string }[]; readonly licenses: readonly object[] }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

const parsed = (lock: unknown): Sbom => JSON.parse(sbomOf(v.parse(SbomLock, lock))) as Sbom;
const real = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, { dependencies: Record<string, string> }> };

test("it has every package of the page with its SHA-512 and licence, and none that only builds or tests it", () => {
  const { components, dependencies } = parsed(real);
  const names = components.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(real.packages[""]!.dependencies)));
  for (const other of ["vite", "typescript", "playwright", "step-compiler"]) expect(names).not.toContain(other);
  for (const { name, hashes, licenses } of components) {
    expect(hashes[0]?.content, name).toMatch(/^[\da-f]{128}$/);
    expect(licenses, name).toHaveLength(1);
  }
  const refs = new Set([...components.map((one) => one["bom-ref"]), dependencies[0]!.ref]);
  expect(new Set(dependencies.map(({ ref }) => ref))).toEqual(refs);
  for (const { ref, dependsOn } of dependencies) for (const one of dependsOn) expect(refs, `${ref} depends on ${one}`).toContain(one);
});

test("a dependency is the version that Node finds from the package's folder, and a licence may be an expression", () => {
  const { components, dependencies } = parsed({ name: "page", version: "2.0.0", packages: {
    "": { dependencies: { "@a/one": "1.0.0", two: "1.0.0" } },
    "node_modules/@a/one": { version: "1.0.0", license: "(MIT OR Zlib)", dependencies: { two: "^2.0.0" }, peerDependencies: { three: "*" } },
    "node_modules/@a/one/node_modules/two": { version: "2.1.0", license: "MIT" },
    "node_modules/two": { version: "1.0.0", license: "MIT" },
    "node_modules/three": { version: "3.0.0", dev: true },
  } });
  expect(dependencies).toEqual([
    { ref: "pkg:npm/page@2.0.0", dependsOn: ["pkg:npm/%40a/one@1.0.0", "pkg:npm/two@1.0.0"] },
    { ref: "pkg:npm/%40a/one@1.0.0", dependsOn: ["pkg:npm/two@2.1.0"] },
    { ref: "pkg:npm/two@2.1.0", dependsOn: [] },
    { ref: "pkg:npm/two@1.0.0", dependsOn: [] },
  ]);
  expect(components[0]!.licenses).toEqual([{ expression: "MIT OR Zlib" }]);
});
