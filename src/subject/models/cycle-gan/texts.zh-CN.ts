import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "CycleGAN",
  about: "两个生成器学习把粗笔画的数字变细、细的变粗，或把倾斜的变正、正的变斜，而不用成对的图像。每个生成器都要骗过目标域的判别器，还要能还原另一个所做的改变。",
  question: "转换在什么时候会改变数字？两个判别器看得出来吗？",
  hyperparameters: {
    domain: { name: "A 域", about: "A 域的图像：笔画加粗的数字，或向右倾斜的数字。B 域是人写的原样。" },
    cycle: { name: "循环权重", about: "循环项的权重 λ，这一项使每个生成器还原另一个所做的改变。为 0 时，这一项不起作用。" },
  },
  options: {
    thick: "粗",
    slanted: "倾斜",
  },
  objectives: {
    "discriminators-of-domains": "两个判别器各自学习区分本域的图像和转换得到的图像",
    "generators-of-cycle": "两个生成器学习生成会被归入另一个域的图像，并能互相还原",
  },
  terms: {
    "real-of-domains": { name: "真实图像", about: "两个判别器对本域图像的输出与 1 之差的平方：输出 ½ 时各为 0.25。" },
    "made-for-domains": { name: "转换图像", about: "两个判别器对转换图像的输出的平方：输出 ½ 时各为 0.25。" },
    "discriminators-of-domains-total": { name: "判别器合计", about: "两个判别器的损失：确信且正确时为 0，输出 ½ 时为 1。" },
    "taken-for-domains": { name: "对抗项", about: "生成器的对抗损失。判别器对转换图像的输出越接近 1，它就越小。" },
    "way-back": { name: "循环", about: "图像依次经过两个生成器之后与自身的距离：像素之差的绝对值的平均，像素与论文一样从 −1 到 1；A、B 两域之和。" },
    "generators-of-cycle-total": { name: "生成器合计", about: "转换图像越被判为真实，两个生成器越能互相还原，它就越小。" },
  },
  symbols: {
    "image-of-a": { name: "a", about: "A 域的一张图像，加粗或倾斜过：一批图像的一半。" },
    "image-of-b": { name: "b", about: "B 域的一张图像，是人写的原样。它来自批次的另一半，所以不是任何一个 a 的原图。" },
    "generator-to-b": { name: "G，输入 a 和 z", about: "一个生成器：把 A 域的图像转换到 B 域；z 是它可以使用的噪声。" },
    "generator-to-a": { name: "F，输入 b", about: "另一个生成器：把 B 域的图像转换到 A 域。" },
    "discriminators-of-domains": { name: "D A 和 D B", about: "A 域和 B 域的判别器：训练使它们对本域图像输出 1，对转换图像输出 0。" },
    "mean-of-pixels": { name: "差的平均", about: "两张图像各像素之差的绝对值的平均。" },
  },
  presets: {
    "thick-to-thin": {
      title: "由粗变细，没有成对图像",
      about: "生成器得到加粗的数字，而每一步里，细笔画的样子由别的数字给出。它学会把笔画变细，十个中有八个以上仍是同一个数字，因为另一个生成器要能还原出粗的数字。",
      question: "把 A 域图像改为倾斜，再训练一次：1 变成什么样，4 呢？哪些数字变成了另一个？",
    },
    "no-way-back": {
      title: "没有循环项",
      about: "λ = 0 时，图像只要被判为真实即可，与给定的图像无关。600 步之后，笔画散成斑点。",
      question: "把 λ 设为 10，按“重置”，再训练一次。现在是什么让数字仍可辨认？两次训练中，循环那一项各有多大？",
    },
  },
};
