/** Flow matching in PyTorch. */
import type { TorchModel } from "../../../core/model/torch";
import { flowLines, flowSamples, TIME_FEATURES, velocityNetwork } from "../shared/torchParts";

export const torch: TorchModel = {
  networks: () => ({ velocityField: velocityNetwork }),
  functions: () => TIME_FEATURES,
  objectives: () => ({ "flow-matching-loss": { lines: flowLines("x0", "x"), draws: ["z0", "t"] } }),
  sample: () => flowSamples("1000", "2", "points"),
};
