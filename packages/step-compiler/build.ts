/**
 * Builds dist/ for `npm pack`: JavaScript modules and their declarations. TypeScript writes imports as they are in the source; Node also needs
 * their file endings, which this adds.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const dist = path.join(import.meta.dirname, "dist");
const root = path.join(import.meta.dirname, "../..");

rmSync(dist, { recursive: true, force: true });
const { status } = spawnSync(process.execPath, [path.join(root, "node_modules/typescript-7/bin/tsc"), "-p", path.join(import.meta.dirname, "tsconfig.build.json")], { stdio: "inherit" });
if (status !== 0) throw new Error("TypeScript could not build the package");

/** Returns a relative import with its file's ending. */
function withEnding(file: string, specifier: string): string {
  const found = [`${specifier}.js`, `${specifier}/index.js`].find((one) => existsSync(path.join(path.dirname(file), one)));
  if (found === undefined) throw new Error(`${file} imports ${specifier}, which was not built`);
  return found;
}

for (const name of readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((one) => /\.(js|d\.ts)$/.test(one))) {
  const file = path.join(dist, name);
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace(/(\bfrom |\bimport\()"(\.{1,2}\/[^"]+)"/g, (_, before: string, specifier: string) => `${before}"${withEnding(file, specifier)}"`));
}
copyFileSync(path.join(root, "LICENSE"), path.join(dist, "LICENSE"));
