/** Builds the documentation site: every documentation file of the project and every lesson as a page, with a navigation and a search. Its pages work from any folder of a host, and opened as files. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build, type Rollup } from "vite";
import { LESSON_IDS } from "../../src/course/lessons/ids";
import type { Lesson } from "../../src/course/lessons/lesson";
import type { LessonTexts } from "../../src/course/lessons/texts";
import { HOME, lessonFile, root, sections, weightOf, type Section } from "./contents";
import { lessonPage } from "./lessonPage";
import type { Entry } from "./ranking";
import { OTHER_WORDS } from "./otherWords";
import { escaped, pageOf, placeOf, relative, render, type Places, type Rendered } from "./markdown";

export interface SiteOptions {
  /** The folder that is written; what it has is removed. */
  readonly out: string;
  /** The address of ELBO Room from the site's folder, or a whole one; null: it is not known. */
  readonly page: string | null;
  /** The address of the project's files, such as https://github.com/OWNER/NAME/blob/v1.0.0/; null: links to them become plain text. */
  readonly source: string | null;
}

type Pages = ReadonlyMap<string, Rendered>;

/** Returns all pages by their files. */
export async function pagesOfSite(all: readonly Section[], { page, source }: Pick<SiteOptions, "page" | "source">): Promise<Pages> {
  const texts = new Map<string, string>(all.flatMap(({ files }) => files).filter((file) => !file.startsWith("docs/learn/")).map((file) => [file, readFileSync(path.join(root, file), "utf8")]));
  for (const id of LESSON_IDS) texts.set(lessonFile(id), await lessonText(id));

  return new Map([...texts].map(([file, text]) => {
    const places: Places = {
      isPage: (one) => texts.has(one),
      sourceOf: (one) => source && source + one,
      page: page === null || /^\w+:/.test(page) ? page : relative(pageOf(file), path.posix.join(".", page)) + (page.endsWith("/") ? "/" : ""),
    };
    return [file, render(file, text, places)] as const;
  }));
}

/** Returns what the search finds. */
export const entriesOf = (pages: Pages): readonly Entry[] =>
  [...pages].flatMap(([file, { title: page, parts, terms }]) => {
    const common = { page, weight: weightOf(file) };
    const called = path.basename(file) === "README.md" ? [] : [path.basename(file, ".md")];
    return [
      ...parts.map(({ title, anchor, text }, i) => ({ ...common, at: `${pageOf(file)}#${anchor}`, title, names: called, text, isPage: i === 0 })),
      ...terms.map(({ title, anchor, names, text }) => ({ ...common, at: `${pageOf(file)}#${anchor}`, title, names: [...names, ...names.flatMap((name) => OTHER_WORDS[name] ?? [])], text, isPage: false })),
    ];
  }).map((entry, id) => ({ id, ...entry }));

/** Writes the site and returns the number of its pages. */
export async function buildSite({ out, page, source }: SiteOptions): Promise<number> {
  const all = sections(LESSON_IDS);
  const pages = await pagesOfSite(all, { page, source });
  rmSync(out, { recursive: true, force: true });
  const write = (file: string, content: string) => {
    mkdirSync(path.dirname(path.join(out, file)), { recursive: true });
    writeFileSync(path.join(out, file), content);
  };
  for (const [file, rendered] of pages) write(pageOf(file), htmlOf(file, rendered, all, pages));
  for (const file of new Set([...pages.values()].flatMap(({ shown }) => shown))) cpSync(path.join(root, file), path.join(out, placeOf(file)));
  write("style.css", readFileSync(path.join(import.meta.dirname, "style.css"), "utf8"));
  write("search.js", await searchScript());
  write("texts.js", `globalThis.siteTexts = ${JSON.stringify(entriesOf(pages))};\n`);
  return pages.size;
}

async function lessonText(id: string): Promise<string> {
  const load = <T>(file: string) => import(path.join(root, "src/course/lessons", id, file)) as Promise<T>;
  const [{ lesson }, { en }, { zhCN }, { es }] = await Promise.all([
    load<{ lesson: Lesson }>("lesson.ts"), load<{ en: LessonTexts }>("texts.en.ts"), load<{ zhCN: LessonTexts }>("texts.zh-CN.ts"), load<{ es: LessonTexts }>("texts.es.ts"),
  ]);
  return lessonPage(id, lesson, { en, "zh-CN": zhCN, es });
}

async function searchScript(): Promise<string> {
  const { output } = (await build({
    configFile: false, root, publicDir: false, logLevel: "error",
    build: { write: false, target: "es2022", lib: { entry: path.join(import.meta.dirname, "search.ts"), formats: ["iife"], name: "search" } },
  }) as Rollup.RollupOutput[])[0]!;
  return output[0].code;
}

function htmlOf(file: string, { title, html, parts }: Rendered, all: readonly Section[], pages: Pages): string {
  const here = pageOf(file);
  const to = (other: string) => escaped(relative(here, other));
  const below = parts.filter(({ level }) => level === 2).map((part) => `<li><a href="#${part.anchor}">${escaped(part.title)}</a></li>`).join("");
  const item = (one: string) => `<li><a href="${to(pageOf(one))}"${one === file ? ' aria-current="page"' : ""}>${escaped(one === HOME ? "ELBO Room" : pages.get(one)!.title)}</a>${one === file && below ? `<ul>${below}</ul>` : ""}</li>`;
  const navigation = all.map((section) => `<details${section.files.includes(file) ? " open" : ""}><summary>${section.title}</summary><ul>${section.files.map(item).join("\n")}</ul></details>`).join("\n");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="darkreader-lock">
<title>${escaped(title)}${file === HOME ? "" : " · ELBO Room"}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${to("style.css")}">
</head>
<body>
<a class="skip" href="#content">To the text</a>
<header>
<a class="name" href="${to("index.html")}">ELBO Room</a>
<search><label>Search <input id="search" type="search" autocomplete="off" data-home="${to("index.html").replace(/index\.html$/, "")}" data-nothing="Nothing was found."></label>
<ul id="results" aria-live="polite" hidden></ul></search>
<a class="pages" href="#pages">All pages</a>
</header>
<nav id="pages" aria-label="Documentation">
${navigation}
</nav>
<main id="content">
${html}
<footer>${escaped(file.startsWith("docs/learn/") ? `Made from the texts of src/course/lessons/${path.basename(file, ".md")}.` : `Made from ${file}.`)}</footer>
</main>
<script src="${to("texts.js")}" defer></script>
<script src="${to("search.js")}" defer></script>
</body>
</html>
`;
}
