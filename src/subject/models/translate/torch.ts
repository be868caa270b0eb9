/** Images made from images in PyTorch. */
import type { HyperparameterValues } from "../../../core/model/hyperparameters";
import type { TorchModel } from "../../../core/model/torch";
import { CENTRED, denseGenerator, HALF, halfDiscriminator } from "../shared/torchParts";

/** The PyTorch version of `derived.ts`: the input image, [n,784] in [0,1]. */
const DERIVED: Readonly<Record<string, readonly string[]>> = {
  edges: [
    "sobel = torch.tensor([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]])", "sobel = torch.stack([sobel, sobel.T])[:, None]", "",
    "def derived(x):  # edges", "    slopes = F.conv2d(x.view(-1, 1, 28, 28), sobel, padding=1)",
    "    return ((slopes.square().sum(1) + 1e-6).sqrt() / 4).clamp(0, 1).flatten(1)", "",
  ],
  noise: ["def derived(x):  # under noise", "    return (x + 0.6 * torch.randn_like(x)).clamp(0, 1)", ""],
  blur: [
    "bell = (-(torch.arange(9) - 4)**2 / 8).exp()", "bell = bell / bell.sum()", "",
    "def derived(x):  # blurred", "    across = F.conv2d(x.view(-1, 1, 28, 28), bell.view(1, 1, 1, 9), padding=(0, 4))",
    "    return F.conv2d(across, bell.view(1, 1, 9, 1), padding=(4, 0)).flatten(1)", "",
  ],
  quarter: [
    "def derived(x):  # a quarter of the size", "    return F.interpolate(F.avg_pool2d(x.view(-1, 1, 28, 28), 4), scale_factor=4).flatten(1)", "",
  ],
};

const made = (images: string, count: string) => `generator(torch.cat([2 * ${images} - 1, torch.randn(${count}, latent)], 1))`;
const judged = (image: string) => `discriminator(torch.cat([2 * given - 1, ${image}], 1))`;
const grain = (h: HyperparameterValues) => (h["from"] === "noise" ? ["grain"] : []);

export const torch: TorchModel = {
  numbers: () => HALF,
  networks: () => ({ generator: denseGenerator(true), discriminator: halfDiscriminator("2 * 784") }),
  functions: (h) => DERIVED[String(h["from"])]!,
  objectives: (h) => ({
    discriminator: {
      lines: [
        "given = derived(x)", `fake = ${made("given", "len(x)")}.detach()`, `on_real = ${judged(`${CENTRED}`)}`, `on_fake = ${judged("fake")}`,
      ],
      draws: [...grain(h), "zForDiscriminator"],
    },
    "translating-generator": {
      lines: ["given = derived(x)", `x, made = ${CENTRED}, ${made("given", "len(x)")}`, `on_fake = ${judged("made")}`],
      draws: [...grain(h), "zForGenerator"],
    },
  }),
  decode: () => "generator(torch.cat([2 * given - 1, z], 1)) / 2 + 0.5",
  sample: () => ["given = derived(images[:10]).repeat(10, 1)  # a column for each image", `pictures = ${made("given", "100")} / 2 + 0.5`],
};
