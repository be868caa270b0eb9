/** The search of the documentation has the page that a reader wants on top: for words of the glossary, of links, and of other languages. */
import { expect, test } from "vitest";
import { LESSON_IDS } from "../../src/course/lessons/ids";
import { entriesOf, pagesOfSite } from "./buildSite";
import { sections } from "./contents";
import { searcherOf } from "./ranking";

/** Queries with the page that is on top, from the site's folder. They were written down before the ranking was made for them. */
const QUERIES: readonly (readonly [query: string, page: string])[] = [
  ["digit-FID", "glossary.html"],
  ["beta", "models/beta-vae.html"],
  ["IWAE bound", "models/iwae.html"],
  ["own data limit", "ownData.html"],
  ["lernrate", "glossary.html"],
  ["posterior collapse", "learn/posterior-collapse.html"],
  ["nat", "glossary.html"],
  ["aggregate posterior", "glossary.html"],
  ["evaluation classifier", "glossary.html"],
  ["KL divergence", "glossary.html"],
  ["fma", "links.html"],
  ["seed", "links.html"],
  ["lang", "links.html"],
  ["后验坍塌", "learn/posterior-collapse.html"],
  ["判别器", "glossary.html"],
  ["学习率", "glossary.html"],
  ["espacio latente", "glossary.html"],
  ["colapso de modos", "learn/mode-collapse.html"],
  ["wgan-gp", "models/wgan-gp.html"],
  ["embed", "embedding.html"],
];

const find = searcherOf(entriesOf(await pagesOfSite(sections(LESSON_IDS), { page: null, source: null })));

test.each(QUERIES)("%s: %s is on top", (query, page) => {
  expect(find(query).slice(0, 3).map(({ entry }) => entry.at.replace(/#.*$/, ""))[0]).toBe(page);
});
