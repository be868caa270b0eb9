/** The VAE in PyTorch. */
import type { TorchModel } from "../../../core/model/torch";
import { onPoints } from "../../data/registry";
import { likelihoodOf } from "../shared/pixels";
import { decodedLogits, denseDecoder, ELBO_LINES, gaussianEncoder, samplesOfDecoder, samplesOfPoints } from "../shared/torchParts";
import type { HyperparameterValues } from "../../../core/model/hyperparameters";

type Settings = Parameters<typeof likelihoodOf>[0];

/** The values are the model's own: the page checks them before a run. */
const learnsSigma = (h: HyperparameterValues): boolean => likelihoodOf(h as unknown as Settings) === "gaussian-learned";

export const torch: TorchModel = {
  networks: (h) => ({
    encoder: gaussianEncoder,
    decoder: learnsSigma(h)
      ? { parts: { ...denseDecoder.parts, log_sigma: [["logSigma"]] }, forward: { takes: "z", lines: ["return self.layers(z)"] } }
      : denseDecoder,
  }),
  objectives: (h) => {
    const binary = h["pixels"] === "binary" && !onPoints(h);
    return {
      "negative-elbo": {
        lines: [
          ...(binary ? ["x = torch.bernoulli(x)  # white with probability x"] : []), ...ELBO_LINES,
          ...(learnsSigma(h) ? ["sigma = decoder.log_sigma.exp()"] : []),
        ],
        draws: [...(binary ? ["u"] : []), "eps"],
      },
    };
  },
  decode: (h) => (onPoints(h) ? "decoder(z)" : decodedLogits()),
  sample: (h) => (onPoints(h) ? samplesOfPoints("decoder") : samplesOfDecoder()),
};
