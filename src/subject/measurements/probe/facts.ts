import { CLASSES } from "../../../core/run/runConfig";
import type { FactsOf } from "../facts";
import type { probe } from "./definition";
import type { en } from "./texts.en";

export const facts: FactsOf<typeof probe, typeof en> = ({ accuracy, images, classes = CLASSES }, _, { words, line, percent, estimated, fromImages }) => fromImages([
  line(words.accuracy, estimated(accuracy, images)),
  line(words.chance, percent(1 / classes)),
], images);
