import type { Translation } from "../../../core/translation";
import type { layers as en } from "../en/layers";

export const layers: Translation<typeof en> = {
  code: "Código",
  mean: "μ", deviation: "σ", noise: "ε", position: "z",
  dimension: "dimensión",
  layer: (network, layer, shape, least, most, positive) =>
    `${network}, ${layer}: ${shape} números de ${least} a ${most}, ${positive} de ellos mayores que 0`,
  calls: (times) => `última de ${times} llamadas`,
  below: "menor que 0",
  above: "mayor que 0",
};
