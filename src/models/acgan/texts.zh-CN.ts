import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const zhCN: Translation<typeof en> = {
  name: "辅助分类器 GAN",
  about: "判别器还要说出所见数字的条件 GAN。生成器的图像被认成所要的数字，就得到奖励。",
  question: "同一类的数字各不相同，还是总画同一张容易认出的图像？",
  hyperparameters: {
    fakeClass: {
      name: "D 中生成图的类别",
      about: "分类头在多大程度上也从生成图学习。取 1（原论文）时，它可能和生成器在错误的图上达成一致。",
    },
  },
  objectives: {
    "discriminator-and-classifier": "判别器区分真假，并说出类别",
    "generator-and-class": "生成器学习让图像被当成真的，并被认出类别",
  },
  terms: {
    "real-class": { name: "真实图像的类别", about: "看到真实图像的类别，判别器有多意外。" },
    "fake-class": { name: "生成图像的类别", about: "看到生成图像本应属于的类别，判别器有多意外。" },
    "discriminator-and-classifier-total": { name: "判别器", about: "判别器在真假和类别两方面错得有多厉害。" },
    "generator-class": { name: "所要的类别", about: "判别器离认出所要的类别还有多远。" },
    "generator-and-class-total": { name: "生成器合计", about: "生成图像越被当真、类别越被认出，它就越小。" },
  },
  symbols: {
    "generator-of-z-y": { name: "G，输入 z 和 y", about: "生成器：由噪声 z 画出一张类别应为 y 的图像。" },
    "class-head": { name: "给定 x 时 y 的概率 C", about: "判别器的另一个输出：它认为 x 是数字 y 的概率。" },
  },
  presets: {
    "auxiliary-classifier": {
      title: "说出看到了什么",
      about: "判别器还有一项任务：说出是哪个数字；生成器的图像被认成所要的数字就得到奖励。因此即使真假仍有差别，类别也能像分类器那样学会。",
      question: "等数字清楚以后，像原论文那样让分类头也从生成图学习：把它的滑块调到 1。生成图像的那一项会怎样变化？数字也变好了吗？",
    },
  },
};
