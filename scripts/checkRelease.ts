/**
 * `npm run check -- release` checks that releases are reproducible: it releases the current commit from two clones in different folders, time zones and
 * languages, and each file must have the same bytes. It also checks that the packed page is the built one.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { unzipSync } from "fflate";
import { filesIn, hashesIn, linkPackages, OTHER_PLACE } from "./copies";

const root = path.join(import.meta.dirname, "..");
const results = path.join(root, "test-results"); // on the disk of the packages, which are linked
mkdirSync(results, { recursive: true });
const temporary = mkdtempSync(path.join(results, "release-"));

/** Clones the current commit, releases it there and returns the clone's folder. */
function release(name: string, env: Readonly<Record<string, string>>): string {
  const clone = path.join(temporary, name);
  execFileSync("git", ["clone", "--quiet", "--no-tags", root, clone]);
  linkPackages(root, clone);
  const { status } = spawnSync(process.execPath, [path.join(clone, "node_modules/tsx/dist/cli.mjs"), path.join(clone, "scripts/release.ts")], {
    cwd: clone, stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, ...env },
  });
  if (status !== 0) throw new Error(`the release in ${clone} failed`);
  return clone;
}

try {
  const [here, there] = [release("here", {}), release("a copy elsewhere", OTHER_PLACE)];
  const { version } = JSON.parse(readFileSync(path.join(here, "package.json"), "utf8")) as { version: string };
  const [first, second] = [here, there].map((clone) => hashesIn(path.join(clone, "release", version))) as [ReadonlyMap<string, string>, ReadonlyMap<string, string>];
  const different = [...new Set([...first.keys(), ...second.keys()])].filter((file) => first.get(file) !== second.get(file));
  for (const file of different) console.log(`not the same in both releases: ${file}`);
  const packed = unzipSync(readFileSync(path.join(here, "release", version, `elbo-room-${version}.zip`)));
  const built = path.join(here, "dist");
  const unlike = filesIn(built).filter((file) => !packed[`elbo-room/${file}`] || !readFileSync(path.join(built, file)).equals(packed[`elbo-room/${file}`]!));
  for (const file of unlike) console.log(`not packed as it was built: ${file}`);
  console.log(`${first.size} files, ${different.length} different; ${Object.keys(packed).length} packed`);
  process.exitCode = different.length + unlike.length > 0 || first.size === 0 ? 1 : 0;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
