import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "图像到图像",
  about: "生成器由数字的边缘，或由加了噪声、模糊或缩小的数字，重建这个数字。它的图像应接近原图，还应被对照输入来看的判别器判为真实。",
  question: "生成的图像在哪里与原图不同？换一组噪声 z，会有变化吗？",
  hyperparameters: {
    adversarial: { name: "对抗权重", about: "对抗项的权重 α，与到原图的距离相对。为 0 时只计距离。" },
    from: { name: "输入", about: "由每张图像得到的输入：边缘、加噪声的图像、模糊的图像，或边长四分之一、7×7 像素的图像。" },
  },
  options: {
    edges: "边缘",
    noise: "噪声",
    blur: "模糊",
    quarter: "¼ 大小",
  },
  objectives: {
    "translating-generator": "生成器学习生成接近原图、并被判为真实的图像",
  },
  terms: {
    "pixel-distance": { name: "距离", about: "生成图像与原图的 L1 距离：全部 784 个像素之差的绝对值之和。" },
    "translating-generator-total": { name: "生成器合计", about: "生成图像越接近原图，它就越小；α 大于 0 时，生成图像越被判为真实，它也越小。" },
  },
  symbols: {
    "adversarial-weight": { name: "alpha", about: "对抗项的权重。论文则用 λ 给距离加权：1/α 的作用与它相同。" },
    "derived": { name: "c", about: "由图像得到的输入：边缘，或加了噪声、模糊或缩小的图像。" },
    "translation": { name: "G，输入 c 和 z", about: "生成器：由输入 c 生成图像。噪声 z 使同一个 c 可以得到不同的图像。" },
    "discriminator-of-pair": { name: "D，输入 c 和 x", about: "判别器：给定输入 c，它认为 x 是真实图像的概率。" },
  },
  presets: {
    "digits-from-edges": {
      title: "由边缘画出数字",
      about: "生成器只得到数字的边缘，要自己找出哪一侧是墨迹。样本中，最上面是边缘，下方是生成的图像，最下面是原图。",
      question: "换一张测试图像，或者自己画一个数字。生成器在哪里画错？即使画错，画出的还是数字吗？",
    },
    "distance-alone": {
      title: "只看距离",
      about: "每个数字只给出 7×7 个灰度值，α = 0 时只计到原图的 L1 距离。这样大多数数字就已经画对，而且不太模糊。使 L1 距离最小的是每个像素的条件中位数，使平方误差最小的是条件均值。",
      question: "把 α 设为 40，按“重置”，再训练一次。判别器带来了什么？距离变小了吗？",
    },
  },
};
