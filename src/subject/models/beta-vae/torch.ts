/** The β-VAE in PyTorch. */
import type { TorchModel } from "../../../core/model/torch";
import { decodedLogits, denseVae, ELBO_LINES, samplesOfDecoder } from "../shared/torchParts";

export const torch: TorchModel = {
  networks: denseVae,
  objectives: () => ({ "negative-beta-elbo": { lines: ELBO_LINES, draws: ["eps"] } }),
  decode: decodedLogits,
  sample: samplesOfDecoder,
};
