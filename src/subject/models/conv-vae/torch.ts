/** The convolutional VAE in PyTorch. */
import type { TorchModel } from "../../../core/model/torch";
import { decodedLogits, ELBO_LINES, gaussianEncoder, samplesOfDecoder } from "../shared/torchParts";

export const torch: TorchModel = {
  networks: () => ({
    encoder: {
      ...gaussianEncoder,
      parts: {
        ...gaussianEncoder.parts,
        hidden: [["nn.Unflatten(1, (1, 28, 28))"], ["down1", "nn.ReLU()"], ["down2", "nn.ReLU()", "nn.Flatten()"], ["hidden", "nn.ReLU()"]],
      },
      images: { hidden: [64, 7] },
    },
    decoder: {
      parts: {
        layers: [
          ["project", "nn.ReLU()", "nn.Unflatten(1, (64, 7, 7))"], ["up1", "nn.ReLU()"], ["up2", "nn.ReLU()"], ["logits", "nn.Flatten()"],
        ],
      },
      images: { project: [64, 7] },
    },
  }),
  objectives: () => ({ "negative-elbo": { lines: ELBO_LINES, draws: ["eps"] } }),
  decode: decodedLogits,
  sample: samplesOfDecoder,
};
