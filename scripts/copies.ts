/** Copies of the project in which builds are compared, and the hashes of what they built. */
import { createHash } from "node:crypto";
import { linkSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The environment of the second of two compared builds: another time zone and language. */
export const OTHER_PLACE = { TZ: "Asia/Kathmandu", LC_ALL: "C", LANG: "C" };

/** The names of the project's configurations of TypeScript, which Vite reads in a copy, too. */
export const tsconfigsIn = (project: string): string[] => readdirSync(project).filter((name) => /^tsconfig\..*json$/.test(name));

/** The paths of all files in a folder, from there. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));

/** The SHA-256 of every file by its path, in the order of paths. */
export const hashesIn = (folder: string): ReadonlyMap<string, string> =>
  new Map(filesIn(folder).sort().map((file) => [file, createHash("sha256").update(readFileSync(path.join(folder, file))).digest("hex")]));

/** Links the packages of the project `from` into the copy `to`, on the same disk. */
export function linkPackages(from: string, to: string): void {
  for (const file of filesIn(path.join(from, "node_modules")).filter((one) => !/^\.(cache|bin)/.test(one))) {
    const link = path.join(to, "node_modules", file);
    mkdirSync(path.dirname(link), { recursive: true });
    linkSync(path.join(from, "node_modules", file), link);
  }
}
