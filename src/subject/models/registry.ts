/** All models of the page, in the order of the menu, one line each; `README.md` beside this file explains how to add one. */
import type { Model } from "../../core/model/model";
import { acgan } from "./acgan/model";
import { ae } from "./ae/model";
import { betaVae } from "./beta-vae/model";
import { cgan } from "./cgan/model";
import { completionCgan } from "./completion-cgan/model";
import { completionCvae } from "./completion-cvae/model";
import { convVae } from "./conv-vae/model";
import { cycleGan } from "./cycle-gan/model";
import { cvae } from "./cvae/model";
import { dcgan } from "./dcgan/model";
import { flow } from "./flow/model";
import { gan } from "./gan/model";
import { infoGan } from "./info-gan/model";
import { iwae } from "./iwae/model";
import { latentFlow } from "./latent-flow/model";
import { missingVae } from "./missing-vae/model";
import { mixtureVae } from "./mixture-vae/model";
import { pixelFlow } from "./pixel-flow/model";
import { sngan } from "./sngan/model";
import { ssVae } from "./ss-vae/model";
import { translate } from "./translate/model";
import { vae } from "./vae/model";
import { vaeGan } from "./vae-gan/model";
import { vqVae } from "./vq-vae/model";
import { wgan } from "./wgan/model";
import { wganGp } from "./wgan-gp/model";

export const models: readonly Model[] = [
  vae, ae, betaVae, iwae, missingVae, convVae, cvae, ssVae, mixtureVae, latentFlow, vqVae, vaeGan,
  gan, cgan, acgan, infoGan, dcgan, wgan, wganGp, sngan, flow, pixelFlow, translate, cycleGan, completionCvae, completionCgan,
];

/** The models of programs that readers wrote, by id. */
const written = new Map<string, Model>();

/** Adds the model of a reader's program, until the page is closed. */
export const addModel = (model: Model): void => void written.set(model.id, model);

/** Returns the model with this id, also one of a reader's program that has been added; undefined if there is none. */
export function findModel(id: string): Model | undefined {
  return models.find((model) => model.id === id) ?? written.get(id);
}
