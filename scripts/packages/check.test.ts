/** The checks report faulty packages and no others. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as v from "valibot";
import { advisories, licenceProblems, Lock, lockProblems, Manifest } from "./check";

const manifest = v.parse(Manifest, JSON.parse(readFileSync("package.json", "utf8")));
const lock = v.parse(Lock, JSON.parse(readFileSync("package-lock.json", "utf8")));
const withPackage = (where: string, change: object) => v.parse(Lock, { ...lock, packages: { ...lock.packages, [where]: { ...lock.packages[where], ...change } } });
const fflate = "node_modules/fflate";

test("a version that is not exact or differs from the lock file's", () => {
  expect(lockProblems({ ...manifest, dependencies: { ...manifest.dependencies, fflate: "^0.8.3" } }, lock)).toEqual([
    "fflate: package.json says ^0.8.3, the lock file 0.8.3", "fflate: ^0.8.3 is no exact version",
  ]);
  expect(lockProblems({ ...manifest, dependencies: { ...manifest.dependencies, "left-pad": "1.3.0" } }, lock)).toEqual(["left-pad: package.json says 1.3.0, the lock file nothing"]);
  expect(lockProblems(manifest, withPackage(fflate, { version: "0.8.2" }))).toEqual(["fflate: package.json says 0.8.3, the lock file 0.8.2"]);
});

test("a package without a checksum or from another address", () => {
  expect(lockProblems(manifest, withPackage(fflate, { integrity: undefined }))).toEqual([`${fflate}: without a SHA-512`]);
  expect(lockProblems(manifest, withPackage(fflate, { integrity: "sha1-abc" }))).toEqual([`${fflate}: without a SHA-512`]);
  expect(lockProblems(manifest, withPackage(fflate, { resolved: "git+ssh://git@example.org/a.git" }))).toEqual([`${fflate}: from git+ssh://git@example.org/a.git`]);
  const linked = { link: true, resolved: "../elsewhere", integrity: undefined };
  expect(lockProblems(manifest, withPackage("node_modules/elsewhere", linked))).toEqual(["node_modules/elsewhere: without a SHA-512", "node_modules/elsewhere: from ../elsewhere"]);
});

test("an unsuitable licence, but not that of a development dependency", () => {
  expect(licenceProblems(withPackage(fflate, { license: "GPL-3.0" }))).toEqual(["fflate: GPL-3.0"]);
  expect(licenceProblems(withPackage(fflate, { license: undefined }))).toEqual(["fflate: no licence"]);
  expect(licenceProblems(withPackage(fflate, { license: "MPL-2.0" }))).toEqual(["fflate: MPL-2.0"]); // allowed for one library only
  expect(licenceProblems(withPackage("node_modules/vite", { license: "GPL-3.0" }))).toEqual([]);
});

test("advisories, and a missing answer", () => {
  expect(advisories(JSON.stringify({ vulnerabilities: {} }))).toEqual([]);
  expect(advisories(JSON.stringify({ vulnerabilities: {
    a: { severity: "high", via: [{ title: "It leaks", url: "https://example.org/1" }] }, b: { severity: "low", via: ["a"] },
  } }))).toEqual(["a, high: It leaks https://example.org/1", "b, low: by a"]);
  for (const text of ["", "npm error", "null", JSON.stringify({ message: "request failed", error: { summary: "" } })]) expect(advisories(text)).toBeNull();
});
