/** InfoGAN in PyTorch. */
import type { HyperparameterValues } from "../../../core/model/hyperparameters";
import type { TorchModel } from "../../../core/model/torch";
import { CENTRED, DENSE_FEATURES, denseDiscriminator, denseGenerator, generatedByClass, shiftedImages, usesDropout } from "../shared/torchParts";

/** The PyTorch version of `shift.ts`: images slanted, each by its own draw. */
const SLANTED = [
  "def slanted(x):  # rows moved across, then columns down, by as much as they are off the middle",
  "    slopes, pixel = torch.linspace(-slant, slant, 5), torch.arange(784)",
  "    for apart, line in (1, pixel // 28), (28, pixel % 28):",
  "        distance = slopes[torch.randint(5, (len(x), 1))] * (line - 13.5)",
  "        whole, part = distance.floor().long(), distance - distance.floor()",
  "        x = (1 - part) * moved(x, apart * whole) + part * moved(x, apart * (whole + 1))",
  "    return x", "",
];

const CODED = "generator(torch.cat([z, F.one_hot(y, 10)], 1))";

/** The draws of a pass besides its code, in the order of the lines below. */
const movesOf = (pass: string, h: HyperparameterValues) =>
  [`${pass}ShiftAcross`, `${pass}ShiftDown`, ...(usesDropout(h) ? [`${pass}Dropout1`, `${pass}Dropout2`] : [])];
const slantsOf = (pass: string) => [`${pass}SlantAcross`, `${pass}SlantDown`];

export const torch: TorchModel = {
  networks: (h) => ({
    generator: denseGenerator(true),
    discriminator: denseDiscriminator({ dropout: usesDropout(h) }),
    reader: {
      parts: { features: DENSE_FEATURES, class_logits: [["classLogits"]], mean: [["numbersMean"]], log_var: [["numbersLogVar"]] },
      forward: { takes: "x", lines: ["h = self.features(x)", "return self.class_logits(h), self.mean(h), self.log_var(h)"] },
    },
  }),
  functions: () => [...shiftedImages(-1), ...SLANTED],
  objectives: (h) => ({
    "discriminator-and-code": {
      lines: [
        "z, y = torch.randn(len(x), latent), torch.randint(10, (len(x),))", `fake = shifted(${CODED}.detach())`,
        `on_fake, on_real = discriminator(fake), discriminator(shifted(${CENTRED}))`, "class_logits, mean, log_var = reader(slanted(fake))",
      ],
      draws: ["fakeZ", "fakeY", ...movesOf("fake", h), ...movesOf("real", h), ...slantsOf("fake")],
    },
    "generator-and-code": {
      lines: [
        "z, y = torch.randn(batch_size, latent), torch.randint(10, (batch_size,))", `made = shifted(${CODED})`,
        "on_fake = discriminator(made)", "class_logits, mean, log_var = reader(slanted(made))",
      ],
      draws: ["generatedZ", "generatedY", ...movesOf("generated", h), ...slantsOf("generated")],
    },
  }),
  decode: generatedByClass,
  sample: () => ["y = torch.arange(100) % 10", "z = torch.randn(100, latent)", `pictures = ${CODED} / 2 + 0.5`],
};
