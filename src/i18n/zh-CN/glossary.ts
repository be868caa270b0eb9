import type { Translation } from "../translation";
import type { glossary as en } from "../en/glossary";

export const glossary: Translation<typeof en> = {
  "x": { name: "x", about: "一张图像：784 个像素，取值从 0（黑）到 1（白）。" },
  "y": { name: "y", about: "图像的类别：十个数字中的哪一个。" },
  "z": { name: "z", about: "隐编码：解码器据以画出图像的几个数。" },
  "theta": { name: "theta", about: "解码器的权重。" },
  "phi": { name: "phi", about: "编码器的权重。" },
  "encoder-posterior": { name: "给定 x 时 z 的分布 q", about: "编码器的回答：哪些编码 z 可能产生这张图像，是一个高斯分布。" },
  "decoder-likelihood": { name: "给定 z 时 x 的分布 p", about: "解码器的回答：给定编码 z，每张图像出现的可能性有多大。" },
  "prior": { name: "标准正态分布", about: "先验：对图像一无所知时编码的分布，即标准高斯分布。" },
  "kl-divergence": { name: "KL 散度", about: "KL 散度：一个分布与另一个分布相差多远；两者相同时为 0。" },
  "beta": { name: "beta", about: "KL 项的权重；等于 1 时就是 ELBO 本身。" },
  "generator": { name: "G，输入 z 和 y", about: "生成器：由噪声 z 画出一张类别为 y 的图像。" },
  "discriminator": { name: "D，输入 x 和 y", about: "判别器：它认为 x 是类别 y 的真实图像的概率。" },
  "expectation-data": { name: "对 x 的期望", about: "对真实图像 x 取平均，这里取的是这一步的批次。" },
  "expectation-noise": { name: "对 z 的期望", about: "对噪声 z 取平均，这里取的是这一步的批次。" },
};
