/** The Wasserstein GAN with gradient penalty in PyTorch. */
import type { TorchModel } from "../../../core/model/torch";
import { onPoints } from "../../data/registry";
import {
  convDiscriminator, denseDiscriminator, denseGenerator, generated, lastOf, realX, samplesOfGenerator, samplesOfPoints,
} from "../shared/torchParts";

export const torch: TorchModel = {
  networks: (h) => ({ generator: denseGenerator(!onPoints(h), 2, lastOf(h)), critic: h["architecture"] === "conv" && !onPoints(h) ? convDiscriminator : denseDiscriminator() }),
  objectives: (h) => ({
    critic: {
      lines: [
        `real, fake = ${realX(h)}, generator(torch.randn(len(x), latent)).detach()`,
        "on_real, on_fake = critic(real), critic(fake)",
        "epsilon = torch.rand(len(x), 1)",
        "between = (epsilon * real + (1 - epsilon) * fake).requires_grad_()",
        "gradient, = torch.autograd.grad(critic(between).sum(), between, create_graph=True)",
      ],
      draws: ["zForCritic", "u"],
    },
    generator: { lines: ["on_fake = critic(generator(torch.randn(batch_size, latent)))"], draws: ["zForGenerator"] },
  }),
  decode: (h) => (onPoints(h) ? "generator(z)" : generated()),
  sample: (h) => (onPoints(h) ? samplesOfPoints("generator") : samplesOfGenerator()),
};
