import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "用条件 VAE 补全",
  about: "这种条件 VAE 得到数字的一部分，学习其余部分的分布。不同的编码给出不同的补全。",
  question: "对哪些数字来说，补全相差最大？",
  objectives: {
    "negative-completion-elbo": "给定 c 时其余部分的 β 加权负 ELBO，由编码器和解码器共同最小化",
  },
  terms: {
    "reconstruction": { name: "重建", about: "−log p(r|z,c) 对编码器给出的编码 z 的均值，只计未给出的像素。" },
    "kl": { name: "到先验的 KL", about: "q(z|r,c) 到先验的 KL 散度。它的均值是 I(r; z | c) 的上界，即 z 所含的关于其余部分的信息。" },
  },
  symbols: {
    "weighted-elbo": { name: "L β", about: "β = 1 时是 log p(r|c)（给定 c 时其余部分的对数似然）的一个下界。β 取其他值时，KL 以 β 加权。" },
    "rest": { name: "r", about: "图像的其余部分：未知的像素。" },
  },
  presets: {
    "half-a-digit": {
      title: "半个数字，多种补法",
      about: "模型得到数字的左半边，学习哪些右半边是可能的。已知的一半允许多种可能时，不同的编码 z 给出不同的补全。",
      question: "哪些左半边的补全相差最大？补出来的还是同一个数字吗？",
    },
  },
};
