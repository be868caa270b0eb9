import type { Translation } from "../../../core/translation";
import type { settings as en } from "../en/settings";

export const settings: Translation<typeof en> = {
  groups: { vae: "Autoencoders", gan: "GAN", flow: "Flujos", completion: "Completar imágenes" },
  units: { images: "imágenes", steps: "pasos", nats: "nats", dimensions: "dimensiones", units: "unidades", points: { images: "puntos" } },
};
