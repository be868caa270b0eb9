/** The vector-quantised VAE in PyTorch. */
import type { TorchModel } from "../../../core/model/torch";
import { denseDecoder } from "../shared/torchParts";

/** The meaning of a position in a row of symbols, and how many first positions a hidden unit sees: `autoregressive.ts`. */
const PLACES = [
  "places = math.ceil(latent / 4)  # a code is a row of vectors of four numbers", "place = torch.arange(places)",
  "seen = (1 + torch.arange(hidden) % max(places - 1, 1)).clamp(max=places - 1)  # how many of the first places a hidden unit sees", "",
];

export const torch: TorchModel = {
  numbers: () => PLACES,
  networks: () => ({
    encoder: { parts: { layers: [["hidden", "nn.ReLU()", "code"]] } },
    dictionary: { parts: { layers: [["codebook"]] } },
    decoder: denseDecoder,
    symbols: {
      parts: { layers: [["hidden1", "nn.ReLU()"], ["hidden2", "nn.ReLU()"], ["logits"]] },
      arguments: {
        hidden1: ["4 * places", "hidden", "place.repeat_interleave(4) < seen[:, None]"],
        hidden2: ["hidden", "hidden", "seen <= seen[:, None]"],
        logits: ["hidden", "places * entries", "seen <= place.repeat_interleave(entries)[:, None]"],
      },
    },
  }),
  functions: () => [
    "def vectors_of(z):  # [batch, latent] to [batch * places, 4]", "    return F.pad(z, (0, 4 * places - latent)).view(-1, 4)", "",
  ],
  objectives: () => ({
    vq: {
      lines: [
        "z = encoder(x)", "vectors = vectors_of(z)", "chosen = dictionary(vectors)", "quantised = dictionary.entries[chosen]",
        "code = quantised.view(len(x), -1)[:, :latent]",
        "logits = decoder(z + (code - z).detach())  # the gradient passes straight through the choice",
        "dictionary.follow(vectors.detach(), chosen)",
      ],
      draws: [],
    },
    symbols: {
      lines: [
        "with torch.no_grad():", "    chosen = dictionary(vectors_of(encoder(x)))", "    given = dictionary.entries[chosen].view(len(x), -1)",
        "logits = symbols(given).view(-1, entries)",
      ],
      draws: [],
      rate: "lr * (step >= prior_from)",
    },
  }),
  decode: () => "decoder(dictionary.entries[dictionary(vectors_of(z))].view(len(z), -1)[:, :latent]).sigmoid()",
  sample: () => [
    "codes = torch.zeros(100, places, 4)", "for i in range(places):  # one symbol after the other",
    "    p = symbols(codes.flatten(1)).view(100, places, entries)[:, i].softmax(1)",
    "    codes[:, i] = dictionary.entries[torch.multinomial(p, 1)[:, 0]]", "pictures = decoder(codes.flatten(1)[:, :latent]).sigmoid()",
  ],
};
