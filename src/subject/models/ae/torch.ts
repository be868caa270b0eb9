/** The autoencoder in PyTorch. */
import type { TorchModel } from "../../../core/model/torch";
import { decodedLogits, denseDecoder, samplesOfDecoder } from "../shared/torchParts";

export const torch: TorchModel = {
  networks: () => ({ encoder: { parts: { layers: [["hidden", "nn.ReLU()"], ["code"]] } }, decoder: denseDecoder }),
  objectives: () => ({ autoencoder: { lines: ["logits = decoder(encoder(x))"], draws: [] } }),
  decode: decodedLogits,
  sample: samplesOfDecoder,
};
