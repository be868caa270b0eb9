/** Every model of the page, in the order of its menu. One line per model; `README.md` beside this file says how. */
import type { Model } from "../core/model";
import { betaVae } from "./betaVae";
import { cgan } from "./cgan";
import { vae } from "./vae";

export const models: readonly Model[] = [vae, betaVae, cgan];

export function findModel(id: string): Model | undefined {
  return models.find((model) => model.id === id);
}
