import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "VAE-GAN",
  about: "这种 VAE 不逐像素比较，而是用判别器的特征衡量相似度。解码器还要像 GAN 的生成器那样，让图像被当成真的。",
  question: "它的重建比 VAE 更清晰吗？也同样忠实吗？",
  hyperparameters: {
    gamma: { name: "相似度权重", about: "对解码器来说，相似度与骗过判别器相比占多大比重。为 0 时只顾骗过判别器。" },
  },
  objectives: {
    "vae-gan-encoder": "编码器",
    "vae-gan-decoder": "解码器",
    "vae-gan-discriminator": "判别器",
  },
  terms: {
    "feature-reconstruction": { name: "相似度", about: "在判别器的特征中，重建与原图相差多远。" },
    "vae-gan-encoder-total": { name: "编码器", about: "编码器要减小的数：KL 与相似度两项之和。" },
    "decoder-features": { name: "相似度（解码器）", about: "同样的特征距离，在解码器的损失里；γ 决定它占多大比重。" },
    "fool-reconstruction": { name: "以重建骗过", about: "解码器离让重建被当成真的还有多远。" },
    "fool-sample": { name: "以样本骗过", about: "解码器离让先验样本被当成真的还有多远。" },
    "vae-gan-decoder-total": { name: "解码器", about: "解码器要减小的数：不相似的程度和被识破的程度。" },
    "fake-reconstruction": { name: "重建图像", about: "判别器在重建图像上的误差：0.69 相当于抛硬币，0 表示完全有把握。" },
    "fake-sample": { name: "样本", about: "判别器在先验样本上的误差：0.69 相当于抛硬币，0 表示完全有把握。" },
    "vae-gan-discriminator-total": { name: "判别器", about: "判别器错得有多厉害：只能随机猜测时为 2.08，确信且正确时为 0。" },
  },
  symbols: {
    "reconstruction": { name: "x 波浪", about: "重建：解码器由 x 的编码画出的图像。" },
    "prior-sample": { name: "x 下标 p", about: "样本：解码器由先验中抽取的编码画出的图像。" },
    "features": { name: "D 下标 h", about: "特征：判别器的一个隐藏层，在这里而不是在像素上衡量相似度。" },
    "gamma": { name: "gamma", about: "对解码器来说，相似度与骗过判别器相比占多大比重。" },
  },
  presets: {
    "learned-likeness": {
      title: "学来的相似度",
      about: "逐像素比较时，笔画移了位算错，模糊却能得到原谅。这里用判别器的特征衡量相似度，解码器还要让图像被当成真的。",
      question: "把相似度权重调到 0，再调到 1。样本会怎样，重建又会怎样？",
    },
  },
};
