/** Below the reconstructions, after each epoch. */
export const en = {
  name: "Codes",
  soon: "Active units are counted after the first epoch.",
  active: (active: string, all: string) => `${active} of ${all} active`,
  about: (step: string) =>
    `At step ${step}. A latent dimension is active if the variance of its mean over images is above 0.01.`,
  kl: "KL by dimension",
  variance: "variance by dim.",
  sigma: (value: string) => `pixels: σ = ${value}`,
  dimension: (j: string, value: string) => `z${j} ${value}`,
  history: (values: string) => `Active units after each epoch: ${values}`,
};
