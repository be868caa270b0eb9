/** The search of the documentation site, in the browser. The texts are a script, not fetched, so that the site works when its pages are opened as files. */
import { searcherOf, type Entry, type Found } from "./ranking";

declare global {
  var siteTexts: readonly Entry[] | undefined;
}

const MOST = 12;
/** Characters of a result's text before and after the first word that was found. */
const [BEFORE, AFTER] = [40, 120];

const field = document.querySelector<HTMLInputElement>("#search")!;
const results = document.querySelector<HTMLElement>("#results")!;
const { home, nothing } = field.dataset as { home: string; nothing: string };
/** Returns the line of a text that has the first word found, and where the word is in it; the beginning if the title has the word. */
function excerptOf({ title, text }: Entry, terms: readonly string[]): { readonly line: string; readonly first: number } {
  const titled = terms.some((term) => title.toLowerCase().includes(term));
  const place = titled ? 0 : Math.max(0, terms.map((term) => text.toLowerCase().indexOf(term)).find((one) => one >= 0) ?? 0);
  const begin = text.lastIndexOf("\n", place) + 1;
  return { line: text.slice(begin).split("\n")[0]!, first: place - begin };
}

let find: ((query: string) => readonly Found[]) | null = null;

function search(query: string): void {
  find ??= searcherOf(globalThis.siteTexts ?? []);
  const found = find(query).slice(0, MOST);
  results.hidden = query.trim() === "";
  results.replaceChildren(...found.map(({ entry, terms }) => {
    const { at, page, title } = entry;
    const { line, first } = excerptOf(entry, terms);
    const link = Object.assign(document.createElement("a"), { href: home + at });
    const name = Object.assign(document.createElement("b"), { textContent: page === title ? title : `${page}: ${title}` });
    link.append(name, " ", `${first > BEFORE ? "…" : ""}${line.slice(Math.max(0, first - BEFORE), first + AFTER)}`);
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
