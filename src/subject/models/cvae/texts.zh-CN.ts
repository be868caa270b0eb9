import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "条件 VAE",
  about: "这种 VAE 的编码器和解码器都以类别为条件。编码不必表示类别，所以可以表示数字的写法。",
  question: "停在地图上的同一点，更换类别。不变的是什么？",
  objectives: {
    "negative-conditional-elbo": "给定类别的 β 加权负 ELBO，由编码器和解码器共同最小化",
  },
  terms: {
    "reconstruction": { name: "重建", about: "−log p(x|z,y) 对编码器给出的编码 z 的均值。对灰度像素来说，它是交叉熵，不是归一化的似然。" },
    "kl": { name: "到先验的 KL", about: "q(z|x,y) 到先验的 KL 散度。它的均值是 I(x; z | y) 的上界，即除类别之外 z 所含的关于 x 的信息。" },
  },
  symbols: {
    "weighted-elbo": { name: "L β", about: "β = 1 时是 log p(x|y)（给定类别时 x 的对数似然）的一个下界。β 取其他值时，KL 以 β 加权。" },
    "posterior-given-class": { name: "给定 x 和 y 时 z 的分布 q", about: "编码器的输出：一个高斯分布，用来近似真实后验 p(z|x,y)。" },
    "likelihood-given-class": { name: "给定 z 和 y 时 x 的分布 p", about: "解码器的输出：给定编码 z 和类别 y 时 x 的分布。" },
  },
  presets: {
    "class-as-a-knob": {
      title: "把类别当旋钮",
      about: "编码器和解码器都以类别为条件，隐空间的两维就不必再编码是哪个数字。它们可以专门表示数字的写法。",
      question: "停在地图上的同一点，把类别从 0 换到 9。这十个数字有什么共同之处？",
    },
  },
};
