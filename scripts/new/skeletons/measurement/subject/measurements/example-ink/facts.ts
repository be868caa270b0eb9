import type { FactsOf } from "../facts";
import type { exampleInk } from "./definition";
import type { en } from "./texts.en";

export const facts: FactsOf<typeof exampleInk, typeof en> = ({ ink, samples }, words, { line, fromSamples }) => fromSamples([line(words.ink, ink.toFixed(3))], samples);
