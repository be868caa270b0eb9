/** Finds and ranks parts of the documentation for the words that a reader types. */
import MiniSearch from "minisearch";

/** A part of a page. */
export interface Entry {
  readonly id: number;
  /** The address from the site's folder, with its anchor. */
  readonly at: string;
  readonly page: string;
  readonly title: string;
  readonly text: string;
}

export interface Found {
  readonly entry: Entry;
  /** The words of the entry that were found. */
  readonly terms: readonly string[];
}

/** Chinese has no spaces between words: each character is a word there. */
const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}_]+/gu) ?? [];

/** Returns a function that finds entries, best first. An entry's `id` is its place. */
export function searcherOf(entries: readonly Entry[]): (query: string) => readonly Found[] {
  const index = new MiniSearch<Entry>({
    fields: ["title", "page", "text"], tokenize: wordsOf,
    searchOptions: { boost: { title: 4, page: 2 }, prefix: true, fuzzy: (word) => (word.length > 4 ? 0.15 : false), combineWith: "AND" },
  });
  index.addAll(entries);
  return (query) => index.search(query).map(({ id, terms }) => ({ entry: entries[id as number]!, terms }));
}
