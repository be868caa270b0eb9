/** Writes the list of files of a built page that a browser may cache; `src/delivery/offline` reads it. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isStored, LIST, PAGE, type FileList } from "../src/delivery/offline/files.ts";

/** Writes the list into the folder of the built page, which contains all published files. */
export function writeFileList(folder: string): void {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => file.split(path.sep).join("/")).filter(isStored);
  const files = paths.sort((a, b) => Number(a === PAGE) - Number(b === PAGE) || (a < b ? -1 : 1)).map((file) => {
    const content = readFileSync(path.join(folder, file));
    return { path: file, bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") };
  });
  const list: FileList = { files };
  writeFileSync(path.join(folder, LIST), JSON.stringify(list));
}
