/** The search of the documentation site, in the browser. The texts are a script, not fetched, so that the site works when its pages are opened as files. */
import MiniSearch from "minisearch";

/** A part of a page. */
interface Entry {
  readonly id: number;
  /** The address from the site's folder, with its anchor. */
  readonly at: string;
  readonly page: string;
  readonly title: string;
  readonly text: string;
}

declare global {
  var siteTexts: readonly Entry[] | undefined;
}

const MOST = 12;
/** Characters of a result's text before and after the first word that was found. */
const [BEFORE, AFTER] = [40, 120];

const field = document.querySelector<HTMLInputElement>("#search")!;
const results = document.querySelector<HTMLElement>("#results")!;
const { home, nothing } = field.dataset as { home: string; nothing: string };
/** Chinese has no spaces between words: each character is a word there. */
const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}_]+/gu) ?? [];

let index: MiniSearch<Entry> | null = null;

function search(query: string): void {
  const { siteTexts = [] } = globalThis;
  if (!index) {
    index = new MiniSearch<Entry>({ fields: ["title", "page", "text"], tokenize: wordsOf, searchOptions: { boost: { title: 4, page: 2 }, prefix: true, fuzzy: (word) => (word.length > 4 ? 0.15 : false), combineWith: "AND" } });
    index.addAll(siteTexts);
  }
  const found = index.search(query).slice(0, MOST);
  results.hidden = query.trim() === "";
  results.replaceChildren(...found.map(({ id, terms }) => {
    const { at, page, title, text } = siteTexts[id as number]!;
    const first = Math.max(0, ...terms.map((term) => text.toLowerCase().indexOf(term)).filter((place) => place >= 0).slice(0, 1));
    const link = Object.assign(document.createElement("a"), { href: home + at });
    const name = Object.assign(document.createElement("b"), { textContent: page === title ? title : `${page}: ${title}` });
    link.append(name, " ", `${first > BEFORE ? "…" : ""}${text.slice(Math.max(0, first - BEFORE), first + AFTER)}`);
    const item = document.createElement("li");
    item.append(link);
    return item;
  }));
  if (found.length === 0) results.append(Object.assign(document.createElement("li"), { textContent: nothing }));
}

field.addEventListener("input", () => search(field.value));
if (field.value !== "") search(field.value); // typed before this script had loaded
document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (key === "Escape" && target === field) {
    field.value = "";
    search("");
  }
  if (key !== "/" || target !== document.body) return;
  event.preventDefault(); // the key itself is not typed
  field.focus();
});
