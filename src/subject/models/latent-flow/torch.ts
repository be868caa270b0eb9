/** The VAE with a flow in PyTorch. */
import type { TorchModel } from "../../../core/model/torch";
import { decodedLogits, denseVae, ELBO_LINES, flowLines, flowSamples, REPARAMETERISE, TIME_FEATURES, velocityNetwork } from "../shared/torchParts";

export const torch: TorchModel = {
  networks: () => ({ ...denseVae(), velocityField: velocityNetwork }),
  functions: () => TIME_FEATURES,
  objectives: () => ({
    "negative-elbo": { lines: ELBO_LINES, draws: ["eps"] },
    "flow-of-codes": {
      lines: [
        "with torch.no_grad():", "    mu, log_var = encoder(x)", `    ${REPARAMETERISE.replace("z =", "z1 =")}`, ...flowLines("z0", "z1"),
      ],
      draws: ["epsOfFlow", "z0", "t"],
    },
  }),
  decode: decodedLogits,
  sample: () => [...flowSamples("100", "latent", "z"), "pictures = decoder(z).sigmoid()"],
};
