import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "用条件 GAN 补全",
  about: "这种条件 GAN 得到数字的一部分和噪声，画出其余部分。判别器看到整张图像，L1 项把它拉向原图。",
  question: "换一组噪声，补全的部分会变吗？",
  objectives: {
    "completing-generator": "生成器学习让补全被判为真实，并接近原图",
  },
  terms: {
    "l1": { name: "L1 距离", about: "补全与原图的 L1 距离：所有像素之差的绝对值之和。" },
    "completing-generator-total": { name: "生成器合计", about: "补全越被判为真实、越接近原图，它就越小。" },
  },
  symbols: {
    "completion": { name: "G，输入 c 和 z", about: "生成器：补全已知部分 c。噪声 z 使不同的补全成为可能。" },
    "discriminator-of-c-x": { name: "D，输入 c 和 x", about: "判别器：给定部分 c，它认为 x 是真实图像的概率。" },
  },
  presets: {
    "half-a-digit-by-gan": {
      title: "它用到噪声了吗？",
      about: "生成器得到半个数字和噪声，画出其余部分；判别器对照已知的一半看整张图像。带 λ 的项把每种补全拉向唯一的原图。",
      question: "改变 z：补全会变吗？再调高 λ 看看：噪声还起作用吗？",
    },
  },
};
