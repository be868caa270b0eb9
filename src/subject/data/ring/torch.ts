/** Eight Gaussians on a circle in PyTorch. */
import type { TorchPoints } from "../../../core/model/torch";

export const torch: TorchPoints = {
  width: 2, labels: 8,
  lines: [
    "angle = 2 * math.pi * label / 8",
    "points = torch.stack([angle.cos(), angle.sin()], 1) + 0.06 * eps",
  ],
};
