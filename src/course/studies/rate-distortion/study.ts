/** Rate and distortion of VAEs for several β: each run is a point. */
import { elboOf } from "../../../core/model/measurable";
import { defineStudy } from "../study";

const withBeta = (beta: string) => ({ id: beta, run: `model=beta-vae&hidden=128&seed=1&beta=${beta}`, until: 400 });

export const study = defineStudy({
  sources: [
    { text: "Alemi et al. 2018", url: "https://arxiv.org/abs/1711.00464" },
    { text: "Higgins et al. 2017", url: "https://openreview.net/forum?id=Sy2fzU9gl" },
  ],
  options: ["down", "up", "least"],
  runs: [withBeta("0.25"), withBeta("1"), withBeta("4"), withBeta("10")],
  measures: { id: "codes", settings: { images: 1000 } },
  // Distortions are comparable only for the same kind of pixels: grey, with a Bernoulli likelihood.
  suits: (model, h) => (h["data"] ?? "mnist") === "mnist" && "beta" in model.hyperparameters && elboOf(model) !== undefined && !model.conditional && !model.labelled && !model.missing
    && (h["likelihood"] ?? "bernoulli") === "bernoulli" && (h["pixels"] ?? "grey") === "grey",
});
