import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "重要性加权 VAE",
  about: "这种 VAE 为每张图像抽取 K 个编码，先对它们的重要性权重求平均，再取对数。就期望而言，编码越多，这个下界离 log p(x) 越近；K = 1 时就是 ELBO。",
  question: "K = 20 时，测试集上的损失比 K = 1 时低多少？每一步慢了多少？",
  hyperparameters: {
    samples: { name: "每张图像的编码数", about: "为每张图像抽取多少个编码。越多，下界越紧，每一步也越慢。" },
  },
  objectives: {
    "negative-importance-bound": "由 K 个编码得到的 log p(x) 的负下界，由编码器和解码器共同最小化",
  },
  terms: {
    "importance-bound": { name: "log p(x) 的负下界", about: "就期望而言，它是图像的负对数似然 −log p(x) 的上界。编码越多，界越紧。" },
  },
  symbols: {
    "samples": { name: "K", about: "为每张图像抽取的编码个数。" },
    "joint": { name: "p，x 和 z_k", about: "图像和编码的联合密度：z 的先验乘以 p(x|z)。" },
    "importance-bound": { name: "L，下标 K", about: "由 K 个编码得到的 log p(x) 的下界。就期望而言，它随 K 上升，趋向 log p(x)。" },
  },
  presets: {
    "ten-codes": {
      title: "十个编码",
      about: "ELBO 要求每个编码都能解释图像；这个下界对 K = 10 个编码取平均，少数几个好的就够了。它在期望上离 log p(x) 更近；一轮之后，损失比 VAE 低约 6 奈特。",
      question: "把 K 设为 1（即 VAE），重新训练同样多步。变差的是模型，还是只是下界？用许多次抽样测量两者的“似然的界”，比一比。",
    },
  },
};
