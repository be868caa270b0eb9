/** The README's numbers of models, presets, lessons, studies and exercises. `npm run docs` writes them; a test compares them. */
import { EXERCISE_IDS } from "../src/course/exercises/ids";
import { LESSON_IDS } from "../src/course/lessons/ids";
import { models } from "../src/subject/models/registry";
import { presets } from "../src/subject/presets";
import { STUDY_IDS } from "../src/course/studies/ids";

const WORDS = [
  "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
  "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
];
const inWords = (count: number): string => WORDS[count] ?? String(count);

/** Each number with the words after it, by which it is found. */
const COUNTS: readonly (readonly [count: string, of: string])[] = [
  [String(models.length), "models"], [String(presets.length), "presets"],
  [inWords(LESSON_IDS.length), "lessons and"], [inWords(STUDY_IDS.length), "studies ask"], [inWords(EXERCISE_IDS.length), "exercises recognise"],
];

/** Returns the README with the present numbers. Throws if it lacks one. */
export const withCounts = (readme: string): string => COUNTS.reduce((text, [count, of]) => {
  const found = new RegExp(`\\b(?:\\d+|${WORDS.join("|")}) (?=${of}\\b)`, "g");
  if (text.search(found) < 0) throw new Error(`README.md does not say how many "${of}" there are.`);
  return text.replace(found, `${count} `);
}, readme);
