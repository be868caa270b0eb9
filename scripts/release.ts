/**
 * `npm run release` writes what is published of a version into release/VERSION/: the page in a ZIP file, the page in one file, the documentation
 * as a site in a ZIP file, which belongs beside the page's files, the element for course pages, the texts of licences, the list of packages (SBOM), the
 * notes of the version, and SHA-256 checksums of them all. It refuses with a sentence if the tree has uncommitted changes, CHANGELOG.md has no section
 * of the version, or another file or a tag disagrees. Two releases of one commit are the same bytes, which `npm run check -- release` checks.
 * `--address=https://…` is where the page will be, for the links of the one-file page.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import * as v from "valibot";
import { hashesIn } from "./copies";
import { NOTICES } from "./packages/notices";
import { notesOf, refusals } from "./release/refusals";
import { sbomOf, SbomLock } from "./release/sbom";
import { zipOf } from "./release/zip";
import { buildSite } from "./site/buildSite";
import { SINGLE_FILE } from "./single/buildSingle";
import { DIST } from "./serveDist";

const { values: { address } } = parseArgs({ options: { address: { type: "string" } } });
const root = path.join(import.meta.dirname, "..");
const git = (...args: readonly string[]): string => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trimEnd();
const lines = (text: string): readonly string[] => text.split("\n").filter((line) => line !== "");
const text = (file: string): string => readFileSync(path.join(root, file), "utf8");

const { version } = v.parse(v.object({ version: v.string() }), JSON.parse(text("package.json")));
const lock = v.parse(SbomLock, JSON.parse(text("package-lock.json")));
const changelog = text("CHANGELOG.md");
const reasons = refusals({
  version, changelog, locked: lock.version, citation: text("CITATION.cff"), changes: git("status", "--porcelain"), tags: lines(git("tag")), tagsHere: lines(git("tag", "--points-at", "HEAD")),
});
if (reasons.length > 0) {
  console.error(["Nothing was released.", ...reasons].join("\n"));
  process.exit(1);
}

function build(...args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, [path.join(root, "node_modules/tsx/dist/cli.mjs"), path.join(root, "scripts/build.ts"), ...args], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
build();
build("--single", ...(address === undefined ? [] : [`--address=${address}`]));

const folder = path.join(root, "release", version);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const write = (name: string, content: string | Uint8Array) => writeFileSync(path.join(folder, name), content);
write(`elbo-room-${version}.zip`, zipOf(DIST, "elbo-room"));
const site = path.join(root, "dist-site");
await buildSite({ out: site, page: "../", source: null });
write(`elbo-room-docs-${version}.zip`, zipOf(site, "docs"));
copyFileSync(SINGLE_FILE, path.join(folder, `elbo-room-${version}.html`));
for (const file of ["elbo-room.js", "elbo-room.d.ts", NOTICES]) copyFileSync(path.join(DIST, file), path.join(folder, file));
write("sbom.cdx.json", sbomOf(lock));
write("notes.md", `${notesOf(changelog, version)}\n`);
write("SHA256SUMS", [...hashesIn(folder)].map(([file, hash]) => `${hash}  ${file}\n`).join("")); // for sha256sum --check
console.log(`${path.relative(root, folder)} from ${git("rev-parse", "HEAD")}:\n${readFileSync(path.join(folder, "SHA256SUMS"), "utf8")}`);
