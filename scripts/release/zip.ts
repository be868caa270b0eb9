/** Packs a folder into a ZIP file whose bytes depend on names and contents only. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { zipSync, type Zippable } from "fflate";
import { filesIn } from "../copies";

/** The date of every file in it. Files of a build have no date of their own, and the earliest that ZIP can write is the same in every time zone. */
const DATE = new Date(1980, 0, 1);

/** Returns the ZIP file of all files in `folder`, in a folder called `name`. */
export function zipOf(folder: string, name: string): Uint8Array {
  const files: Zippable = {};
  for (const file of filesIn(folder).sort()) files[[name, ...file.split(path.sep)].join("/")] = readFileSync(path.join(folder, file));
  return zipSync(files, { level: 9, mtime: DATE });
}
