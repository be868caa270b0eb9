/** The deep convolutional GAN in PyTorch. */
import type { TorchModel } from "../../../core/model/torch";
import {
  CENTRED, CONV_FEATURES, convGenerator, generatedByClass, projectionDiscriminator, samplesOfGeneratorByClass, withClass,
} from "../shared/torchParts";

const FAKE = `generator(${withClass("torch.randn(len(y), latent)")})`;

export const torch: TorchModel = {
  networks: () => ({
    generator: convGenerator,
    discriminator: projectionDiscriminator(CONV_FEATURES, { logit: [64, 7], classVector: [64, 7] }),
  }),
  objectives: () => ({
    discriminator: {
      lines: [`fake = ${FAKE}.detach()`, `on_real, on_fake = discriminator(${CENTRED}, y), discriminator(fake, y)`],
      draws: ["zForDiscriminator"],
    },
    generator: { lines: [`on_fake = discriminator(${FAKE}, y)`], draws: ["zForGenerator"] },
  }),
  decode: generatedByClass,
  sample: samplesOfGeneratorByClass,
};
