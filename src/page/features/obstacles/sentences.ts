import type { Obstacle } from "./slice";
import type { ObstacleTexts } from "./texts";

/** Returns what an obstacle costs, what works in spite of it, and what to do. */
export const sentenceOf = (obstacle: Obstacle, { says, remedy, between }: ObstacleTexts): string =>
  (obstacle.kind === "quirks" ? says.quirks() : [says[obstacle.kind](obstacle.directive), remedy].join(between));
