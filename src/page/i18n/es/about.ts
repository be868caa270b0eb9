import type { Translation } from "../../../core/translation";
import type { about as en } from "../en/about";

export const about: Translation<typeof en> = {
  title: "Acerca de esta página",
  promise: "ELBO Room es software libre con licencia MIT. Tus ejecuciones, dibujos, archivos y textos se quedan en este navegador; la página no los envía a ningún sitio.",
  licences: "Licencias de sus componentes",
};
