/** Three Gaussians on a line in PyTorch. */
import type { TorchPoints } from "../../../core/model/torch";

export const torch: TorchPoints = {
  width: 1, labels: 3,
  lines: [
    "means, deviations = torch.tensor([[-1], [0.1], [0.9]]), torch.tensor([[0.15], [0.25], [0.08]])",
    "points = means[label] + deviations[label] * eps",
  ],
};
