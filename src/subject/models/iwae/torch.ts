/** The importance-weighted VAE in PyTorch. */
import type { TorchModel } from "../../../core/model/torch";
import { decodedLogits, denseVae, importanceWeights, samplesOfDecoder } from "../shared/torchParts";

export const torch: TorchModel = {
  networks: denseVae,
  objectives: (h) => {
    const binary = h["pixels"] === "binary";
    return {
      "negative-importance-bound": {
        lines: [...(binary ? ["x = torch.bernoulli(x)  # white with probability x"] : []), ...importanceWeights()],
        draws: [...(binary ? ["u"] : []), "eps"],
      },
    };
  },
  decode: decodedLogits,
  sample: samplesOfDecoder,
};
