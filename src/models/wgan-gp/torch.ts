/** The Wasserstein GAN with gradient penalty in PyTorch. */
import type { TorchModel } from "../../core/torch";
import { CENTRED, convDiscriminator, denseDiscriminator, denseGenerator, samplesOfGenerator } from "../shared/torchParts";

export const torch: TorchModel = {
  unless: (h) => h["data"] !== "mnist",
  networks: (h) => ({ generator: denseGenerator(true), critic: h["architecture"] === "conv" ? convDiscriminator : denseDiscriminator() }),
  objectives: () => ({
    critic: {
      lines: [
        `real, fake = ${CENTRED}, generator(torch.randn(len(x), latent)).detach()`,
        "on_real, on_fake = critic(real), critic(fake)",
        "u = torch.rand(len(x), 1)",
        "between = (u * real + (1 - u) * fake).requires_grad_()",
        "gradient, = torch.autograd.grad(critic(between).sum(), between, create_graph=True)",
      ],
      draws: ["zForCritic", "u"],
    },
    generator: { lines: ["on_fake = critic(generator(torch.randn(batch_size, latent)))"], draws: ["zForGenerator"] },
  }),
  sample: samplesOfGenerator,
};
