import { laterTexts, type TextsOf } from "../../i18n/laterTexts";

export const obstacleTexts = laterTexts("features/obstacles", () => import("./texts.en"));
export type ObstacleTexts = TextsOf<typeof obstacleTexts>;
