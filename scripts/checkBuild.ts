/**
 * `npm run check -- build` checks that builds are reproducible: the page is built here and from a copy in another folder, in another time
 * zone and language, and each file must have the same bytes. So a served page can be compared with its source. With `--built` the
 * first build is the one in dist/.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { hashesIn, linkPackages, OTHER_PLACE } from "./copies";

const { values: { built } } = parseArgs({ options: { built: { type: "boolean", default: false } } });
const root = path.join(import.meta.dirname, "..");

function build(folder: string, outDir: string, env: Readonly<Record<string, string>> = {}): void {
  const args = [path.join(root, "node_modules/vite/bin/vite.js"), "build", "--outDir", outDir, "--emptyOutDir", "--logLevel", "error"];
  const { status } = spawnSync(process.execPath, args, { cwd: folder, stdio: "inherit", env: { ...process.env, ...env } });
  if (status !== 0) throw new Error(`the build in ${folder} failed`);
}

/** Folders of the project that are not source. */
const MADE = [".git", "node_modules", "dist", "dist-single", "dist-site", "release", "test-results", "playwright-report"];

/** Copies the source and the packed images, and links the packages. */
function copySource(to: string): void {
  for (const name of readdirSync(root).filter((one) => !MADE.includes(one))) cpSync(path.join(root, name), path.join(to, name), { recursive: true });
  linkPackages(root, to);
}

const results = path.join(root, "test-results"); // on the disk of the packages, which are linked
mkdirSync(results, { recursive: true });
const temporary = mkdtempSync(path.join(results, "build-"));
try {
  const here = built ? path.join(root, "dist") : path.join(temporary, "here");
  if (!built) build(root, here);
  const copy = path.join(temporary, "a copy", "elsewhere");
  copySource(copy);
  build(copy, path.join(temporary, "there"), OTHER_PLACE);
  const [first, second] = [hashesIn(here), hashesIn(path.join(temporary, "there"))];
  const different = [...new Set([...first.keys(), ...second.keys()])].filter((file) => first.get(file) !== second.get(file));
  const revealing = [...first.keys()].filter((file) => readFileSync(path.join(here, file)).includes(root));
  for (const file of different) console.log(`not the same in both builds: ${file}`);
  for (const file of revealing) console.log(`names the folder that it was built in: ${file}`);
  const all = createHash("sha256").update([...first].map(([file, hash]) => `${hash}  ${file}\n`).join("")).digest("hex");
  console.log(`${first.size} files, ${different.length} different; SHA-256 of their list: ${all}`);
  process.exitCode = different.length + revealing.length > 0 || first.size === 0 ? 1 : 0;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
