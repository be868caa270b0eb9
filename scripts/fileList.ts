/** Writes the list of what a browser may keep of a built page, beside it: `src/offline` says what that is for. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isStored, LIST, PAGE, type FileList } from "../src/offline/files.ts";

/** `folder`: of the built page, with all that is published. */
export function writeFileList(folder: string): void {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => file.split(path.sep).join("/")).filter(isStored);
  const files = paths.sort((a, b) => Number(a === PAGE) - Number(b === PAGE) || (a < b ? -1 : 1)).map((file) => {
    const content = readFileSync(path.join(folder, file));
    return { path: file, bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") };
  });
  const list: FileList = { files };
  writeFileSync(path.join(folder, LIST), JSON.stringify(list));
}
