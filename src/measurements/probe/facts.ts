import type { FactsOf } from "../facts";
import type { probe } from "./definition";
import type { en } from "./texts.en";

export const facts: FactsOf<typeof probe, typeof en> = ({ accuracy, images }, _, { words, line, percent, estimated, fromImages }) => fromImages([
  line(words.accuracy, estimated(accuracy, images)),
  line(words.chance, percent(0.1)),
], images);
