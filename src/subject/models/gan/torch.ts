/** The GAN in PyTorch. */
import type { HyperparameterValues } from "../../../core/model/hyperparameters";
import type { TorchModel } from "../../../core/model/torch";
import { onPoints } from "../../data/registry";
import { denseDiscriminator, denseGenerator, generated, lastOf, realX, samplesOfGenerator, samplesOfPoints, usesDropout } from "../shared/torchParts";

const depthOf = (h: HyperparameterValues) => (h["depth"] === "one" ? 1 : 2);

const masksOf = (h: HyperparameterValues, ...passes: readonly string[]) =>
  (usesDropout(h) ? passes.flatMap((pass) => Array.from({ length: depthOf(h) }, (_, i) => `${pass}Dropout${i + 1}`)) : []);

export const torch: TorchModel = {
  networks: (h) => ({
    generator: denseGenerator(h["batchNorm"] === "on", depthOf(h), lastOf(h)),
    discriminator: denseDiscriminator({ dropout: usesDropout(h), depth: depthOf(h) }),
  }),
  objectives: (h) => ({
    discriminator: {
      lines: [
        "fake = generator(torch.randn(len(x), latent)).detach()",
        `on_real, on_fake = discriminator(${realX(h)}), discriminator(fake)`,
      ],
      draws: ["zForDiscriminator", ...masksOf(h, "real", "fake")],
    },
    generator: {
      lines: ["on_fake = discriminator(generator(torch.randn(batch_size, latent)))"],
      draws: ["zForGenerator", ...masksOf(h, "generated")],
    },
  }),
  decode: (h) => (onPoints(h) ? "generator(z)" : generated()),
  sample: (h) => (onPoints(h) ? samplesOfPoints("generator") : samplesOfGenerator()),
};
