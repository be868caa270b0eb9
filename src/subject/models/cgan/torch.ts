/** The conditional GAN in PyTorch. */
import type { TorchModel } from "../../../core/model/torch";
import {
  CENTRED, DENSE_FEATURES, denseDiscriminator, denseGenerator, generatedByClass, projectionDiscriminator, samplesOfGeneratorByClass, withClass,
} from "../shared/torchParts";

const FAKE = `generator(${withClass("torch.randn(len(y), latent)")})`;

export const torch: TorchModel = {
  networks: (h) => ({
    generator: denseGenerator(h["batchNorm"] === "on"),
    discriminator: h["condition"] === "projection" ? projectionDiscriminator(DENSE_FEATURES) : denseDiscriminator(),
  }),
  objectives: (h) => {
    const judged = (image: string) => `discriminator(${h["condition"] === "projection" ? `${image}, y` : withClass(image)})`;
    return {
      discriminator: {
        lines: [`fake = ${FAKE}.detach()`, `on_real = ${judged(CENTRED)}`, `on_fake = ${judged("fake")}`],
        draws: ["zForDiscriminator"],
      },
      generator: { lines: [`fake = ${FAKE}`, `on_fake = ${judged("fake")}`], draws: ["zForGenerator"] },
    };
  },
  decode: generatedByClass,
  sample: samplesOfGeneratorByClass,
};
