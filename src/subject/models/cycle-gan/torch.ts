/** CycleGAN in PyTorch. */
import type { TorchModel, TorchNetwork } from "../../../core/model/torch";
import { denseGenerator, HALF, halfDiscriminator } from "../shared/torchParts";

/** The layers output a change of the image. `more` are their additional inputs. */
const changing = (image: string, more?: string): TorchNetwork => ({
  parts: { change: denseGenerator(false, 2, []).parts["layers"]! },
  forward: {
    takes: more ? `${image}, ${more}` : image,
    lines: [`return torch.tanh(2 * ${image} + self.change(${more ? `torch.cat([${image}, ${more}], 1)` : image}))`],
  },
});

/** The PyTorch version of `domains.ts`: images of A from MNIST's. */
const DOMAINS: Readonly<Record<string, readonly string[]>> = {
  thick: ["def in_domain_a(x):  # thick", "    return F.max_pool2d(x.view(-1, 1, 28, 28), 3, stride=1, padding=1).flatten(1)", ""],
  slanted: [
    'rows, columns = torch.meshgrid(torch.arange(28.0), torch.arange(28.0), indexing="ij")',
    "looked_up = torch.stack([columns - 0.6 * (13.5 - rows), rows], 2) / 13.5 - 1", "",
    "def in_domain_a(x):  # slanted", "    places = looked_up.expand(len(x), 28, 28, 2)",
    "    return F.grid_sample(x.view(-1, 1, 28, 28), places, align_corners=True).flatten(1)", "",
  ],
};

const UNPAIRED = [
  "def halves(rows):", "    n = len(rows) // 2", "    return rows[:n], rows[n:2 * n]", "",
  "def unpaired(x):  # of a batch: no image is in both domains", "    first, second = halves(x)",
  "    return 2 * in_domain_a(first) - 1, 2 * second - 1", "",
];

export const torch: TorchModel = {
  numbers: () => HALF,
  networks: () => ({
    generatorToB: changing("a", "z"), generatorToA: changing("b"),
    discriminatorOfA: halfDiscriminator("784"), discriminatorOfB: halfDiscriminator("784"),
  }),
  functions: (h) => [...DOMAINS[String(h["domain"])]!, ...UNPAIRED],
  objectives: () => ({
    "discriminators-of-domains": {
      lines: [
        "a, b = unpaired(x)", "z, _ = halves(torch.randn(len(x), latent))", "real_a, real_b = discriminator_of_a(a), discriminator_of_b(b)",
        "made_a = discriminator_of_a(generator_to_a(b).detach())", "made_b = discriminator_of_b(generator_to_b(a, z).detach())",
      ],
      draws: ["zForDiscriminators"],
    },
    "generators-of-cycle": {
      lines: [
        "a, b = unpaired(x)", "z, z_back = halves(torch.randn(len(x), latent))", "in_a, in_b = generator_to_a(b), generator_to_b(a, z)",
        "made_a, made_b = discriminator_of_a(in_a), discriminator_of_b(in_b)",
        "back_in_a, back_in_b = generator_to_a(in_b), generator_to_b(in_a, z_back)",
      ],
      draws: ["zForGenerators"],
    },
  }),
  decode: () => "generator_to_b(2 * given - 1, z) / 2 + 0.5",
  sample: () => [
    "given = 2 * in_domain_a(images[:10]).repeat(10, 1) - 1  # a column for each image",
    "pictures = generator_to_b(given, torch.randn(100, latent)) / 2 + 0.5",
  ],
};
