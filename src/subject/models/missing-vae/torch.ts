/** The VAE with missing pixels in PyTorch. */
import type { TorchModel } from "../../../core/model/torch";
import { decodedLogits, denseVae, importanceWeights, samplesOfDecoder } from "../shared/torchParts";

export const torch: TorchModel = {
  networks: denseVae,
  data: () => ["images[torch.rand_like(images) < missing] = -1  # the same pixels in every epoch"],
  continuedData: () => [
    "for numbers in np.array_split(np.arange(len(images)), 12):  # a byte decides for each pixel",
    '    drawn = philox.words("augment", numbers, lane_of("missing"), 196).astype("<u4").view(np.uint8)',
    "    images[numbers[0]:][:len(numbers)][torch.tensor(drawn < math.floor(256 * missing + 0.5))] = -1",
  ],
  objectives: (h) => ({
    "negative-observed-bound": {
      lines: [
        "observed = (x >= 0).to(x.dtype)  # the others are -1",
        "x = x.clamp(min=0)",
        ...importanceWeights(h["missingAre"] === "left-out" ? "pixels * observed[:, None]" : "pixels"),
      ],
      draws: ["eps"],
    },
  }),
  decode: decodedLogits,
  sample: samplesOfDecoder,
};
