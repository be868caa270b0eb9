/** Names of models and of their hyperparameters, by id; `about` describes the effect of a change in one sentence. */
export const settings = {
  /** Groups of models and presets in the menus. */
  groups: { vae: "Autoencoders", gan: "GANs", flow: "Flows", completion: "Completing images" },
  units: { images: "images", steps: "steps", nats: "nats", dimensions: "dimensions", units: "units", points: { images: "points" } },
};
