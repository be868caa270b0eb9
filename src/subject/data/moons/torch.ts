/** Two half circles in PyTorch. */
import type { TorchPoints } from "../../../core/model/torch";

export const torch: TorchPoints = {
  width: 2, labels: 2,
  lines: [
    "upper = torch.stack([0.75 * (math.pi * u).cos() - 0.375, 0.75 * (math.pi * u).sin() - 0.1875], 1)",
    "points = torch.where(label[:, None] == 0, upper, -upper) + 0.07 * eps",
  ],
};
