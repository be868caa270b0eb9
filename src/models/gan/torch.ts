/** The GAN in PyTorch. */
import type { TorchModel } from "../../core/torch";
import { CENTRED, denseDiscriminator, denseGenerator, samplesOfGenerator, usesDropout } from "../shared/torchParts";

const masks = (...passes: readonly string[]) => passes.flatMap((pass) => [`${pass}Dropout1`, `${pass}Dropout2`]);

export const torch: TorchModel = {
  unless: (h) => h["data"] !== "mnist",
  networks: (h) => ({
    generator: denseGenerator(h["batchNorm"] === "on"),
    discriminator: denseDiscriminator({ dropout: usesDropout(h) }),
  }),
  objectives: (h) => {
    const dropped = usesDropout(h);
    return {
      discriminator: {
        lines: [
          "fake = generator(torch.randn(len(x), latent)).detach()",
          `on_real, on_fake = discriminator(${CENTRED}), discriminator(fake)`,
        ],
        draws: ["zForDiscriminator", ...(dropped ? masks("real", "fake") : [])],
      },
      generator: {
        lines: ["on_fake = discriminator(generator(torch.randn(batch_size, latent)))"],
        draws: ["zForGenerator", ...(dropped ? masks("generated") : [])],
      },
    };
  },
  sample: samplesOfGenerator,
};
