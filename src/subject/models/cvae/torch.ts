/** The conditional VAE in PyTorch. */
import type { TorchModel } from "../../../core/model/torch";
import { CLASSES_IN_TURN, denseVae, REPARAMETERISE, withClass } from "../shared/torchParts";

export const torch: TorchModel = {
  networks: denseVae,
  objectives: () => ({
    "negative-conditional-elbo": {
      lines: [`mu, log_var = encoder(${withClass("x")})`, REPARAMETERISE, `logits = decoder(${withClass("z")})`],
      draws: ["eps"],
    },
  }),
  decode: () => `decoder(${withClass("z")}).sigmoid()`,
  sample: () => [CLASSES_IN_TURN, `pictures = decoder(${withClass("torch.randn(100, latent)")}).sigmoid()`],
};
