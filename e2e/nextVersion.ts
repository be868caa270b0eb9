/** A version of the page that is published after the one that is tested. */
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeFileList } from "../scripts/fileList";
import { DIST } from "../scripts/serveDist";

/** Another build of the same page, in a folder of its own: each of its scripts has another name, in all that names it, and the service worker is another one. */
export function nextVersion(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "elbo-room-"));
  cpSync(DIST, folder, { recursive: true });
  const assets = path.join(folder, "assets");
  const scripts = readdirSync(assets).filter((name) => name.endsWith(".js"));
  for (const file of [path.join(folder, "index.html"), ...scripts.map((name) => path.join(assets, name))]) {
    writeFileSync(file, scripts.reduce((text, name) => text.replaceAll(name, nextName(name)), readFileSync(file, "utf8")));
  }
  for (const name of scripts) renameSync(path.join(assets, name), path.join(assets, nextName(name)));
  appendFileSync(path.join(folder, "serviceWorker.js"), "// next\n");
  writeFileList(folder);
  return folder;
}
const nextName = (script: string) => script.replace(/\.js$/, "-next.js");
