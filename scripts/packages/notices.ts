/**
 * Writes `licences.txt` beside the built page: every package in its scripts, workers, styles and files, with the text of its licence, as MIT,
 * BSD, Apache and MPL require. The bundler reports the packages. (Vite's own `build.license` leaves workers out.)
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";
import type { Plugin } from "vite";

/** The file's name beside the page; `src/page/ui/backend/About.tsx` links to it. */
export const NOTICES = "licences.txt";

const root = path.join(import.meta.dirname, "..", "..");
const about = v.object({ name: v.string(), version: v.string(), license: v.string(), author: v.fallback(v.optional(v.string()), undefined) });

/** The folder of a module's package; null for our own modules. */
const packageOf = (id: string): string | null => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? null;

/** The text of the package's licence file. If it has none, the text of Apache or MIT, which are the same for all packages; MIT names the author. */
function licenceText(folder: string, licence: string, author: string | undefined): string {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)(\.|-|$)/i.test(name));
  if (file !== undefined) return readFileSync(path.join(folder, file), "utf8").trim();
  const [readme = ""] = readdirSync(folder).filter((name) => /^readme/i.test(name)).map((name) => readFileSync(path.join(folder, name), "utf8"));
  const [, section] = /\n(?:#+ )?licen[cs]e[^\n]*\n(?:[-=]+\n)?([^]*?Copyright[^]*?)(?=\n#|$)/i.exec(readme) ?? [];
  if (section !== undefined) return section.trim();
  if (licence === "Apache-2.0") return readFileSync(path.join(import.meta.dirname, "Apache-2.0.txt"), "utf8").trim();
  if (licence === "MIT" && author !== undefined) return readFileSync(path.join(import.meta.dirname, "MIT.txt"), "utf8").trim().replace("AUTHOR", author);
  throw new Error(`${folder} has no text of its licence, ${licence}`);
}

interface Part {
  /** The name, version, licence and source of a package. */
  readonly about: string;
  readonly text: string;
}

const ownText = (...at: string[]) => readFileSync(path.join(root, ...at), "utf8").trim();

function partOf(folder: string): Part {
  const { name, version, license, author } = v.parse(about, JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")));
  return { about: `${name} ${version}, ${license}; source: https://www.npmjs.com/package/${name}/v/${version}`, text: licenceText(folder, license, author) };
}

/** The notices of the packages in these folders, by name. Packages with the same text share one notice. */
function noticesOf(folders: Iterable<string>): string {
  const parts: readonly Part[] = [
    { about: "ELBO Room, MIT", text: ownText("LICENSE") }, { about: "The images of handwritten digits", text: ownText("public", "mnist-notice.txt") },
    ...[...folders].sort().map(partOf),
  ];
  return [...new Set(parts.map(({ text }) => text))].map((text) =>
    [...parts.filter((part) => part.text === text).map((part) => part.about), "", text, "", "", ""].join("\n")).join("");
}

/** Returns two plugins: `gather` collects packages, also in the workers' builds; `write` writes the file at the end of the page's build. */
export function notices(): { gather(): Plugin; readonly write: Plugin } {
  const folders = new Set<string>();
  const gather = (): Plugin => ({
    name: "gather-packages",
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        // Styles refer to fonts and are not modules of a chunk.
        const sources = file.type === "chunk" ? file.moduleIds : file.originalFileNames.map((name) => path.join(root, name));
        for (const id of sources) {
          const folder = packageOf(id);
          if (folder !== null && !id.startsWith("\0")) folders.add(folder);
        }
      }
    },
  });
  const write: Plugin = {
    name: "write-notices",
    generateBundle: { order: "post", handler() { this.emitFile({ type: "asset", fileName: NOTICES, source: noticesOf(folders) }); } },
  };
  return { gather, write };
}
