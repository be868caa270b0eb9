import type { Translation } from "../../../core/translation";
import type { en } from "./beside.en";

export const es: Translation<typeof en> = {
  name: "Códigos",
  soon: "Las unidades activas se cuentan al terminar una época.",
  active: (active, all) => `${active} de ${all} activas`,
  about: (step) => `En el paso ${step}. Una dimensión latente es activa si la media de q(z|x) cambia de una entrada a otra: varianza mayor que 0.01.`,
  kl: "KL por dimensión",
  variance: "varianza por dim.",
  upTo: (about, most) => `${about}, hasta ${most}`,
  sigma: (value) => `decodificador: σ = ${value}`,
  dimension: (j, value) => `z${j} ${value}`,
  history: (values) => `Unidades activas después de cada época medida: ${values}`,
};
