import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "GAN 生成对抗网络",
  about: "生成器把噪声映射为样本，判别器学习区分样本与真实数据。两者相互对抗地训练，生成器从未见过真实数据。",
  question: "“学习率之比 D : G”为 5 时，样本会怎样？为 0.2 时呢？",
  hyperparameters: {
    loss: { name: "损失", about: "两个网络之间的博弈。“饱和”是最初的形式：D(G(z)) 趋于 0 时，生成器损失的梯度消失。" },
    depth: { name: "隐藏层", about: "每个网络有几个隐藏层。只有一层时，生成器各层的宽度与 VAE 的解码器相同，两者便可相互比较。" },
  },
  options: {
    two: "两层",
    one: "一层",
    "non-saturating": "非饱和",
    saturating: "饱和",
    "least-squares": "最小二乘",
  },
  presets: {
    "first-gan": {
      title: "第一个 GAN",
      about: "在生成对抗网络（GAN）里，生成器由噪声作画，从未见过数字；判别器看到真实数字和生成样本，学习区分它们。每个网络的损失都取决于另一个网络。",
      question: "没有一条损失会一直下降，数字却越来越好。只看曲线，怎么知道训练在起作用？",
    },
    saturating: {
      title: "梯度消失的时候",
      about: "在最初的博弈中，生成器最小化 log(1 − D)；判别器否定所有样本时，它几乎是平的。这里判别器的学习率是生成器的五倍，很快就会如此。",
      question: "改选“非饱和”损失再训练一次。两种博弈的均衡相同，生成器的曲线有什么不同，为什么？",
    },
    "mode-collapse": {
      title: "模式坍塌",
      about: "生成器的学习率是判别器的十倍，它找到了一张能骗过判别器的图像。无论噪声是什么，它都画这一张，即使后来骗不过判别器也不改：这就是模式坍塌。",
      question: "把“学习率之比 D : G”设为 1，按“重置”后重新训练。现在样本之间有多大差别？生成器的损失有什么不同？",
    },
    "dropped-modes": {
      title: "缺失的模式",
      about: "数据是八个高斯分布，生成器的学习率是判别器的五倍。样本只落在其中一两个里，或者落在它们之间。判别器适应之后，样本就移到别处。",
      question: "边训练边把“学习率之比 D : G”调到 1。哪些高斯分布回来了？这时学到的 D 离 D* = p_data/(p_data + p_model) 有多近？",
    },
  },
};
