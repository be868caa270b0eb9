/** Two arms of a spiral in PyTorch. */
import type { TorchPoints } from "../../../core/model/torch";

export const torch: TorchPoints = {
  width: 2, labels: 2,
  lines: [
    "radius, angle = 0.2 + u.sqrt(), 2 * math.pi * u.sqrt() + math.pi * label",
    "points = torch.stack([radius * angle.cos(), radius * angle.sin()], 1) + 0.05 * eps",
  ],
};
