/** Counts the lines of code of each wing, and explains which are over their budget. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Wing } from "./budget";

const FOLDERS = ["src", "packages", "scripts", "bench", "e2e"];
/** Texts of every language, such as `texts.zh-CN.ts` and `i18n/es/shell.ts`. */
const isText = (file: string) => /\.[a-z]{2}(-[A-Z]{2})?\.ts$|^src\/page\/i18n\/[^/]+\//.test(file);
const isCode = (file: string) => /\.(ts|tsx|js|cjs|py|css)$/.test(file) && !/(^|\/)(node_modules|dist|bench\/results)\//.test(file) && !isText(file);
const isTest = (file: string) => /\.(test|spec)\.tsx?$|\.browser\.ts$|\/(testing|cases|fixtures)(\/|\.ts$)|^e2e\//.test(file);
const isIn = ({ folders, type }: Wing, file: string) => folders.some((folder) => file.startsWith(`${folder}/`)) && (type === undefined || file.endsWith(type));

/** The same path with slashes on every system. */
const withSlashes = (file: string) => file.split(path.sep).join("/");

/** The files of a project that are counted, by their paths in it. */
const filesOf = (root: string): readonly string[] => FOLDERS.filter((folder) => existsSync(path.join(root, folder)))
  .flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => withSlashes(path.join(folder, file))))
  .filter(isCode);

const LONG = 160;
const COMMENTS = /^\s*\/\/.*$|^\s*\/\*(?:(?!\*\/)[^])*\*\/[ \t]*$/gm;
const PYTHON_COMMENTS = /^\s*#.*$|^\s*("""|''')(?:(?!\1)[^])*\1[ \t]*$/gm;

/** Returns how many lines are neither blank nor comment. A line of more than 160 characters counts as two, so that nobody saves lines by cramming. */
export function codeLines(text: string, file: string): number {
  const lines = text.replace(file.endsWith(".py") ? PYTHON_COMMENTS : COMMENTS, "").split("\n").filter((line) => line.trim() !== "");
  return lines.length + lines.filter((line) => line.length > LONG).length;
}

export interface Size {
  readonly wing: Wing;
  readonly code: number;
  readonly tests: number;
}

/** Returns the size of each wing. Throws if a file is in none. */
export function sizesOf(root: string, budget: readonly Wing[]): readonly Size[] {
  const sizes = budget.map((wing) => ({ wing, code: 0, tests: 0 }));
  for (const file of filesOf(root)) {
    const size = sizes.find(({ wing }) => isIn(wing, file));
    if (!size) throw new Error(`${file} is in no wing of scripts/size/budget.ts.`);
    size[isTest(file) ? "tests" : "code"] += codeLines(readFileSync(path.join(root, file), "utf8"), file);
  }
  return sizes;
}

/** What Git says about the lines that files have gained. */
interface Growth {
  /** The commit to compare with: where the branch left `main`, or on `main` the commit before the last one. */
  readonly since: string;
  readonly gained: ReadonlyMap<string, number>;
}

/** Returns null where Git or the commit to compare with is missing, as in an unpacked archive. */
function growthIn(root: string): Growth | null {
  const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  const tryGit = (...args: readonly string[]) => { try { return git(...args); } catch { return ""; } };
  const head = tryGit("rev-parse", "HEAD");
  const since = ["main", "origin/main"].map((branch) => tryGit("merge-base", "HEAD", branch)).find((base) => base !== "" && base !== head) ?? tryGit("rev-parse", "--verify", "HEAD~");
  if (since === "") return null;
  const changed = git("diff", "--numstat", "--no-renames", "--relative", since).split("\n").map((line) => line.split("\t"));
  const gained = new Map(changed.map(([added, removed, file = ""]) => [file, Number(added) - Number(removed)]));
  for (const file of git("ls-files", "--others", "--exclude-standard").split("\n").filter(isCode)) gained.set(file, readFileSync(path.join(root, file), "utf8").split("\n").length - 1);
  return { since: since.slice(0, 8), gained };
}

const MOST = 5;
const ADVICE = "Simplify or remove code. If the lines are needed, raise the number in scripts/size/budget.ts in the same commit, and say why in its message.";

/** Returns a paragraph for each wing whose code or tests are over the budget, and one that says what to do; none if all are within. */
export function overruns(root: string, sizes: readonly Size[]): readonly string[] {
  const over = sizes.flatMap((size) => (["code", "tests"] as const).filter((kind) => size[kind] > size.wing[kind]).map((kind) => ({ kind, ...size })));
  if (over.length === 0) return [];
  const growth = growthIn(root);
  const paragraphs = over.map(({ wing, kind, ...size }) => {
    const grown = [...growth?.gained ?? []].filter(([file, lines]) => lines > 0 && isIn(wing, file) && isCode(file) && isTest(file) === (kind === "tests"))
      .sort(([, a], [, b]) => b - a).slice(0, MOST).map(([file, lines]) => `${file} (+${lines})`);
    return `The wing "${wing.name}" has ${size[kind]} lines of ${kind}, ${size[kind] - wing[kind]} more than its budget of ${wing[kind]}.`
      + (grown.length > 0 ? `\nThese files grew most since ${growth!.since}: ${grown.join(", ")}.` : "");
  });
  return [...paragraphs, ADVICE];
}
