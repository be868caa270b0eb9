/** Imitates a newer version of the page. */
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeFileList } from "../scripts/fileList";
import { DIST } from "../scripts/serveDist";

/**
 * Writes a copy of the built page in which every script has another name and, unless it is said to be the same, the service worker differs. Returns its
 * folder. Chromium 156 may leave a visit without an answer that begins within the milliseconds in which it replaces a service worker, as a test that
 * leaves the page and returns at once does.
 */
export function nextVersion({ sameServiceWorker = false } = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), "elbo-room-"));
  cpSync(DIST, folder, { recursive: true });
  const assets = path.join(folder, "assets");
  const scripts = readdirSync(assets).filter((name) => name.endsWith(".js"));
  for (const file of [path.join(folder, "index.html"), ...scripts.map((name) => path.join(assets, name))]) {
    writeFileSync(file, scripts.reduce((text, name) => text.replaceAll(name, nextName(name)), readFileSync(file, "utf8")));
  }
  for (const name of scripts) renameSync(path.join(assets, name), path.join(assets, nextName(name)));
  if (!sameServiceWorker) appendFileSync(path.join(folder, "serviceWorker.js"), "// next\n");
  writeFileList(folder);
  return folder;
}
const nextName = (script: string) => script.replace(/\.js$/, "-next.js");
