/** Layers of a network, and codes, as numbers. */
export const layers = {
  code: "Code",
  mean: "μ", deviation: "σ", noise: "ε", position: "z",
  dimension: "dimension",
  layer: (network: string, layer: string, shape: string, least: string, most: string, positive: string) =>
    `${network}, ${layer}: ${shape} numbers from ${least} to ${most}, ${positive} of them above 0`,
  calls: (times: string) => `last of ${times} calls`,
  below: "below 0",
  above: "above 0",
};
