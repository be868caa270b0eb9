import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "用条件 VAE 补全",
  about: "得到数字的一部分、学习其余部分可能怎样接下去的条件 VAE。不同的编码给出不同的补法。",
  question: "对哪些数字来说，已知部分留下的可能最多？",
  objectives: {
    "negative-completion-elbo": "给定 c 时其余部分的负 ELBO，由编码器和解码器共同最小化",
  },
  symbols: {
    "rest": { name: "r", about: "图像的其余部分：未知的像素。" },
  },
  presets: {
    "half-a-digit": {
      title: "半个数字，多种补法",
      about: "已知数字的左半边，模型学习右半边可能怎样接下去。已知的一半定不下来的地方，不同的编码 z 画出不同的补法。",
      question: "哪些左半边的补法相差最大？补出来的还是同一个数字吗？",
    },
  },
};
