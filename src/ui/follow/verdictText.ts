/** What a discriminator says, in words. */
import type { DiscriminatorOutput } from "../../core/model";
import type { AllTexts } from "../../i18n/parts";
import { coordinateText } from "../numbers";

export const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** Two digits; nearer to 0 or 1 than they can say, that. */
export const probabilityText = (p: number): string => (p < 0.005 ? "< 0.005" : p > 0.995 ? "> 0.995" : p.toFixed(2));

export function verdictText(texts: AllTexts["follow"]["verdict"], says: DiscriminatorOutput, verdict: number): string {
  switch (says) {
    case "log-odds": return texts.probability(probabilityText(sigmoid(verdict)), coordinateText(verdict));
    case "probability": return texts.answer(coordinateText(verdict));
    case "score": return texts.score(coordinateText(verdict));
    default: return says satisfies never;
  }
}
