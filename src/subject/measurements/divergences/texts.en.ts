import type { TextsOf } from "../facts";
import type { divergences } from "./definition";

export const en = {
  name: "Divergence from the data",
  about: "KL, JS (the mean KL of both densities to their average) and Wasserstein-1 compare samples with the data. A Gaussian counts if it gets at least a quarter of its expected share.",
  settings: {
    carried: "matched points",
  },
  facts: {
    modesFound: "Gaussians found",
    far: "samples near none of them",
    kl: (cell: string) => `KL(p_data‖p_model) in nats, cells of ${cell}`,
    js: "JS divergence in nats, at most 0.693",
    wasserstein: (points: string) => `Wasserstein-1, ${points} matched points`,
    besideFloor: (value: string, floor: string) => `${value} (the data themselves: ${floor})`,
    modeShares: "samples near each Gaussian",
  },
} satisfies TextsOf<typeof divergences>;
