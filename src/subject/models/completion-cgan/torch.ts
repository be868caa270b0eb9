/** The completing conditional GAN in PyTorch. */
import type { TorchModel } from "../../../core/model/torch";
import { CENTRED, denseDiscriminator, denseGenerator, visibleMask } from "../shared/torchParts";

const complete = (noise: string) => `torch.cat([real * visible, ${noise}], 1)`;
const JUDGE = "discriminator(torch.cat([made * visible, made], 1))";

export const torch: TorchModel = {
  networks: () => ({ generator: denseGenerator(true), discriminator: denseDiscriminator() }),
  functions: visibleMask,
  objectives: () => ({
    discriminator: {
      lines: [
        `real = ${CENTRED}`, `made = generator(${complete("torch.randn(len(x), latent)")}).detach()`,
        "made = real * visible + made * (1 - visible)", `on_real = ${JUDGE.replaceAll("made", "real")}`, `on_fake = ${JUDGE}`,
      ],
      draws: ["zForDiscriminator"],
    },
    "completing-generator": {
      lines: [
        `real = ${CENTRED}`, `made = generator(${complete("torch.randn(len(x), latent)")})`,
        "made = real * visible + made * (1 - visible)", `on_fake = ${JUDGE}`,
      ],
      draws: ["zForGenerator"],
    },
  }),
  decode: () => "given * visible + (generator(torch.cat([(2 * given - 1) * visible, z], 1)) / 2 + 0.5) * (1 - visible)",
  sample: () => [
    "real = 2 * images[:10].repeat(10, 1) - 1  # a column for each image",
    `made = generator(${complete("torch.randn(100, latent)")})`, "pictures = (real * visible + made * (1 - visible)) / 2 + 0.5",
  ],
};
