/** The VAE-GAN in PyTorch. */
import type { TorchModel } from "../../../core/model/torch";
import { CENTRED, CONV_FEATURES, convGenerator, gaussianEncoder, REPARAMETERISE } from "../shared/torchParts";

const SMALL = [64, 7] as const;
const ENCODED = [`real = ${CENTRED}`, "mu, log_var = encoder(real)", REPARAMETERISE];
const SAMPLED = "sampled = decoder(torch.randn(len(x), latent))";

export const torch: TorchModel = {
  uncompared: "state", // the decoder runs twice in a step: PyTorch moves the averages of batch norm each time
  networks: () => ({
    encoder: {
      ...gaussianEncoder,
      parts: { hidden: CONV_FEATURES, mu: [["mu"]], log_var: [["logVar"]] },
      images: { mu: SMALL, logVar: SMALL },
    },
    decoder: convGenerator,
    discriminator: {
      parts: { features: CONV_FEATURES, logit: [["logit"]] },
      forward: { takes: "x", lines: ["h = self.features(x)", "return h, self.logit(h)"] },
      images: { logit: SMALL },
    },
  }),
  objectives: () => ({
    "vae-gan-encoder": {
      lines: [...ENCODED, "features, _ = discriminator(real)", "features_again, _ = discriminator(decoder(z))"],
      draws: ["eps"],
    },
    "vae-gan-decoder": {
      lines: [
        ...ENCODED, SAMPLED, "features, _ = discriminator(real)", "features_again, on_reconstruction = discriminator(decoder(z))",
        "_, on_sample = discriminator(sampled)",
      ],
      draws: ["eps", "zPrior"],
    },
    "vae-gan-discriminator": {
      lines: [
        ...ENCODED, SAMPLED, "_, on_real = discriminator(real)", "_, on_reconstruction = discriminator(decoder(z).detach())",
        "_, on_sample = discriminator(sampled.detach())",
      ],
      draws: ["eps", "zPrior"],
    },
  }),
  decode: () => "decoder(z) / 2 + 0.5",
  sample: () => ["pictures = decoder(torch.randn(100, latent)) / 2 + 0.5"],
};
