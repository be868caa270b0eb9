/** The auxiliary classifier GAN in PyTorch. */
import type { TorchModel } from "../../../core/model/torch";
import { CENTRED, DENSE_FEATURES, denseGenerator, generatedByClass, samplesOfGeneratorByClass, withClass } from "../shared/torchParts";

const FAKE = `generator(${withClass("torch.randn(len(y), latent)")})`;

export const torch: TorchModel = {
  networks: () => ({
    generator: denseGenerator(true),
    discriminator: {
      parts: { features: DENSE_FEATURES, logit: [["logit"]], class_logits: [["classLogits"]] },
      forward: { takes: "x", lines: ["h = self.features(x)", "return self.logit(h), self.class_logits(h)"] },
    },
  }),
  objectives: () => ({
    "discriminator-and-classifier": {
      lines: [
        `fake = ${FAKE}.detach()`, `on_real, real_classes = discriminator(${CENTRED})`, "on_fake, fake_classes = discriminator(fake)",
      ],
      draws: ["zForDiscriminator"],
    },
    "generator-and-class": { lines: [`on_fake, fake_classes = discriminator(${FAKE})`], draws: ["zForGenerator"] },
  }),
  decode: generatedByClass,
  sample: samplesOfGeneratorByClass,
};
