import type { TextsOf } from "../facts";
import type { divergences } from "./definition";

export const en = {
  name: "Distance from the data",
  about: "How far samples are from the true density: divergences, the way points must be carried, and which Gaussians come up.",
  settings: {
    carried: "points assigned",
  },
  facts: {
    modesFound: "Gaussians that come up",
    far: "samples near none of them",
    kl: (cell: string) => `KL(p‖q) in nats, cells of ${cell}`,
    js: "JS divergence in nats, at most 0.693",
    wasserstein: (points: string) => `Wasserstein-1, ${points} points assigned`,
    besideFloor: (value: string, floor: string) => `${value} (the data themselves: ${floor})`,
    modeShares: "samples near each Gaussian",
  },
} satisfies TextsOf<typeof divergences>;
