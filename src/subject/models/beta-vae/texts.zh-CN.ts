import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "β-VAE",
  about: "这种 VAE 的 KL 项的权重为 β：一个隐空间维度使重建损失降低的量，要超过它的 KL 的 β 倍才合算。预热在训练初期减弱 KL 项；自由比特使每个低于 λ 奈特的维度始终没有 KL 的梯度。两者都有助于防止坍塌。",
  question: "β 取 1、4、20 时，各有多少个活跃单元？",
  hyperparameters: {
    warmUp: { name: "预热", about: "KL 权重从 0 升到 β 所用的步数。" },
    freeBits: { name: "自由比特", about: "每个隐空间维度的 KL 至少按此值计入损失，再降低也没有好处。" },
  },
  objectives: {
    "negative-beta-elbo": "β 加权的负 ELBO，由编码器和解码器共同最小化",
  },
  symbols: {
    "warm-up": { name: "t 除以 n β", about: "步数 t 占预热步数 n_β 的比例：KL 权重由 0 增大到 β。" },
    "free-bits": { name: "λ", about: "自由比特：每个维度的 KL（批次的均值）至少按 λ 奈特计。" },
  },
  presets: {
    disentangle: {
      title: "解耦：β = 4",
      about: "β = 4 时，KL 的权重是 ELBO 中的 4 倍，所以十个维度携带的信息更少。人们希望每个维度各代表数字的一种性质，例如倾斜或宽窄。",
      question: "每次只移动 z₁ 到 z₁₀ 中的一个滑块。哪些维度只改变一种说得出名字的性质，哪些会同时改变好几样？",
    },
  },
};
