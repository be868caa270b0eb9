/** Turns a Markdown file of the project into the HTML of a page: with anchors as GitHub makes them, formulas as MathML, and links between pages. */
import path from "node:path";
import katex from "katex";
import { Marked, type Tokens } from "marked";

/** A heading with the text below it, for the search and the list of a page's parts. */
export interface Part {
  readonly level: number;
  readonly title: string;
  readonly anchor: string;
  readonly text: string;
}

/** A term that a row of a table explains. */
export interface Term {
  readonly title: string;
  readonly anchor: string;
  /** What it is called in other languages. */
  readonly names: readonly string[];
  readonly text: string;
}

export interface Rendered {
  readonly title: string;
  readonly html: string;
  readonly parts: readonly Part[];
  readonly terms: readonly Term[];
  /** Files of the project that the page shows, such as pictures. */
  readonly shown: readonly string[];
}

/** Where links lead. */
export interface Places {
  /** Whether the site has a page of this file. */
  isPage(file: string): boolean;
  /** The address of a file of the project that is no page; null: there is none, and the link becomes plain text. */
  sourceOf(file: string): string | null;
  /** The address of ELBO Room, for links to experiments; null: that of a page that `npm start` serves. */
  readonly page: string | null;
}

/** Where a file of the project is in the site: the folder docs is its root. */
export const placeOf = (file: string): string => file.replace(/^docs\//, "");
export const pageOf = (file: string): string => placeOf(file).replace(/README\.md$/, "index.html").replace(/\.md$/, ".html");
/** The relative address of one file of the site from another. */
export const relative = (from: string, to: string): string => path.posix.relative(path.posix.dirname(from), to) || path.posix.basename(to);
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (one) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[one]!);

/** The address of ELBO Room in the README. */
const SERVED = "http://localhost:5173/";

/** Its table explains a term in each row, and has words of other languages in the columns after the third. */
const GLOSSARY = "docs/glossary.md";
/** Files whose tables explain keys. */
const KEYS: readonly string[] = ["docs/links.md", "docs/embedding.md"];

/** The text of HTML. Rows of tables become lines. */
const plain = (html: string): string => html.replace(/<annotation[^]*?<\/annotation>/g, "").replace(/<\/?(?:a|b|code|em|span|strong)\b[^>]*>/g, "")
  .replace(/\s+/g, " ").replace(/<\/t[dh]> *<t[dh]\b[^>]*>/g, " · ").replace(/<\/tr>/g, "\n").replace(/<[^>]+>/g, " ")
  .replace(/&(lt|gt|quot|amp|#39);/g, (_, name: string) => ({ lt: "<", gt: ">", quot: '"', amp: "&", "#39": "'" })[name]!).replace(/ +/g, " ").replace(/ ?\n */g, "\n").trim();
/** GitHub's anchor of a heading. */
const anchorOf = (title: string): string => title.toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "").replaceAll(" ", "-");

/** Letters of other alphabets, by KaTeX's names for these. Browsers ignore the names (MathML Core), so the letters themselves are written. */
const ALPHABETS: Readonly<Record<string, { readonly first: number; readonly others: Readonly<Record<string, string>> }>> = {
  "double-struck": { first: 0x1d538, others: { C: "ℂ", H: "ℍ", N: "ℕ", P: "ℙ", Q: "ℚ", R: "ℝ", Z: "ℤ" } },
  script: { first: 0x1d49c, others: { B: "ℬ", E: "ℰ", F: "ℱ", H: "ℋ", I: "ℐ", L: "ℒ", M: "ℳ", R: "ℛ" } },
};
const THIN = '<mspace width="0.1667em"></mspace>';
const formula = (tex: string, displayMode: boolean): string => katex.renderToString(tex, { output: "mathml", displayMode, throwOnError: true })
  .replace(/ mathvariant="(double-struck|script)">([A-Z])</g, (_, name: string, letter: string) => {
    const { first, others } = ALPHABETS[name]!;
    return ` mathvariant="normal">${others[letter] ?? String.fromCodePoint(first + letter.charCodeAt(0) - 65)}<`;
  })
  // MathML Core has no space around a function such as log, as TeX has, except before a bracket.
  .replace(/(<\/(?:mi|mn|mfrac|mstyle|msub|msup|msubsup)>)(<mi>[a-z]{2,}<\/mi><mo>\u2061<\/mo>)/g, `$1${THIN}$2`)
  .replace(/(<mo>\u2061<\/mo>)(?!<mo)/g, `$1${THIN}`);

/** A formula within a line that is longer than this in TeX may be wider than a phone, and scrolls there. */
const LONG_TEX = 32;

/** Returns the page's HTML. `file` is its path in the project. */
export function render(file: string, source: string, places: Places): Rendered {
  const shown: string[] = [];
  const seen = new Map<string, number>();
  const headings: { level: number; title: string; anchor: string }[] = [];
  const terms: Term[] = [];
  const anchorFor = (title: string): string => {
    const slug = anchorOf(title);
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  };

  const addressOf = (href: string): string | null => {
    if (places.page !== null && href.startsWith(SERVED)) return places.page + href.slice(SERVED.length);
    if (/^([a-z]+:|#)/.test(href)) return href;
    const [, target = "", anchor = ""] = /^([^#]*)(#.*)?$/.exec(href) ?? [];
    const to = path.posix.join(path.posix.dirname(file), target).replace(/\/$/, "");
    const found = [to, `${to}/README.md`].find((one) => places.isPage(one));
    return found === undefined ? places.sourceOf(to) : relative(pageOf(file), pageOf(found)) + anchor;
  };
  const picture = (href: string): string => {
    const from = path.posix.join(path.posix.dirname(file), href);
    shown.push(from);
    return relative(pageOf(file), placeOf(from));
  };

  const marked = new Marked({
    extensions: [{
      name: "formula", level: "inline",
      start: (text) => text.indexOf("$`"),
      tokenizer(text) {
        const [raw, tex] = /^\$`([^`]+)`\$/.exec(text) ?? [];
        return raw === undefined ? undefined : { type: "formula", raw, tex };
      },
      renderer: ({ tex }) => {
        const made = formula(tex as string, false);
        return (tex as string).length > LONG_TEX ? `<span class="inline">${made}</span>` : made;
      },
    }],
    renderer: {
      heading({ tokens, depth }) {
        const inner = this.parser.parseInline(tokens);
        const title = plain(inner);
        const anchor = anchorFor(title);
        headings.push({ level: depth, title, anchor });
        return `<h${depth} id="${anchor}">${inner}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        const [inner, address] = [this.parser.parseInline(tokens), addressOf(href)];
        return address === null ? `<span class="source" title="${escaped(href)}">${inner}</span>` : `<a href="${escaped(address)}">${inner}</a>`;
      },
      image: ({ href, text }) => `<img src="${escaped(picture(href))}" alt="${escaped(text)}" loading="lazy">`,
      html: ({ text }) => text.replace(/\b(src|srcset)="([^":]+)"/g, (_, name: string, href: string) => `${name}="${escaped(picture(href))}"`),
      code({ text, lang }) {
        return lang === "math" ? `<div class="formula">${formula(text, true)}</div>\n` : `<pre tabindex="0"><code>${escaped(text)}</code></pre>\n`;
      },
      table(token: Tokens.Table) {
        const cells = (tag: "td" | "th", row: readonly Tokens.TableCell[]) => {
          const inner = row.map(({ tokens }) => this.parser.parseInline(tokens));
          const [title = "", ...others] = inner.map(plain);
          const anchor = tag === "td" && (file === GLOSSARY || (KEYS.includes(file) && /^[\w-]+(, [\w-]+)*$/.test(title))) ? anchorFor(title) : null;
          if (anchor !== null) terms.push({ title, anchor, names: [...title.split("; "), ...others.slice(2).flatMap((names) => names.split(/[;；] ?/))], text: others.filter((one) => one !== "").join(" · ") });
          return `<tr${anchor === null ? "" : ` id="${escaped(anchor)}"`}>${row.map(({ align }, i) => `<${tag}${align ? ` class="${align}"` : ""}>${inner[i]}</${tag}>`).join("")}</tr>`;
        };
        return `<div class="table" tabindex="0" role="group" aria-label="Table"><table><thead>${cells("th", token.header)}</thead><tbody>${token.rows.map((row) => cells("td", row)).join("\n")}</tbody></table></div>\n`;
      },
    },
  });
  const html = marked.parse(source, { async: false });
  const texts = html.split(/<h[1-6] id="[^"]*">[^]*?<\/h[1-6]>/).slice(1).map(plain);
  const parts = headings.map((heading, i) => ({ ...heading, text: texts[i] ?? "" }));
  return { title: headings[0]?.title ?? file, html, parts, terms, shown };
}
