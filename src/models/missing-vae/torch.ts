/** The VAE with missing pixels in PyTorch. */
import type { TorchModel } from "../../core/torch";
import { denseVae, importanceWeights, samplesOfDecoder } from "../shared/torchParts";

export const torch: TorchModel = {
  networks: denseVae,
  data: () => ["images[torch.rand_like(images) < missing] = -1  # the same pixels in every epoch"],
  objectives: (h) => ({
    "negative-observed-bound": {
      lines: [
        "observed = (x >= 0).to(x.dtype)  # the others are -1",
        "x = x.clamp(min=0)",
        ...importanceWeights(h["missingAre"] === "left-out" ? "pixels * observed[:, None]" : "pixels"),
      ],
      draws: ["eps"],
    },
  }),
  sample: samplesOfDecoder,
};
