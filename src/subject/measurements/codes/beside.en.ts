/** Below the reconstructions, at the ends of epochs. */
export const en = {
  name: "Codes",
  soon: "Active units are counted when an epoch ends.",
  active: (active: string, all: string) => `${active} of ${all} active`,
  about: (step: string) =>
    `At step ${step}. A latent dimension is active if its posterior mean varies from input to input: variance above 0.01.`,
  kl: "KL by dimension",
  variance: "variance by dim.",
  upTo: (about: string, most: string) => `${about}, up to ${most}`,
  sigma: (value: string) => `decoder: σ = ${value}`,
  dimension: (j: string, value: string) => `z${j} ${value}`,
  history: (values: string) => `Active units after each measured epoch: ${values}`,
};
