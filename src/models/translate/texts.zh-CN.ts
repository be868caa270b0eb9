import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "图像到图像",
  about: "生成器由数字的边缘，或由加了噪声、模糊或缩小的数字，重新画出这个数字。它画的图像要接近原图，还要让对照着已给图像来看的判别器当成真的。",
  question: "它画的图像在哪里与原图不同？换一组噪声 z，会有变化吗？",
  hyperparameters: {
    adversarial: { name: "对抗权重", about: "与到原图的距离相比，被当成真的有多重要；为 0 时只计距离。" },
    from: { name: "由什么画", about: "给模型的是图像的什么：边缘、加噪声的图像、模糊的图像，或边长四分之一、只有 7×7 个像素的图像。" },
  },
  options: {
    edges: "边缘",
    noise: "噪声",
    blur: "模糊",
    quarter: "¼ 大小",
  },
  objectives: {
    "translating-generator": "生成器学习接近原图，并让自己画的图像被当成真的",
  },
  terms: {
    "pixel-distance": { name: "距离", about: "画出的图像与原图相差多远：全部 784 个像素之差的绝对值之和。" },
    "translating-generator-total": { name: "生成器合计", about: "画出的图像越接近原图，它就越小；λ 大于 0 时，还要越被当成真的。" },
  },
  symbols: {
    "derived": { name: "c", about: "给模型的图像：原图的边缘，或加了噪声、模糊或缩小的原图。" },
    "translation": { name: "G，输入 c 和 z", about: "生成器：由已给的图像画出图像；已给图像定不下来的，可以由噪声 z 决定。" },
    "discriminator-of-pair": { name: "D，输入 c 和 x", about: "判别器：对照已给的图像，它认为 x 是真实图像的概率。" },
  },
  presets: {
    "digits-from-edges": {
      title: "由边缘画出数字",
      about: "生成器只得到数字的边缘，要自己找出哪一侧是墨迹。样本中，上方是边缘，下方是它画出的图像，最下面是原图。",
      question: "换一张测试图像，或者自己画一个数字。它在哪里画错？即使画错，画出的还是数字吗？",
    },
    "distance-alone": {
      title: "只看距离",
      about: "每个数字只给出 7×7 个灰度值，λ = 0 时只计与原图的距离。这样大多数数字就已经画对，而且不太模糊：对绝对差来说，最好的回答不是灰色的平均，而是墨或纸中可能性更大的那个。",
      question: "把 λ 设为 40，按“重置”，再训练一次。判别器带来了什么？距离变小了吗？",
    },
  },
};
