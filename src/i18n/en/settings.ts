/** Names of models and of their hyperparameters, by id; `about` says in a sentence what changing it does. */
export const settings = {
  /** Models and presets, as the menus group them. */
  groups: { vae: "Autoencoders", gan: "GANs", flow: "Flows", completion: "Completing images" },
  units: { images: "images", steps: "steps", nats: "nats", dimensions: "dimensions", units: "units" },
};
