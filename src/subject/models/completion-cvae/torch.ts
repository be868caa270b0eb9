/** The completing conditional VAE in PyTorch. */
import type { TorchModel } from "../../../core/model/torch";
import { denseVae, REPARAMETERISE, visibleMask } from "../shared/torchParts";

export const torch: TorchModel = {
  networks: denseVae,
  functions: visibleMask,
  objectives: () => ({
    "negative-completion-elbo": {
      lines: [
        "given = x * visible", "mu, log_var = encoder(torch.cat([x, given], 1))", REPARAMETERISE, "logits = decoder(torch.cat([z, given], 1))",
      ],
      draws: ["eps"],
    },
  }),
  decode: () => "given * visible + decoder(torch.cat([z, given * visible], 1)).sigmoid() * (1 - visible)",
  sample: () => [
    "given = images[:10].repeat(10, 1) * visible  # a column for each image",
    "made = decoder(torch.cat([torch.randn(100, latent), given], 1)).sigmoid()", "pictures = given + made * (1 - visible)",
  ],
};
