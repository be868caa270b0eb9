/** The spectrally normalised GAN in PyTorch. */
import type { TorchModel } from "../../../core/model/torch";
import { CENTRED, denseDiscriminator, denseGenerator, generated, samplesOfGenerator } from "../shared/torchParts";

export const torch: TorchModel = {
  uncompared: "steps", // PyTorch's layer makes a step of power iteration in the generator's turn, too
  networks: () => ({ generator: denseGenerator(true), discriminator: denseDiscriminator() }),
  objectives: () => ({
    hinge: {
      lines: [
        "fake = generator(torch.randn(len(x), latent)).detach()",
        `both = torch.cat([${CENTRED}, fake])  # in one call: each call makes a step of power iteration`,
        "on_real, on_fake = discriminator(both).chunk(2)",
      ],
      draws: ["zForDiscriminator"],
    },
    generator: { lines: ["on_fake = discriminator(generator(torch.randn(batch_size, latent)))"], draws: ["zForGenerator"] },
  }),
  decode: generated,
  sample: samplesOfGenerator,
};
