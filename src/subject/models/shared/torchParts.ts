/** PyTorch code that several models share: the networks of `mlpVae.ts`, `mlpGan.ts` and `convGan.ts`, and recurring lines. */
import type { HyperparameterValues } from "../../../core/model/hyperparameters";
import type { TorchNetwork, TorchRows } from "../../../core/model/torch";
import { onPoints } from "../../data/registry";
import type { Depth } from "./mlpGan";

const LEAKY = "nn.LeakyReLU(0.2)";

/** `mlpVae.ts`: x → μ, log σ². */
export const gaussianEncoder: TorchNetwork = {
  parts: { hidden: [["hidden", "nn.ReLU()"]], mu: [["mu"]], log_var: [["logVar"]] },
  forward: { takes: "x", lines: ["h = self.hidden(x)", "return self.mu(h), self.log_var(h)"] },
};

/** `mlpVae.ts`: z → logits. */
export const denseDecoder: TorchNetwork = { parts: { layers: [["hidden", "nn.ReLU()"], ["logits"]] } };

/** Returns the PyTorch code of a dense VAE's encoder and decoder. */
export const denseVae = () => ({ encoder: gaussianEncoder, decoder: denseDecoder });

/** z = μ + σ⊙ε. */
export const REPARAMETERISE = "z = mu + (0.5 * log_var).exp() * torch.randn_like(mu)";

/** The lines that compute everything the terms of an ELBO need. */
export const ELBO_LINES = ["mu, log_var = encoder(x)", REPARAMETERISE, "logits = decoder(z)"];

const byDecoder = (z: string) => `decoder(${z}).sigmoid()`;

/** Decodes z to pixels for a decoder of logits. */
export const decodedLogits = () => byDecoder("z");
/** Returns PyTorch code that samples from a decoder of logits. */
export const samplesOfDecoder = () => [`pictures = ${byDecoder("torch.randn(100, latent)")}`];

/** Concatenates the one-hot class. */
export const withClass = (what: string) => `torch.cat([${what}, F.one_hot(y, 10)], 1)`;

/** Ten samples of each class in turn. */
export const CLASSES_IN_TURN = "y = torch.arange(100) % 10";

/**
 * Returns the PyTorch code of the generator in `mlpGan.ts`. `norm` adds batch norm, `depth` is the number of hidden layers, `last` follows the
 * last layer.
 */
export const denseGenerator = (norm: boolean, depth: Depth = 2, last: readonly string[] = ["nn.Tanh()"]): TorchNetwork => ({
  parts: {
    layers: [
      ["hidden1", ...(norm ? ["norm1"] : []), "nn.ReLU()"],
      ...(depth === 2 ? [["hidden2", ...(norm ? ["norm2"] : []), "nn.ReLU()"]] : []),
      ["pixels", ...last],
    ],
  },
});

const features = (dropout: boolean, depth: Depth = 2): TorchRows => {
  const after = dropout ? [LEAKY, "nn.Dropout(dropout)"] : [LEAKY];
  return [["hidden1", ...after], ...(depth === 2 ? [["hidden2", ...after]] : [])];
};

/** Returns the PyTorch code of the discriminator in `mlpGan.ts`. */
export const denseDiscriminator = ({ dropout = false, depth = 2 }: { dropout?: boolean; depth?: Depth } = {}): TorchNetwork =>
  ({ parts: { layers: [...features(dropout, depth), ["logit"]] } });

/** Returns the PyTorch code of a discriminator with half as many units as the generator, rounded up. `inputs` is the width of its input. */
export const halfDiscriminator = (inputs: string): TorchNetwork => ({
  ...denseDiscriminator(),
  arguments: { hidden1: [inputs, "2 * half"], hidden2: ["2 * half", "half"], logit: ["half", "1"] },
});
export const HALF = ["half = math.ceil(hidden / 2)", ""];

/** Its features, for discriminators with more than one head. */
export const DENSE_FEATURES = features(false);

/** Returns whether the discriminator has dropout. */
export const usesDropout = (h: HyperparameterValues): boolean => Number(h["dropout"]) > 0;

const SMALL = [64, 7] as const;
const AS_IMAGE = "nn.Unflatten(1, (1, 28, 28))";

/** `convGan.ts`: the generator. */
export const convGenerator: TorchNetwork = {
  parts: {
    layers: [
      ["project", "nn.Unflatten(1, (64, 7, 7))", "norm1", "nn.ReLU()"],
      ["up1", "norm2", "nn.ReLU()"],
      ["up2", "nn.Tanh()", "nn.Flatten()"],
    ],
  },
  images: { project: SMALL },
};

/** `convGan.ts`: the features of the discriminator. */
export const CONV_FEATURES: TorchRows = [[AS_IMAGE], ["down1", LEAKY], ["down2", LEAKY, "nn.Flatten()"]];

/** `convGan.ts`: the whole discriminator. */
export const convDiscriminator: TorchNetwork = { parts: { layers: [...CONV_FEATURES, ["logit"]] }, images: { logit: SMALL } };

/** Returns the PyTorch code of a discriminator with a projection of the class: f(h) + ⟨e_y, h⟩. */
export const projectionDiscriminator = (rows: TorchRows, images?: TorchNetwork["images"]): TorchNetwork => ({
  parts: { features: rows, logit: [["logit"]], class_vector: [["classVector"]] },
  forward: {
    takes: "x, y",
    lines: ["h = self.features(x)", "return self.logit(h) + (self.class_vector(y) * h).sum(1, keepdim=True)"],
  },
  ...(images && { images }),
});

/** Converts x in [0,1] to the range of the GANs' networks. */
export const CENTRED = "2 * x - 1";

/** Returns the PyTorch expression of a batch of real data, which may be points. */
export const realX = (h: HyperparameterValues) => (onPoints(h) ? "x" : CENTRED);
/** Returns the PyTorch activation at the end of a generator: none for points. */
export const lastOf = (h: HyperparameterValues) => (onPoints(h) ? [] : ["nn.Tanh()"]);

const byGenerator = (z: string) => `generator(${z}) / 2 + 0.5`;

/** Generates from z for a GAN. */
export const generated = () => byGenerator("z");
/** Generates from z and y for a conditional GAN. */
export const generatedByClass = () => byGenerator(withClass("z"));
/** Returns PyTorch code that samples from a GAN's generator. */
export const samplesOfGenerator = () => [`pictures = ${byGenerator("torch.randn(100, latent)")}`];

/** Returns PyTorch code that samples from a network of points. */
export const samplesOfPoints = (network: "decoder" | "generator") => [`points = ${network}(torch.randn(1000, latent))`];

/** Returns PyTorch code that samples from a conditional GAN's generator. */
export const samplesOfGeneratorByClass = () =>
  [CLASSES_IN_TURN, `pictures = ${byGenerator(withClass("torch.randn(100, latent)"))}`];

/**
 * Returns PyTorch code, after `importance.ts`, of log w of K codes for each image, [B,K]. `counted` is −log p of the included pixels, [B,K,784], from
 * `pixels`.
 */
export const importanceWeights = (counted = "pixels") => [
  "mu, log_var = encoder(x)",
  "q = Normal(mu[:, None], (0.5 * log_var[:, None]).exp())",
  "z = q.loc + q.scale * torch.randn(len(x), samples, latent)",
  "logits = decoder(z)  # [batch, samples, 784]",
  'pixels = F.binary_cross_entropy_with_logits(logits, x[:, None].expand_as(logits), reduction="none")',
  `log_w = -${counted.includes(" ") ? `(${counted})` : counted}.sum(2) + Normal(0, 1).log_prob(z).sum(2) - q.log_prob(z).sum(2)`,
];

/** Returns PyTorch code, after `visible.ts`, of a mask [784] that is 1 where a pixel is given. */
export const visibleMask = (h: HyperparameterValues) => [
  "visible = torch.zeros(28, 28)", "visible[:, :14] = 1",
  ...(h["visible"] === "three-quarters" ? ["visible[:14] = 1"] : []), "visible = visible.flatten()  # 1 where a pixel is given", "",
];

/** Returns PyTorch code, after `shift.ts`, that shifts images, each by its own draw. `black` fills the edges. */
export const shiftedImages = (black: 0 | -1) => [
  "def moved(x, places):  # each image along its 784 pixels; black comes in",
  "    at = torch.arange(784) - places",
  `    return x.gather(1, at.clamp(0, 783)).masked_fill((at < 0) | (at > 783), ${black})`, "",
  "def shifted(x):  # across and down, each image by its own draw",
  "    across, down = (torch.randint(2 * shift + 1, (len(x), 1)) - shift for _ in range(2))",
  "    return moved(moved(x, across), 28 * down)", "",
];

/** `flow.ts`: the velocity at z and time t. */
export const velocityNetwork: TorchNetwork = {
  parts: { layers: [["hidden1", "nn.ReLU()"], ["hidden2", "nn.ReLU()"], ["velocity"]] },
  forward: { takes: "z, t", lines: ["return self.layers(torch.cat([z, time_features(t)], 1))"] },
};

export const TIME_FEATURES = [
  "def time_features(t):", "    knots = torch.arange(9)  # times 0, 1/8, ... 1", "    return F.relu(1 - (8 * t - knots).abs())", "",
];

/** Returns the lines that interpolate between noise, `from`, and data, `to`. */
export const flowLines = (from: string, to: string) => [`${from}, t = torch.randn_like(${to}), torch.rand(len(${to}), 1)`, `velocity = velocity_field(${from} + t * (${to} - ${from}), t)`];

/** Returns PyTorch code of Euler's method for `count` samples of `width` values. */
export const flowSamples = (count: string, width: string, name: string) => [
  `${name} = torch.randn(${count}, ${width})`, "for n in range(flow_steps):", `    t = torch.full((${count}, 1), n / flow_steps)`,
  `    ${name} = ${name} + velocity_field(${name}, t) / flow_steps`,
];
