/** Finds and ranks parts of the documentation for the words that a reader types. */
import MiniSearch from "minisearch";

/** A part of a page, or a term that a table explains. */
export interface Entry {
  readonly id: number;
  /** The address from the site's folder, with its anchor. */
  readonly at: string;
  readonly page: string;
  readonly title: string;
  /** What else it is called: a part of a page by its file, a term in other languages. */
  readonly names: readonly string[];
  /** Rows of tables are lines. */
  readonly text: string;
  /** Whether it stands for its whole page. */
  readonly isPage: boolean;
  /** The share of its score that counts, as some pages are written for few readers. */
  readonly weight: number;
}

export interface Found {
  readonly entry: Entry;
  /** The words of the entry that were found. */
  readonly terms: readonly string[];
}

/** Chinese has no spaces between words: each character is a word there. */
const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}_]+/gu) ?? [];
const spelled = (text: string): string => wordsOf(text).join(" ");

/** Factors of an entry that has the query's words as its name, of a page whose name begins with them, and of an entry whose title has them all. */
const [NAMED, BEGUN, TITLED] = [6, 40, 2];

function nameFactor({ title, names, isPage, weight }: Entry, query: string): number {
  const all = [title, ...names].map(spelled);
  if (isPage && weight >= 1 && all.some((name) => name.startsWith(query))) return BEGUN;
  if (all.includes(query)) return NAMED;
  return all.some((name) => name.includes(query)) ? TITLED : 1;
}

/** Returns a function that finds entries, best first. An entry's `id` is its place. */
export function searcherOf(entries: readonly Entry[]): (query: string) => readonly Found[] {
  const index = new MiniSearch<Entry>({
    fields: ["title", "names", "page", "text"], tokenize: wordsOf, extractField: (entry, field) => (field === "names" ? entry.names.join(" ") : String(entry[field as keyof Entry])),
    searchOptions: { boost: { title: 4, names: 4, page: 2 }, prefix: true, fuzzy: (word) => (word.length > 4 ? 0.15 : false), combineWith: "AND" },
  });
  index.addAll(entries);
  return (query) => {
    const words = spelled(query);
    return index.search(query).map(({ id, terms, score }) => ({ entry: entries[id as number]!, terms, score }))
      .map((one) => ({ ...one, score: one.score * one.entry.weight * nameFactor(one.entry, words) })).sort((a, b) => b.score - a.score);
  };
}
