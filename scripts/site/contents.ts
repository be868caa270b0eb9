/** The pages of the documentation site by section, in the order of its navigation. Files that are not named are in the last section. */
import { readdirSync } from "node:fs";
import path from "node:path";

export const root = path.join(import.meta.dirname, "..", "..");

/** A page's source: a file of the project, or a lesson, whose page is made from its texts. */
export interface Section {
  readonly title: string;
  readonly files: readonly string[];
}

const docs = (...names: readonly string[]) => names.map((name) => `docs/${name}.md`);
const markdownIn = (folder: string): string[] => readdirSync(path.join(root, folder)).filter((name) => name.endsWith(".md")).sort().map((name) => `${folder}/${name}`);
const readmesIn = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).filter((file) => path.basename(file) === "README.md").sort().map((file) => path.posix.join(folder, file.split(path.sep).join("/")));

/** The home page. */
export const HOME = "README.md";
/** Where the pages of lessons are, by their ids. */
export const lessonFile = (id: string): string => `docs/learn/${id}.md`;

/** Pages that few readers want for a word: tables of results, what changed when, and how the code is made. */
const SELDOM: readonly string[] = ["CHANGELOG.md", ...docs("claims", "quality", "measured", "faults", "mutation", "presets", "lessons", "exercises", "architecture")];

/** Returns which share of its score a page has in the search: most readers do not work on the code. */
export const weightOf = (file: string): number => (SELDOM.includes(file) || /^(src|packages|bench|e2e|docs\/decisions)\//.test(file) ? 0.25 : file.startsWith("docs/models/") ? 1.2 : 1);

/** Returns all sections. `lessons` are the ids of lessons. */
export function sections(lessons: readonly string[]): readonly Section[] {
  const named: Section[] = [
    { title: "Use", files: [HOME, ...docs("features", "links", "ownData", "takeHome", "keptRuns", "offline", "trained", "browsers", "glossary")] },
    { title: "Learn and teach", files: [...lessons.map(lessonFile), ...docs("talk", "embedding", "lessons", "exercises", "presets", "doctor")] },
    { title: "Models", files: ["docs/models/README.md", "docs/models/presets.md", ...markdownIn("docs/models").filter((file) => !/(README|presets)\.md$/.test(file))] },
    { title: "Scripts and programs", files: docs("scripting", "program-operations", "parity") },
    { title: "Host and release", files: [...docs("hosting", "versions", "licences"), "CHANGELOG.md", "SECURITY.md"] },
    { title: "Contribute", files: ["CONTRIBUTING.md", ...docs("commands", "adding", "rules"), "scripts/README.md"] },
    { title: "How it works", files: ["docs/architecture.md", ...readmesIn("src"), ...readmesIn("packages"), ...markdownIn("docs/decisions")] },
    { title: "How it is checked", files: [...docs("claims", "quality", "measured", "faults", "mutation"), "bench/README.md", "e2e/README.md", "e2e/released/README.md"] },
  ];
  const known = new Set(named.flatMap(({ files }) => files));
  const others = markdownIn("docs").filter((file) => !known.has(file));
  return others.length === 0 ? named : [...named, { title: "More", files: others }];
}
