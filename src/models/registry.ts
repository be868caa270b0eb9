/** Every model of the page, in the order of its menu. One line per model; `README.md` beside this file says how. */
import type { Model } from "../core/model";
import { acgan } from "./acgan";
import { ae } from "./ae";
import { betaVae } from "./betaVae";
import { cgan } from "./cgan";
import { completionCgan } from "./completionCgan";
import { completionCvae } from "./completionCvae";
import { convVae } from "./convVae";
import { cvae } from "./cvae";
import { dcgan } from "./dcgan";
import { gan } from "./gan";
import { sngan } from "./sngan";
import { vae } from "./vae";
import { vaeGan } from "./vaeGan";
import { wgan } from "./wgan";
import { wganGp } from "./wganGp";

export const models: readonly Model[] = [
  ae, vae, betaVae, convVae, cvae, vaeGan, gan, cgan, acgan, dcgan, wgan, wganGp, sngan, completionCvae, completionCgan,
];

export function findModel(id: string): Model | undefined {
  return models.find((model) => model.id === id);
}
