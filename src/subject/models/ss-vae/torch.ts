/** The semi-supervised VAE in PyTorch. */
import type { HyperparameterValues } from "../../../core/model/hyperparameters";
import type { TorchModel } from "../../../core/model/torch";
import { CLASSES_IN_TURN, gaussianEncoder, shiftedImages } from "../shared/torchParts";

/** −L(x,y), eq. 6, of each image with its class, and with each class in turn. */
const BOUNDS = [
  "def bound(x, y, eps):  # [batch]", "    mu, log_var = encoder(x, y)", "    logits = decoder(mu + (0.5 * log_var).exp() * eps, y)",
  '    misfit = F.binary_cross_entropy_with_logits(logits, x, reduction="none").sum(1)',
  "    return misfit + 0.5 * (mu**2 + log_var.exp() - log_var - 1).sum(1) + math.log(10)", "",
  "def bounds(x, eps):  # of each class, [batch, 10]",
  "    return torch.stack([bound(x, torch.full((len(x),), k), eps) for k in range(10)], 1)", "",
];

const binary = (h: HyperparameterValues) => h["pixels"] === "binary";

const shown = (h: HyperparameterValues) => [
  ...(binary(h) ? ["x, x_labelled = torch.bernoulli(x), torch.bernoulli(x_labelled)  # white with probability x"] : []),
  "log_q = classifier(x).log_softmax(1)",
];
const pixels = (h: HyperparameterValues) => (binary(h) ? ["u", "uLabelled"] : []);

export const torch: TorchModel = {
  data: () => [
    "shuffled = torch.randperm(len(images))",
    "told = torch.cat([shuffled[mnist.targets[shuffled] == k][:labels] for k in range(10)])  # images whose label is told", "",
    "def labelled_batch():", "    chosen = told[torch.randint(len(told), (batch_size,))]", "    return images[chosen], mnist.targets[chosen]", "",
  ],
  continuedData: () => [
    'shuffled = torch.tensor(philox.permutation(0, lane_of("labels"), min(5000, len(images))))',
    "counted = F.one_hot(targets[shuffled], 10).cumsum(0)  # images of each class so far",
    "told = shuffled[counted[torch.arange(len(shuffled)), targets[shuffled]] <= labels]", "",
    "def labelled_batch():", '    at = philox.uniforms("order", step, lane_of("labelled"), batch_size * processes.count) * len(told)',
    "    chosen = told[torch.tensor(processes.part(at).astype(np.int64))]", "    return images[chosen], targets[chosen]", "",
  ],
  networks: () => ({
    classifier: { parts: { layers: [["hidden", "nn.ReLU()", "logits"]] } },
    encoder: {
      parts: { ...gaussianEncoder.parts, hidden: [["hidden"]], of_class: [["ofClass"]] },
      forward: { takes: "x, y", lines: ["h = (self.hidden(x) + self.of_class(y)).relu()", "return self.mu(h), self.log_var(h)"] },
    },
    decoder: {
      parts: { hidden: [["hidden"]], of_class: [["ofClass"]], logits: [["logits"]] },
      forward: { takes: "z, y", lines: ["return self.logits((self.hidden(z) + self.of_class(y)).relu())"] },
    },
  }),
  functions: () => [...BOUNDS, ...shiftedImages(0)],
  objectives: (h) => ({
    "semi-supervised": {
      lines: [
        ...shown(h), "by_class = bounds(x, torch.randn(len(x), latent))", "of_labelled = bound(x_labelled, y_labelled, torch.randn(len(x), latent))",
      ],
      draws: [...pixels(h), "eps", "epsLabelled"],
    },
    classifier: {
      lines: [
        ...shown(h), "with torch.no_grad():", "    log_p = (-bounds(x, torch.randn(len(x), latent))).log_softmax(1)",
        "guess = classifier(shifted(x_labelled))",
      ],
      draws: [...pixels(h), "eps", "shiftAcross", "shiftDown"],
    },
  }),
  decode: () => "decoder(z, y).sigmoid()",
  sample: () => [CLASSES_IN_TURN, "pictures = decoder(torch.randn(100, latent), y).sigmoid()"],
};
