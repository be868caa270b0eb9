/** Below the reconstructions, after each epoch. */
export const en = {
  name: "Codes",
  soon: "Active units are counted after an epoch.",
  active: (active: string, all: string) => `${active} of ${all} active`,
  about: (step: string) =>
    `At step ${step}. A latent dimension is active if its posterior mean varies from input to input: variance above 0.01.`,
  kl: "KL by dimension",
  variance: "variance by dim.",
  upTo: (about: string, most: string) => `${about}, up to ${most}`,
  sigma: (value: string) => `decoder: σ = ${value}`,
  dimension: (j: string, value: string) => `z${j} ${value}`,
  history: (values: string) => `Active units after epochs: ${values}`,
};
