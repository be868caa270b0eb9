/** The Wasserstein GAN in PyTorch. */
import type { TorchModel } from "../../../core/model/torch";
import { CENTRED, denseDiscriminator, denseGenerator, generated, samplesOfGenerator } from "../shared/torchParts";

export const torch: TorchModel = {
  networks: () => ({ generator: denseGenerator(true), critic: denseDiscriminator() }),
  objectives: () => ({
    critic: {
      lines: ["fake = generator(torch.randn(len(x), latent)).detach()", `on_real, on_fake = critic(${CENTRED}), critic(fake)`],
      draws: ["zForCritic"],
    },
    generator: { lines: ["on_fake = critic(generator(torch.randn(batch_size, latent)))"], draws: ["zForGenerator"] },
  }),
  decode: generated,
  sample: samplesOfGenerator,
};
