/** What a discriminator says, in words. */
import type { Says } from "../../core/model";
import { coordinateText } from "../../ui/numbers";
import type { FollowTexts } from "./texts";

export const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** Two digits; nearer to 0 or 1 than they can say, that. */
export const probabilityText = (p: number): string => (p < 0.005 ? "< 0.005" : p > 0.995 ? "> 0.995" : p.toFixed(2));

export function verdictText(texts: FollowTexts["verdict"], says: Says, verdict: number): string {
  switch (says) {
    case "log-odds": return texts.probability(probabilityText(sigmoid(verdict)), coordinateText(verdict));
    case "probability": return texts.answer(coordinateText(verdict));
    case "score": return texts.score(coordinateText(verdict));
    default: return says satisfies never;
  }
}
