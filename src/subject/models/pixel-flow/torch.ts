/** Flow matching on images in PyTorch. */
import type { TorchModel } from "../../../core/model/torch";
import { CENTRED, TIME_FEATURES } from "../shared/torchParts";

const BLOCKS = [1, 2, 3];
const MIDDLE = [16, 14] as const;
const imageOf = (channels: string, side: number) => `nn.Unflatten(1, (${channels}, ${side}, ${side}))`;

export const torch: TorchModel = {
  networks: (h) => {
    const small = [Number(h["filters"]), 7] as const;
    return {
      denoiser: {
        parts: {
          down1: [["nn.Unflatten(1, (1, 28, 28))"], ["down1"]], condition1: [["told1", imageOf("16", 14)]],
          down2: [["down2"]], condition2: [["told2", imageOf("filters", 7)]],
          ...Object.fromEntries(BLOCKS.flatMap((block) => [
            [`inner${block}`, [[`inner${block}`]]], [`condition_inner${block}`, [[`toldInner${block}`, imageOf("filters", 7)]]],
          ])),
          up1: [["up1"]], condition3: [["told3", imageOf("16", 14)]],
          up2: [["up2"], ["nn.Flatten()"]],
        },
        forward: {
          takes: "x, t, y",
          lines: [
            "condition = torch.cat([time_features(t), y], 1)  # y: one-hot, or zeros",
            "middle = (self.down1(x) + self.condition1(condition)).relu()  # [batch, 16, 14, 14]",
            "small = (self.down2(middle) + self.condition2(condition)).relu()  # [batch, filters, 7, 7]",
            ...BLOCKS.map((block) => `small = small + (self.inner${block}(small) + self.condition_inner${block}(condition)).relu()`),
            "upper = (self.up1(small) + middle + self.condition3(condition)).relu()",
            "return self.up2(upper)",
          ],
        },
        images: { told1: MIDDLE, told3: MIDDLE, told2: small, ...Object.fromEntries(BLOCKS.map((block) => [`toldInner${block}`, small])) },
      },
    };
  },
  functions: () => TIME_FEATURES,
  objectives: () => ({
    "pixel-flow-loss": {
      lines: [
        `x = ${CENTRED}`, "noise = torch.randn_like(x)",
        "t = 0.95 * (torch.randn(len(x), 1) - 0.4).sigmoid()",
        "label = F.one_hot(y, 10) * (torch.rand(len(x), 1) >= 0.1)  # now and then no class",
        "found = denoiser(noise + t * (x - noise), t, label)",
      ],
      draws: ["noise", "time", "told"],
    },
  }),
  sample: () => [
    "y = F.one_hot(torch.arange(100) % 10, 10)", "x = torch.randn(100, 784)", "for n in range(flow_steps):",
    "    t = torch.full((100, 1), n / flow_steps)", "    found = denoiser(x, t, y)",
    "    found = found + guidance * (found - denoiser(x, t, 0 * y))", "    x = x + (found - x) / (flow_steps - n)",
    "pictures = (x / 2 + 0.5).clamp(0, 1)",
  ],
};
